from dataclasses import replace
from html.parser import HTMLParser

import pytest

from embeddings.records import Paragraph, Report, Role, Section
from qa.records import Answer, Citation, Computed, Reason
from ui.marking import Label, Mark
from ui.rendering import answer_html, citation_html, confidence_level, marked_html, passage_html

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
    markup = answer_html(ANSWER, reports={REPORT.report_id: REPORT})
    assert '<p class="gov-direct">2220亿元以上</p>' in markup
    assert '预计今年达到<strong class="gov-span">2220亿元以上</strong><button' in markup
    assert 'data-citation="1"' in markup
    assert "把握：高" in markup
    assert "93%" in markup


def test_answer_html_never_shows_a_citation_that_is_not_exact() -> None:
    lying = replace(ANSWER, citations=(replace(CITATION, start=CITATION.start + 1),))
    assert "data-citation" in answer_html(lying)
    assert "data-citation" not in answer_html(lying, reports={REPORT.report_id: REPORT})


def test_answer_html_refusal_gives_reason_message_and_suggestions() -> None:
    refusal = Answer(
        question="2030年兰州生产总值",
        rewritten="2030年兰州生产总值",
        refused=True,
        reason=Reason.NO_REPORT,
        message="现有2017年兰州的报告",
        suggestions=("2016年兰州市生产总值预计达到多少？",),
    )
    markup = answer_html(refusal, language="en")
    assert "gov-refused" in markup
    assert "No report for the year or region asked about" in markup
    assert "现有2017年兰州的报告" in markup
    assert "gov-suggestion" in markup
    assert "gov-confidence" not in markup


def test_answer_html_tells_computed_figures_doubts_and_the_rewritten_question() -> None:
    told = replace(
        ANSWER,
        rewritten="兰州2016年的呢？",
        computed=(
            Computed(value="8000元", operation="difference", operands=("44000元", "36000元")),
        ),
        unsupported=((0, 4),),
        generated=True,
    )
    text = seen(answer_html(told)).text
    assert "计算：8000元 = 44000元 − 36000元" in text
    assert "按此理解：兰州2016年的呢？" in text
    assert '<mark class="gov-unsupported">预计今年</mark>' in answer_html(told)


@pytest.mark.parametrize("attack", ATTACKS)
def test_answer_html_data_never_becomes_markup(attack: str) -> None:
    answer = Answer(
        question=attack + "?",
        rewritten=attack,
        text=attack + "2220亿元",
        spans=(attack, "2220亿元"),
        citations=(replace(CITATION, title=attack, excerpt=attack, file=attack),),
        computed=(Computed(value=attack, operation=attack, operands=(attack,)),),
        notices=(attack,),
        unsupported=((0, 3),),
        message=attack,
        suggestions=(attack,),
    )
    for shown in (answer, replace(answer, refused=True, reason=Reason.NO_FIGURE)):
        page = seen(answer_html(shown))
        assert page.tags <= ALLOWED
        assert page.attributes <= {"class", "type", "data-citation", "aria-label", "title"}
        assert attack.replace("\x1b", "␛").replace("\x07", "␇").replace("\x00", "␀") in page.text


@pytest.mark.parametrize("attack", ATTACKS)
def test_passage_html_data_never_becomes_markup(attack: str) -> None:
    text = attack + PARAGRAPH
    section = replace(REPORT.sections[0], title=attack, path=(attack,))
    report = replace(
        REPORT,
        title=attack,
        text=text,
        sections=(section,),
        paragraphs=(Paragraph(number=1, start=0, end=len(text), section=0),),
    )
    mark = Mark(start=1, end=len(attack) - 1, label=Label.EXCERPT, number=2)
    page = seen(passage_html(report, 1, marks=[mark], number=2))
    assert page.tags <= ALLOWED
    assert page.attributes <= {"class", "type", "data-citation", "aria-label"}


def test_attack_would_be_seen_without_escaping() -> None:
    assert "script" in seen(f"<p>{ATTACKS[0]}</p>").tags


def test_citation_html_marks_the_excerpt_in_its_paragraph() -> None:
    markup = citation_html(CITATION, 1, REPORT)
    assert f'，<mark class="gov-excerpt">{EXCERPT}</mark>，年均' in markup
    assert "[1]" in markup
    assert "第1段" in markup
    assert HEADING in markup
    assert seen(markup).text.endswith(PARAGRAPH)


def test_passage_html_ignores_marks_of_other_paragraphs() -> None:
    mark = Mark(start=0, end=START - 1, label=Label.EXCERPT)
    assert "<mark" not in passage_html(REPORT, 1, marks=[mark])


def test_marked_html_without_marks_is_the_escaped_text() -> None:
    assert marked_html("5<6 & 《规划》", []) == "5&lt;6 &amp; 《规划》"


@pytest.mark.parametrize(
    ("confidence", "level"),
    [(1.0, "high"), (0.75, "high"), (0.74, "middle"), (0.5, "middle"), (0.49, "low"), (0.0, "low")],
)
def test_confidence_level_bounds(confidence: float, level: str) -> None:
    assert confidence_level(confidence) == level
