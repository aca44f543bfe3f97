import re
from dataclasses import replace

import pytest
from markdown_it import MarkdownIt

from qa.records import Computed, Turn
from ui.page.programs.chat_content import answer_content, earlier_turn

MEANT = "2017年兰州市新建公共停车泊位多少个？"


@pytest.fixture
def reports(lanzhou):
    return {lanzhou.report_id: lanzhou}


def test_content_has_the_short_answer_the_quote_and_the_source(parking, reports):
    content = answer_content(parking, reports, "zh")
    assert content.paragraphs[:3] == ("1.7万个", "新建公共停车泊位1.7万个[1]", "把握：高")
    assert content.paragraphs[3] == (
        "[1] 兰州市人民政府. 2017年兰州市政府工作报告[R]. 2017: 第65段. “新建公共停车泊位1.7万个”"
    )
    assert content.text == "\n\n".join(content.paragraphs)


def test_span_covers_what_its_citation_supports_and_the_number(parking, reports):
    content = answer_content(parking, reports, "zh")
    (span,) = content.spans
    assert content.text[span.start : span.end] == "新建公共停车泊位1.7万个[1]"
    assert span.citation is parking.citations[0]


def test_every_citation_of_a_list_has_its_own_span(targets, four_reports):
    content = answer_content(targets, four_reports, "zh")
    assert len(content.spans) == 4
    for number, span in enumerate(content.spans, start=1):
        part = content.text[span.start : span.end]
        assert part.endswith(f"[{number}]")
        assert span.citation.excerpt in part


def test_content_shows_no_citation_that_is_not_true(parking, lanzhou):
    other = replace(lanzhou, text="改" + lanzhou.text[1:])
    moved = replace(lanzhou, text="另" + lanzhou.text)
    assert len(answer_content(parking, {lanzhou.report_id: other}, "zh").spans) == 1
    content = answer_content(parking, {lanzhou.report_id: moved}, "zh")
    assert content.spans == ()
    assert "[1]" not in content.text


def test_content_of_a_refusal_gives_reason_and_questions(conversation, reports):
    refused = replace(conversation.turns[1].answer, suggestions=("兰州2017年的目标是什么？",))
    for language, meant in (("zh", "按此理解：2017年深圳"), ("en", "Understood as: 2017年深圳")):
        content = answer_content(refused, reports, language)
        assert content.paragraphs[0].startswith(meant)
        assert content.paragraphs[-1].endswith("  \n兰州2017年的目标是什么？")
        assert content.spans == ()


def test_content_says_what_was_computed_and_what_nothing_supports(parking, reports):
    computed = Computed(value="8000元", operation="difference", operands=("44000元", "36000元"))
    answer = replace(parking, computed=(computed,), generated=True, unsupported=((0, 2),))
    text = answer_content(answer, reports, "zh").text
    assert "44000元 − 36000元" in text
    assert "请勿采信：新建" in text
    assert "do not rely on them: 新建" in answer_content(answer, reports, "en").text


@pytest.mark.parametrize(
    "text",
    [
        "新建[公共](http://evil.test/a)停车泊位",
        "![x](http://evil.test/a.png)",
        "<img src=http://evil.test/a.png> <http://evil.test>",
        "[1]: http://evil.test/a",
        "(http://evil.test/a) 按[1](http://evil.test/b)",
        "\\<b>粗\\[体](http://evil.test)",
        "```html 新建停车泊位",
        "~~~svg <circle r=9> 新建停车泊位",
        "`<b>` 增长5~6%，下降~~7~~%",
        "写信到 a@b.invalid 登记",
    ],
)
def test_a_report_makes_no_link_picture_or_markup(parking, reports, text):
    whole = replace(parking.citations[0], text_start=0, text_end=len(text) // 2)
    answer = replace(parking, text=text, spans=(text,), citations=(whole,), rewritten=text)
    content = answer_content(answer, reports, "zh")
    tokens = MarkdownIt("commonmark").parse(content.text)
    kinds = {child.type for token in tokens for child in [token, *(token.children or [])]}
    assert not kinds & {"link_open", "image", "html_inline", "html_block"}
    assert not kinds & {"fence", "code_inline"}
    assert "~" not in re.sub(r"\\.", "", content.text)  # two of them strike a text through
    assert not re.search(r"(?<!\\)@", content.text)
    shown = "".join(
        child.content for token in tokens for child in token.children or [] if child.content
    )
    assert text.replace("1", "").replace("[]", "") in shown.replace("1", "").replace("[]", "")


@pytest.mark.parametrize("more", ["", "，`增长`5~6%，见 a@b.invalid 和 http://a.invalid"])
def test_earlier_turn_reads_back_what_was_answered(parking, reports, more):
    answer = replace(parking, text=parking.text + more)
    content = answer_content(answer, reports, "zh").text
    asked = parking.question
    assert earlier_turn(asked, content) == Turn(question=asked, answer=answer.text)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_earlier_turn_takes_the_question_as_it_was_searched(parking, reports, language):
    answer = replace(parking, question="那停车位呢？", rewritten=MEANT)
    turn = earlier_turn("那停车位呢？", answer_content(answer, reports, language).text)
    assert turn == Turn(question=MEANT, answer=parking.text)


def test_earlier_turn_of_a_refusal_has_no_answer(conversation, reports):
    refused = conversation.turns[1].answer
    turn = earlier_turn(refused.question, answer_content(refused, reports, "zh").text)
    assert turn == Turn(question=refused.rewritten, answer="")
