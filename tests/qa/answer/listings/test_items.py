"""Items of lists: over the seed report, and over paragraphs of State Council reports."""

import pytest

from qa.answer.listings.items import ListReader, without_ordinal
from qa.retrieval.retriever import Retriever

REPORT = """2006年国务院政府工作报告
各位代表：
现在，我代表国务院，向大会作政府工作报告，请予审议。
一、2005年工作回顾
经济社会保持平稳较快发展，各项工作取得新的成绩。
二、2006年主要任务
着眼于逐步解决群众看病难、看病贵问题，主要抓好三个方面；一是加快农村医疗卫生服务体系建设。启动规划，健全三级网络。
二是大力发展城市社区卫生服务。建立分级医疗和双向转诊的机制。
三是深化医疗卫生体制改革，深入整顿和规范医疗服务、药品生产流通秩序。
当前和今后一段时期，要集中力量抓好以下几个方面。
（一）根据当地的地理、气候和资源等条件，着力发展有自己特色的优势产业。
（二）大力发展科技和教育，加快科技成果转化。
"""


@pytest.fixture(scope="module")
def council(tmp_path_factory):
    folder = tmp_path_factory.mktemp("council")
    (folder / "2006年国务院政府工作报告.txt").write_text(REPORT, encoding="utf-8")
    return next(iter(Retriever.from_reports(folder).index.reports.values()))


def paragraph_with(report, words):
    return next(
        one.number for one in report.paragraphs if words in report.text[one.start : one.end]
    )


def first_clauses(report, one):
    return [report.text[item.start : item.clause_end] for item in one.items]


def test_list_reader_reads_numbered_items_within_one_paragraph(lanzhou):
    (one,) = ListReader(lanzhou).at(51)
    assert first_clauses(lanzhou, one) == [
        "一是打好交通拥堵大整治攻坚战",
        "二是打好城乡环境大整治攻坚战",
        "三是打好背街小巷大整治攻坚战",
    ]
    assert lanzhou.text[slice(*one.lead)].startswith("打好城市环境“三大整治攻坚战”")


def test_list_reader_goes_on_in_the_paragraphs_behind(council):
    number = paragraph_with(council, "看病贵")
    one = ListReader(council).at(number)[0]
    assert first_clauses(council, one) == [
        "一是加快农村医疗卫生服务体系建设",
        "二是大力发展城市社区卫生服务",
        "三是深化医疗卫生体制改革",
    ]
    assert one.paragraphs == frozenset({number, number + 1, number + 2})
    assert [item.paragraph for item in one.items] == [number, number + 1, number + 2]


def test_list_reader_ends_an_item_before_the_next(council):
    one = ListReader(council).at(paragraph_with(council, "看病贵"))[0]
    assert council.text[one.items[0].start : one.items[0].end].endswith("健全三级网络")


def test_list_reader_is_the_same_list_from_its_lead_and_from_an_item(council):
    number = paragraph_with(council, "看病贵")
    assert ListReader(council).at(number)[0] == ListReader(council).at(number + 2)[0]


def test_list_reader_takes_the_main_clause_with_a_subordinate_one(council):
    lists = ListReader(council).at(paragraph_with(council, "以下几个方面"))
    one = next(one for one in lists if len(one.items) == 2)
    assert first_clauses(council, one)[0].endswith("着力发展有自己特色的优势产业")


def test_list_reader_reads_segments_between_semicolons(lanzhou):
    lists = ListReader(lanzhou).at(17)
    assert "产业结构不合理" in first_clauses(lanzhou, lists[0])
    assert not lists[0].numbered


def test_list_reader_finds_none_in_plain_sentences(council):
    assert ListReader(council).at(paragraph_with(council, "平稳较快发展")) == ()


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("一是打好攻坚战", "打好攻坚战"),
        ("（三）加快建设", "加快建设"),
        ("第二，社有经济", "社有经济"),
        ("一带一路建设", "一带一路建设"),
        ("三要素市场", "三要素市场"),
    ],
)
def test_without_ordinal_takes_off_a_number_only(text, bare):
    assert without_ordinal(text) == bare
