"""What the text search calls stated, spoken of, and absent, in sentences of local reports."""

from dataclasses import replace

import pytest

from embeddings.parsing.reports import read_reports
from qa.training.absence.text_search import SearchedReport, bare_name, restriction_of


@pytest.fixture
def searched(tmp_path):
    def of(*sentences):
        path = tmp_path / "2022年长治市政府工作报告.txt"
        path.write_text(
            "2022年长治市政府工作报告\n\n各位代表：\n一、2021年工作回顾\n"
            + "\n".join(sentences)
            + "\n二、2022年工作安排\n地区生产总值增长8%。\n",
            encoding="utf-8",
        )
        (report,) = read_reports(path)
        return SearchedReport(replace(report, region="长治"))

    return of


def test_level_of_is_what_the_review_ties_to_a_name_outright(searched):
    report = searched("粮食总产量达到24.4亿斤，新培育省级以上农业产业化龙头企业12家。")
    assert report.level_of("粮食总产量") == "24.4亿斤"
    assert report.level_of("产量") == ""  # the name goes on to its left
    assert report.level_of("地区生产总值") == ""  # of the plan alone


def test_growth_of_reads_over_the_level(searched):
    report = searched("一般公共预算收入完成215亿元、增长7.2%。")
    assert report.growth_of("一般公共预算收入") == "7.2%"


@pytest.mark.parametrize(
    "sentence",
    [
        "五年累计改造农村危房2694户。",
        "去年改造农村危房2694户，今年改造农村危房15户。",
        "力争改造农村危房2694户。",
    ],
)
def test_level_of_leaves_other_times_and_several_values_alone(searched, sentence):
    assert searched(sentence).level_of("改造农村危房") == ""


def test_mentions_takes_more_for_spoken_of_than_is(searched):
    report = searched("社会消费品零售额增长8%。粮食总产24亿斤。")
    assert report.mentions("社会消费品零售总额")
    assert not report.mentions("粮食产量")
    assert report.may_state("粮食产量", frozenset({"斤", "吨"}))
    assert not report.may_state("粮食产量", frozenset({"元"}))


def test_bare_name_leaves_out_what_restricts():
    assert restriction_of("农村居民人均可支配收入") == "农村"
    assert bare_name("农村居民人均可支配收入") == "居民可支配收入"
