import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from embeddings.messages import Message
from embeddings.records import Paragraph, Report, Role, Section
from qa.records import Answer, Citation, Computed, Missing, Reason, Retrieval, Scope
from ui.rendering.answer_html import answer_html, confidence_level, marked_html, shown_citations

HEADING = "一、过去五年政府工作回顾"
PARAGRAPH = "经济总量在跨越两个千亿的基础上，预计今年达到2220亿元以上，年均增长10.73%。"
TEXT = f"{HEADING}\n{PARAGRAPH}\n"
START = len(HEADING) + 1

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
    sections=(
        Section(
            number=0,
            level=1,
            title=HEADING,
            path=(HEADING,),
            role=Role.REVIEW,
            start=0,
            end=len(TEXT),
        ),
    ),
    paragraphs=(Paragraph(number=1, start=START, end=START + len(PARAGRAPH), section=0),),
)
REPORTS = {REPORT.report_id: REPORT}
EXCERPT = "预计今年达到2220亿元以上"
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

ATTACKS = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</p></blockquote><svg onload=alert(1)>",
    "' onmouseover='alert(1)",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "<a href=javascript:alert(1)>2220亿元</a>",
    "{number} {question} %s {0.__class__}",
    "\x1b]0;title\x07\x00<b>",
]
ALLOWED = {
    *("div", "p", "blockquote", "strong", "mark", "button", "ul", "li", "header", "cite", "span"),
}


class Tags(HTMLParser):
    """Collects what a browser would see: tags, attributes, text."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_data(self, data: str) -> None:
        self.text += data


def seen(markup: str) -> Tags:
    parser = Tags()
    parser.feed(markup)
    parser.close()
    return parser


def test_answer_html_shows_the_short_answer_the_quote_and_a_button() -> None:
    markup = answer_html(ANSWER, reports=REPORTS)
    assert '<p class="gov-direct" lang="zh">2220亿元以上</p>' in markup
    assert '预计今年达到<strong class="gov-span">2220亿元以上</strong><button' in markup
    assert 'data-citation="1"' in markup
    assert "把握：高" in markup
    assert "93%" in markup


def test_answer_html_never_shows_a_citation_that_is_not_exact() -> None:
    lying = replace(ANSWER, citations=(replace(CITATION, start=CITATION.start + 1),))
    assert "data-citation" in answer_html(ANSWER, reports=REPORTS)
    assert "data-citation" not in answer_html(lying, reports=REPORTS)


def test_answer_html_refusal_gives_reason_and_suggestions_in_the_readers_language() -> None:
    question = "2030年兰州生产总值"
    refusal = Answer(
        question=question,
        rewritten=question,
        refused=True,
        reason=Reason.NO_REPORT,
        message="没有收录2030年的报告。现有：兰州2017年。",
        suggestions=("2016年兰州市生产总值预计达到多少？",),
        retrieval=Retrieval(
            passages=(),
            question=question,
            rewritten=question,
            scope=Scope(),
            missing=Missing(years=(2030,)),
        ),
    )
    markup = answer_html(refusal, reports=REPORTS, language="en")
    assert "gov-refused" in markup
    assert "No report is indexed for 2030" in markup
    assert "Indexed: 兰州 2017." in markup
    assert "没有收录" not in markup
    assert "gov-suggestion" in markup
    assert "gov-confidence" not in markup
    assert "没有收录2030年的报告" in answer_html(refusal, reports=REPORTS, language="zh")


def test_answer_html_says_notices_in_the_readers_language() -> None:
    noticed = replace(ANSWER, notices=(Message("years_read", said="今年", years="2025"),))
    assert "今年按2025年理解" in answer_html(noticed, reports=REPORTS)
    assert "“今年” is taken as 2025" in answer_html(noticed, reports=REPORTS, language="en")


def test_answer_html_lists_the_quotes_of_several_citations() -> None:
    text = f"{EXCERPT}…年均增长10.73%"
    second = replace(CITATION, text_start=len(EXCERPT) + 1, text_end=len(text))
    markup = answer_html(replace(ANSWER, text=text, citations=(CITATION, second)), reports=REPORTS)
    items = re.findall("<li>(.*?)</li>", markup)
    assert len(items) == 2
    assert seen(items[0]).text == f"{EXCERPT}[1]"
    assert seen(items[1]).text == "年均增长10.73%[1]"


def test_answer_html_long_measures_stand_once() -> None:
    """The short answers of a 怎么… question are its sentence: not said in a headline again."""
    measures = tuple(f"推进第{number}项大气污染深度治理重点工程" for number in "一二三四")
    text = "，".join(measures)
    markup = answer_html(replace(ANSWER, text=text, spans=measures, citations=()), reports=REPORTS)
    assert markup.count(measures[1]) == 1
    assert "<strong" not in markup


def test_answer_html_tells_computed_figures_and_doubts() -> None:
    told = replace(
        ANSWER,
        computed=(
            Computed(value="2016年", operation="year", operands=(REPORT.title,)),
            Computed(value="8000元", operation="difference", operands=("44000元", "36000元")),
        ),
        unsupported=((0, 4),),
        generated=True,
    )
    markup = answer_html(told, reports=REPORTS)
    assert "计算：8000元 = 44000元 − 36000元" in seen(markup).text
    assert REPORT.title not in markup  # the year of a quote is no calculation
    assert '<mark class="gov-unsupported">预计今年</mark>' in markup


@pytest.mark.parametrize("attack", ATTACKS)
def test_answer_html_data_never_becomes_markup(attack: str) -> None:
    answer = Answer(
        question=attack + "?",
        rewritten=attack,
        retrieval=Retrieval(
            passages=(),
            question=attack,
            rewritten=attack,
            scope=Scope(),
            missing=Missing(regions=(attack,)),
        ),
        text=attack + "2220亿元",
        spans=(attack, "2220亿元"),
        citations=(replace(CITATION, title=attack, excerpt=attack, file=attack),),
        computed=(Computed(value=attack, operation=attack, operands=(attack,)),),
        notices=(Message("as_written", text=attack),),
        unsupported=((0, 3),),
        message=attack,
        suggestions=(attack,),
    )
    for shown in (answer, replace(answer, refused=True, reason=Reason.NO_REPORT)):
        page = seen(answer_html(shown, reports=REPORTS))
        assert page.tags <= ALLOWED
        assert page.attributes <= {"class", "type", "data-citation", "aria-label", "lang", "title"}
        assert attack.replace("\x1b", "␛").replace("\x07", "␇").replace("\x00", "␀") in page.text


@pytest.mark.parametrize("change", [{"paragraph": 999}, {"paragraph": 0}, {"start": 1}])
def test_shown_citations_leave_out_what_is_not_true_of_the_stored_text(change) -> None:
    assert shown_citations(ANSWER, REPORTS) == ANSWER.citations
    untrue = replace(ANSWER, citations=(replace(CITATION, **change),))
    assert shown_citations(untrue, REPORTS) == ()


def test_attack_would_be_seen_without_escaping() -> None:
    assert "script" in seen(f"<p>{ATTACKS[0]}</p>").tags


def test_marked_html_without_marks_is_the_escaped_text() -> None:
    assert marked_html("5<6 & 《规划》", []) == "5&lt;6 &amp; 《规划》"


@pytest.mark.parametrize(
    ("confidence", "level"),
    [(1.0, "high"), (0.75, "high"), (0.74, "middle"), (0.5, "middle"), (0.49, "low"), (0.0, "low")],
)
def test_confidence_level_bounds(confidence: float, level: str) -> None:
    assert confidence_level(confidence) == level
