"""Values beyond a bound, and the first year in which a mark was passed."""

import pytest

from qa.assistant import Assistant
from qa.records import Reason
from qa.retrieval.retriever import Retriever

REVIEWS = {
    2017: "地区生产总值达到7994亿元，增长8%。细颗粒物年均浓度51微克/立方米。进出口总额500亿美元。",
    2019: "地区生产总值突破1万亿元，增长7%。细颗粒物年均浓度42微克/立方米。进出口总额3900亿元。",
    2020: "地区生产总值11589亿元，增长6%。细颗粒物年均浓度降至38微克/立方米。进出口总额4100亿元。",
    2021: "地区生产总值12003亿元，增长3%。细颗粒物年均浓度35微克/立方米。进出口总额4600亿元。",
}


@pytest.fixture(scope="module")
def zhengzhou(tmp_path_factory):
    folder = tmp_path_factory.mktemp("zhengzhou")
    for year, review in REVIEWS.items():
        text = (
            f"{year}年郑州市政府工作报告\n\n各位代表：\n一、{year - 1}年工作回顾\n{review}\n"
            f"地铁运营里程达到{year - 1800}公里。\n二、{year}年主要任务\n地区生产总值增长7%左右。\n"
        )
        (folder / f"{year}年郑州市政府工作报告.txt").write_text(text, encoding="utf-8")
    return Assistant(Retriever.from_reports(folder))


@pytest.mark.parametrize(
    ("question", "text"),
    [
        (  # what passed the mark is beyond it; the years between are told to be missing
            "郑州GDP哪一年突破1万亿？",
            "查到的最早是2018年 突破1万亿元；2016年 7994亿元，其间的没有查到",
        ),
        ("郑州GDP是什么时候超过1.1万亿元的？", "查到的最早是2019年 11589亿元；2018年 突破1万亿元"),
        (
            "郑州PM2.5哪年降到40微克以下？",
            "查到的最早是2019年 38微克/立方米；2018年 42微克/立方米",
        ),
        (  # dollars are no 元
            "郑州进出口首次超过4000亿元是哪一年？",
            "查到的最早是2019年 4100亿元；2018年 3900亿元",
        ),
        ("郑州GDP哪一年超过7000亿元？", "查到的最早是2016年 7994亿元，更早的没有查到"),
    ],
)
def test_draft_answers_with_the_first_year_beyond_a_mark(zhengzhou, question, text):
    answer = zhengzhou.ask(question)
    assert answer.text == text
    assert answer.spans[0] == text.removeprefix("查到的最早是")[:5]
    assert not [told for told in answer.notices if told.code.startswith("cells_")]


def test_a_mark_that_no_report_tells_is_refused(zhengzhou):
    answer = zhengzhou.ask("郑州地铁运营里程哪年突破600公里？")
    assert answer.refused
    assert answer.reason is Reason.NO_FIGURE


def test_draft_lists_every_year_beyond_a_bound(zhengzhou):
    answer = zhengzhou.ask("哪些年份郑州GDP超过1万亿元？")
    assert answer.text == "4项中有3项：2020年 12003亿元、2019年 11589亿元、2018年 突破1万亿元"


def test_draft_says_that_no_year_is_beyond_a_bound(zhengzhou):
    answer = zhengzhou.ask("哪些年份郑州GDP超过3万亿元？")
    assert answer.text == "4项中有0项，最高的是2020年 12003亿元"


def test_a_yearly_mean_of_the_air_is_of_its_year(zhengzhou):
    answer = zhengzhou.ask("郑州2019年细颗粒物浓度是多少？")
    assert "38微克/立方米" in answer.text


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("哪些城市的GDP超过1万亿？", "只查到1项：郑州 12003亿元"),
        ("哪些地方进出口总额超过5000亿元？", "只查到1项：郑州 4600亿元"),
    ],
)
def test_a_single_value_is_told_as_the_only_one_found(tmp_path, question, text):
    report = tmp_path / "2021年郑州市政府工作报告.txt"
    told = f"一、2020年工作回顾\n{REVIEWS[2021]}\n二、2021年主要任务\n地区生产总值增长7%左右。\n"
    report.write_text(f"2021年郑州市政府工作报告\n\n各位代表：\n{told}", encoding="utf-8")
    assert Assistant(Retriever.from_reports(report)).ask(question).text == text
