"""Citations that cannot lie."""

from dataclasses import replace
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from embeddings.parsing.reports import read_reports
from qa.answer.citations import Fault, citable_span, cite, compose, is_true
from qa.answer.verification import check
from qa.quotes import LONGEST, SHORTEST, Quote
from qa.records import Answer, Computed

GDP = "预计今年达到2220亿元以上"


def _quote(report, words: str) -> Quote:
    start = report.text.index(words)
    number = next(p.number for p in report.paragraphs if p.start <= start < p.end)
    return Quote(report_id=report.report_id, paragraph=number, start=start, end=start + len(words))


def _answer(report, *pieces: str) -> Answer:
    text, citations = compose(
        [_quote(report, piece) for piece in pieces], {report.report_id: report}
    )
    return Answer(question="问", rewritten="问", text=text, citations=citations)


def _index(report):
    return SimpleNamespace(reports={report.report_id: report})


def test_cite_quotes_the_stored_text(report):
    citation = cite(report, _quote(report, GDP), text_start=0, text_end=len(GDP))
    assert citation.excerpt == report.text[citation.start : citation.end] == GDP
    assert (citation.paragraph, citation.title) == (1, "2017年兰州市政府工作报告")


def test_citable_span_of_a_long_paragraph_is_the_paragraph(lanzhou):
    long = max(lanzhou.paragraphs, key=lambda one: one.end - one.start)
    assert long.end - long.start > LONGEST
    assert citable_span(lanzhou, long) == (long.start, long.end)


def test_short_paragraph_is_cited_with_its_heading(tmp_path):
    path = tmp_path / "2026年青岚市政府工作报告.txt"
    lines = [
        "各位代表：",
        "一、2026年民生实事",
        "（一）新增公交线路",
        "12条。",
        "请予审议。",
        "谢谢大家！",
    ]
    path.write_text("\n".join(lines), encoding="utf-8")
    (short,) = read_reports(path, metadata={})
    text, (citation,) = compose([_quote(short, "12条")], {short.report_id: short})
    assert (text, citation.excerpt) == ("12条", "（一）新增公交线路\n12条。")
    assert is_true(citation, {short.report_id: short})
    first = short.paragraphs[0]
    assert citable_span(short, first) == (0, len("各位代表：\n一、2026年民生实事"))


@given(st.data())
def test_cite_gives_a_true_citation_or_raises(lanzhou, data):
    paragraph = data.draw(st.sampled_from(lanzhou.paragraphs))
    start = data.draw(st.integers(paragraph.start - 5, paragraph.end + 5))
    end = data.draw(st.integers(start - 5, start + LONGEST + 20))
    quote = Quote(report_id=lanzhou.report_id, paragraph=paragraph.number, start=start, end=end)
    first, last = citable_span(lanzhou, paragraph)
    inside = first <= start < end <= last
    if inside and SHORTEST <= end - start <= LONGEST:
        citation = cite(lanzhou, quote, text_start=0, text_end=1)
        assert is_true(citation, {lanzhou.report_id: lanzhou})
    else:
        with pytest.raises(ValueError, match=r"paragraph|characters"):
            cite(lanzhou, quote, text_start=0, text_end=1)


@pytest.mark.parametrize(
    "change", [{"start": 1}, {"paragraph": 2}, {"paragraph": 999}, {"report_id": "none"}]
)
def test_is_true_refuses_what_does_not_stand_there(report, change):
    citation = cite(report, _quote(report, GDP), text_start=0, text_end=3)
    reports = {report.report_id: report}
    assert is_true(citation, reports)
    assert not is_true(replace(citation, **change), reports)


def test_compose_joins_quotes_and_points_each_citation_at_its_part(report):
    answer = _answer(report, GDP, "新建公共停车泊位1.7万个")
    assert answer.text == f"{GDP}…新建公共停车泊位1.7万个"
    for citation in answer.citations:
        assert answer.text[citation.text_start : citation.text_end] == citation.excerpt


def test_compose_cites_a_short_quote_with_the_words_before_it(report):
    text, (citation,) = compose([_quote(report, "1.7万个")], {report.report_id: report})
    assert text == "1.7万个"
    assert citation.excerpt == "位1.7万个"


def test_check_finds_nothing_wrong_with_a_quotation(report):
    assert check(_answer(report, GDP), _index(report)) == ()


@pytest.mark.parametrize(
    ("old", "new"), [("2220", "2320"), ("以上", "以内"), ("预计", "已经"), ("亿元", "万元")]
)
def test_check_holds_a_quotation_to_the_letter(report, old, new):
    answer = _answer(report, GDP)
    assert check(replace(answer, text=answer.text.replace(old, new)), _index(report))


def test_check_finds_words_that_rest_on_nothing(report):
    answer = _answer(report, GDP)
    longer = replace(answer, text=f"{answer.text}，全国第一")
    assert check(longer, _index(report)) == (Fault.UNQUOTED,)


def test_check_recalculates_differences(report):
    answer = _answer(report, "力争生产总值增长8%以上", "全市生产总值年均增长10.73%")
    right = Computed(value="2.73个百分点", operation="difference", operands=("10.73%", "8%以上"))
    told = replace(answer, text=f"{answer.text}；相差{right.value}", computed=(right,))
    assert check(told, _index(report)) == ()
    wrong = replace(right, value="3个百分点")
    told = replace(answer, text=f"{answer.text}；相差{wrong.value}", computed=(wrong,))
    assert check(told, _index(report)) == (Fault.CALCULATION,)


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        ("全市生产总值年均增长10.73%，今年预计达到2220亿元以上", None),
        ("全市生产总值年均增长1.6%", Fault.FIGURE),
        ("全市生产总值预计今年达到2220万元以上", Fault.FIGURE),
        ("西宁市生产总值预计今年达到2220亿元以上", Fault.REGION),
        ("2009年全市生产总值预计达到2220亿元以上", Fault.YEAR),
        ("全市生产总值没有增长10.73%", Fault.NEGATION),
    ],
)
def test_check_holds_worded_answers_to_their_facts(report, said, fault):
    answer = _answer(
        report, "全市生产总值年均增长10.73%，预计今年达到2220亿元以上，是2011年的1.6倍"
    )
    (citation,) = answer.citations
    worded = replace(
        answer,
        text=said,
        generated=True,
        citations=(replace(citation, text_start=0, text_end=len(said)),),
    )
    assert check(worded, _index(report)) == (() if fault is None else (fault,))


def test_check_holds_a_verdict_to_the_figures_it_compares(assistant):
    from dataclasses import replace

    from qa.answer.citations import Fault
    from qa.answer.verification import check
    from qa.records import Computed

    answer = assistant.ask("2018年和2020年兰州全市生产总值目标分别是多少？")
    index = assistant.retriever.index
    right = Computed(value="2020年更高", operation=">", operands=("突破3000亿元", "2600亿元以上"))
    wrong = replace(right, value="2018年更高", operands=("2600亿元以上", "突破3000亿元"))
    for computed, faults in ((right, ()), (wrong, (Fault.CALCULATION,))):
        told = replace(
            answer, text=f"{answer.text}；{computed.value}", computed=(*answer.computed, computed)
        )
        assert check(told, index) == faults
