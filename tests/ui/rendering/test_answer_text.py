import re
from dataclasses import replace

import pytest
from rich.console import Console

from embeddings.messages import Message
from embeddings.records import Paragraph, Report, Role, Section
from qa.records import Answer, Citation, Computed, OtherPlace, Reason, ScoredPassage
from ui.rendering.answer_text import answer_text, explained, passage_text

HEADING = "一、过去五年政府工作回顾"
PARAGRAPH = "经济总量在跨越两个千亿的基础上，预计今年达到2220亿元以上，年均增长10.73%。"
TEXT = f"{HEADING}\n{PARAGRAPH}\n"
START = len(HEADING) + 1
EXCERPT = "预计今年达到2220亿元以上"
SECTION = Section(
    number=0,
    level=1,
    title=HEADING,
    path=(HEADING,),
    role=Role.REVIEW,
    start=0,
    end=len(TEXT),
)
REPORT = Report(
    report_id="0123456789ab",
    title="2017年兰州市政府工作报告",
    year=2017,
    region="兰州",
    issuer=None,
    date=None,
    current_year=2016,
    period=None,
    origins={},
    sources=(),
    sha256="",
    text=TEXT,
    sections=(SECTION,),
    paragraphs=(Paragraph(number=1, start=START, end=START + len(PARAGRAPH), section=0),),
)
REPORTS = {REPORT.report_id: REPORT}
CITATION = Citation(
    report_id=REPORT.report_id,
    title=REPORT.title,
    file="lanzhou.txt",
    paragraph=1,
    start=TEXT.index(EXCERPT),
    end=TEXT.index(EXCERPT) + len(EXCERPT),
    excerpt=EXCERPT,
    text_start=0,
    text_end=len(EXCERPT),
)
ANSWER = Answer(
    question="2016年兰州市生产总值预计达到多少？",
    rewritten="2016年兰州市生产总值预计达到多少？",
    text=EXCERPT,
    spans=("2220亿元以上",),
    citations=(CITATION,),
    confidence=0.93,
)
ATTACK = "\x1b[31m红\x1b]0;题\x07\u202e[1]\r\n"


def coloured(text) -> str:
    console = Console(force_terminal=True, color_system="standard", width=200)
    with console.capture() as capture:
        console.print(text)
    return capture.get()


def test_answer_text_is_answer_quote_and_source():
    assert answer_text(ANSWER, REPORTS, "zh").plain.split("\n") == [
        "2220亿元以上",
        "",
        "预计今年达到2220亿元以上[1]",
        "把握：高 (93%)",
        "",
        "[1] 2017年兰州市政府工作报告 · 第1段 · 一、过去五年政府工作回顾",
        f"    {PARAGRAPH}",
    ]


def test_answer_text_marks_the_excerpt_where_a_terminal_can():
    assert f"\x1b[1;7m{EXCERPT}\x1b[0m" in coloured(answer_text(ANSWER, REPORTS, "zh"))


def test_answer_text_shows_no_citation_that_is_not_exact():
    lying = replace(ANSWER, citations=(replace(CITATION, excerpt="预计今年达到2230亿元以上"),))
    assert "[1]" not in answer_text(lying, REPORTS, "zh").plain
    gone = answer_text(ANSWER, {}, "zh").plain
    assert "[1]" not in gone


def test_answer_text_shows_a_source_once_however_often_it_is_cited():
    twice = replace(
        ANSWER,
        text=f"{EXCERPT}；{EXCERPT}",
        citations=(CITATION, replace(CITATION, text_start=14, text_end=28)),
    )
    shown = answer_text(twice, REPORTS, "zh").plain
    assert len(re.findall(r"^\[1\] ", shown, re.MULTILINE)) == 1
    assert "[2]" not in shown


def test_answer_text_cuts_a_long_paragraph_around_the_excerpt():
    body = "前面的话很长。" * 40 + EXCERPT + "。" + "后面的话也很长。" * 40
    start = START + body.index(EXCERPT)
    paragraph = Paragraph(number=1, start=START, end=START + len(body), section=0)
    report = replace(REPORT, text=f"{HEADING}\n{body}\n", paragraphs=(paragraph,))
    cited = replace(CITATION, start=start, end=start + len(EXCERPT))
    shown = answer_text(replace(ANSWER, citations=(cited,)), {report.report_id: report}, "zh").plain
    source = shown.splitlines()[-1]
    assert source.startswith("    …")
    assert source.endswith("…")
    assert EXCERPT in source
    assert len(source) < 200


def test_answer_text_of_a_refusal_has_reason_message_and_suggestions():
    refusal = Answer(
        question="2030年成都？",
        rewritten="2030年成都？",
        refused=True,
        reason=Reason.NO_REPORT,
        message="现有2017年兰州的报告",
        suggestions=("2016年兰州市生产总值预计达到多少？",),
    )
    assert answer_text(refusal, REPORTS, "en").plain.split("\n") == [
        "No report for the year or region asked about",
        "Indexed: 兰州 2017.",
        "",
        "Questions that can be answered:",
        "  • 2016年兰州市生产总值预计达到多少？",
    ]


def test_answer_text_tells_notices_calculations_and_doubts():
    told = replace(
        ANSWER,
        rewritten="兰州2016年？",
        notices=(Message("years_read", said="今年", years="2016"),),
        computed=(Computed(value="8元", operation="difference", operands=("9元", "1元")),),
        unsupported=((0, 4),),
    )
    shown = answer_text(told, REPORTS, "zh").plain
    for line in (
        "按此理解：兰州2016年？",
        "今年按2016年理解",
        "计算：8元 = 9元 − 1元",
        "找不到依据",
    ):
        assert line in shown


@pytest.mark.parametrize("refused", [False, True])
def test_answer_text_lets_no_control_character_through(refused):
    text = f"{ATTACK}{PARAGRAPH}"
    section = replace(SECTION, title=ATTACK, path=(ATTACK,))
    paragraph = Paragraph(number=1, start=0, end=len(text), section=0)
    report = replace(REPORT, title=ATTACK, text=text, sections=(section,), paragraphs=(paragraph,))
    cited = replace(CITATION, title=ATTACK, start=0, end=len(ATTACK), excerpt=ATTACK)
    answer = replace(
        ANSWER,
        rewritten=ATTACK,
        text=ATTACK + EXCERPT,
        spans=(ATTACK, EXCERPT),
        citations=(cited,),
        computed=(Computed(value=ATTACK, operation=ATTACK, operands=(ATTACK,)),),
        notices=(Message("as_written", text=ATTACK),),
        message=ATTACK,
        suggestions=(ATTACK,),
        refused=refused,
        reason=Reason.NO_FIGURE if refused else None,
    )
    shown = answer_text(answer, {report.report_id: report}, "zh").plain
    assert not set(shown) & set("\x1b\x07\r\u202e\u202c")
    assert "␛[31m红" in shown


def test_passage_text_gives_rank_place_and_matched_sentence():
    passage = ScoredPassage(
        report_id=REPORT.report_id,
        title=REPORT.title,
        paragraph=1,
        start=START,
        end=START + len(PARAGRAPH),
        text=PARAGRAPH,
        match_start=CITATION.start,
        match_end=CITATION.end,
        score=0.87654,
        rank=3,
        why={"lexical": 0.5, "dense": -1.25},
    )
    shown = passage_text(passage, REPORT, "zh", explain=True)
    assert shown.plain.splitlines() == [
        "3. 2017年兰州市政府工作报告 · 第1段 · 一、过去五年政府工作回顾  0.877",
        f"    {PARAGRAPH}",
        "    为何找到：dense -1.25, lexical +0.50",
    ]
    assert f"\x1b[1m{EXCERPT}\x1b[0m" in coloured(shown)


def test_passage_text_names_where_else_its_text_stands():
    passage = ScoredPassage(
        report_id=REPORT.report_id,
        title=REPORT.title,
        paragraph=1,
        start=START,
        end=START + len(PARAGRAPH),
        text=PARAGRAPH,
        match_start=CITATION.start,
        match_end=CITATION.end,
        score=0.5,
        rank=1,
        also=(
            OtherPlace(report_id="b", title="2016年\x1b[31m报告", paragraph=24, start=0, end=9),
            OtherPlace(report_id="c", title="2015年报告", paragraph=7, start=0, end=9),
        ),
    )
    chinese, english = (passage_text(passage, REPORT, lang).plain for lang in ("zh", "en"))
    assert chinese.splitlines()[2] == "    另见 2016年␛[31m报告第24段、2015年报告第7段"
    assert english.splitlines()[2] == (
        "    Also in 2016年␛[31m报告, paragraph 24; 2015年报告, paragraph 7"
    )


def test_explained_gives_the_largest_share_first():
    assert explained({"a": 0.1, "b": -2.0, "c": 1.0}, "en") == "Why: b -2.00, c +1.00, a +0.10"
