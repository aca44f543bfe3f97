"""What a refusal says."""

from dataclasses import replace

from qa.answer.refusals.refusal_messages import refusal_message
from qa.records import Missing, Reason, Retrieval, Scope, ScoredPassage


def _retrieval(report, *, missing=None) -> Retrieval:
    paragraph = report.paragraphs[1]
    passage = ScoredPassage(
        report_id=report.report_id,
        title=report.title,
        paragraph=paragraph.number,
        start=paragraph.start,
        end=paragraph.end,
        text=report.text[paragraph.start : paragraph.end],
        match_start=paragraph.start,
        match_end=paragraph.end,
        score=0.5,
        rank=1,
    )
    return Retrieval(
        passages=(passage,),
        question="问",
        rewritten="问",
        scope=Scope(),
        missing=missing or Missing(),
    )


def test_no_report_names_what_is_missing_and_what_there_is(report):
    missing = Missing(years=(2003,), regions=("西宁",))
    others = [replace(report, region="全国", year=year) for year in (2001, 2002, 2003, 2005)]
    message = refusal_message(
        Reason.NO_REPORT, _retrieval(report, missing=missing), [report, *others]
    )
    assert "西宁2003年" in message
    assert "兰州2017年" in message
    assert "全国2001—2003、2005年（共4份）" in message


def test_a_year_that_a_place_lacks_is_told_with_the_years_of_the_place(report):
    found = replace(
        _retrieval(report, missing=Missing(years=(2003,))), scope=Scope(regions=("兰州",))
    )
    others = [replace(report, region="全国", year=year) for year in (2001, 2003)]
    message = refusal_message(Reason.NO_REPORT, found, [report, *others])
    assert message == "没有收录兰州2003年的报告。现有：兰州2017年。"


def test_no_figure_shows_the_nearest_passage(report):
    message = refusal_message(Reason.NO_FIGURE, _retrieval(report), [report])
    assert "第2段" in message
    assert "新建公共停车泊位1.7万个" in message


def test_nothing_near_says_so_and_what_there_is(report):
    message = refusal_message(Reason.NOTHING_NEAR, _retrieval(report), [report])
    assert "没有找到与问题相关的内容" in message
    assert "兰州2017年" in message


def test_an_empty_library_is_told(report):
    assert "还没有收录任何报告" in refusal_message(Reason.NOTHING_NEAR, _retrieval(report), [])
