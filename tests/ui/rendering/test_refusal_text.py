from dataclasses import replace

import pytest

from embeddings.messages import Message
from qa.records import Missing, Reason
from ui.rendering.refusal_text import refusal_text, refusal_words


@pytest.fixture
def refused(parking):
    retrieval = replace(parking.retrieval, missing=Missing(years=(2020, 2021), regions=("深圳",)))
    return replace(
        parking,
        text="",
        spans=(),
        citations=(),
        refused=True,
        reason=Reason.NO_REPORT,
        retrieval=retrieval,
    )


@pytest.fixture
def held(lanzhou):
    nation = [replace(lanzhou, region="全国", year=year) for year in (2001, 2002, 2003, 2005)]
    return [lanzhou, *nation, replace(lanzhou, region=None, year=None)]


def test_refusal_names_what_is_missing_and_what_is_indexed(refused, held):
    assert refusal_words(refused, held, "zh") == (
        "没有收录深圳2020年、2021年的报告",
        "现有：兰州2017年；全国2001—2003、2005年（共4份）；地区不明。",
    )
    assert refusal_words(refused, held, "en") == (
        "No report is indexed for 深圳 2020, 2021",
        "Indexed: 兰州 2017; 全国 2001—2003, 2005 (4 in all); region unknown.",
    )


def test_a_year_that_a_place_lacks_is_told_with_the_years_of_the_place(refused, held):
    scope = replace(refused.retrieval.scope, regions=("全国",))
    missing = Missing(years=(2004,))
    answer = replace(refused, retrieval=replace(refused.retrieval, scope=scope, missing=missing))
    assert refusal_words(answer, held, "zh") == (
        "没有收录全国2004年的报告",
        "现有：全国2001—2003、2005年（共4份）。",
    )
    assert refusal_words(answer, held, "en") == (
        "No report is indexed for 全国 2004",
        "Indexed: 全国 2001—2003, 2005 (4 in all).",
    )


def test_refusal_of_a_missing_fact_shows_the_nearest_sentence(refused, held):
    answer = replace(refused, reason=Reason.NO_FIGURE)
    number = answer.retrieval[0].paragraph
    assert refusal_words(answer, held, "en")[1] == (
        f"Nearest is 2017年兰州市政府工作报告, paragraph {number}: “新建公共停车泊位1.7万个”"
    )
    assert "最接近的是《2017年兰州市政府工作报告》" in refusal_words(answer, held, "zh")[1]


def test_refusal_by_facts_tells_the_condition_and_the_nearest_statement(refused, held):
    grounds = (
        Message(
            "figure_unsaid_because",
            asked=Message("figure_asked", name="失业率", aspect="", place="", when=""),
            why=Message("figure_only_with_not", words=("登记",), wanted=("调查",)),
        ),
        Message("figure_nearest", title="2017年兰州市政府工作报告", paragraph=9, words="失业率2%"),
    )
    answer = replace(refused, reason=Reason.NO_FIGURE, grounds=grounds)
    assert refusal_text(answer, held, "zh") == (
        "报告没有说“失业率”：只有登记的，没有调查的。"
        "最接近的是《2017年兰州市政府工作报告》第9段：“失业率2%”"
    )
    assert refusal_text(answer, held, "en") == (
        "The reports do not say “失业率”: there is only that for 登记, none for 调查. "
        "Nearest is 2017年兰州市政府工作报告, paragraph 9: “失业率2%”"
    )


def test_refusal_by_facts_without_a_near_statement_shows_the_nearest_passage(refused, held):
    ground = Message("figure_unmentioned", asked="“口袋公园”")
    answer = replace(refused, reason=Reason.NO_FIGURE, grounds=(ground,))
    headline, below = refusal_words(answer, held, "en")
    assert headline == "The reports do not mention “口袋公园”"
    assert below.startswith("Nearest is 2017年兰州市政府工作报告")


def test_refusal_without_passages_still_names_what_is_missing(refused, held):
    """An empty retrieval is false as a sequence; what it misses is known all the same."""
    answer = replace(refused, retrieval=replace(refused.retrieval, passages=()))
    assert "深圳" in refusal_words(answer, held, "en")[0]


def test_refusal_counts_regions_that_are_too_many_to_name(refused, lanzhou):
    many = [replace(lanzhou, region=name) for name in "甲乙丙丁戊己庚辛壬癸"]
    assert refusal_words(refused, many, "zh")[1].endswith("辛2017年等10个地区。")
    assert "10 regions in all" in refusal_words(refused, many, "en")[1]


def test_refusal_text_runs_on(refused):
    assert refusal_text(refused, [], "en") == (
        "No report is indexed for 深圳 2020, 2021. No report is indexed yet."
    )
    assert refusal_text(refused, [], "zh") == (
        "没有收录深圳2020年、2021年的报告。现在还没有收录任何报告。"
    )
