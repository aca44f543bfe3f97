from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from embeddings.records import Paragraph, Report
from qa.records import Answer, Citation
from ui.rendering.marks import (
    Mark,
    MarkLabel,
    answer_marks,
    answer_points,
    citation_numbers,
    citations_by_number,
    direct_answer,
    excerpt_window,
    moved,
    pieces,
)

SENTENCE = "经济总量在跨越两个千亿的基础上，预计今年达到2220亿元以上。"


def report(text: str = SENTENCE) -> Report:
    return Report(
        report_id="0123456789ab",
        title="2017年兰州市政府工作报告",
        year=2017,
        region="兰州",
        issuer="兰州市人民政府",
        date=None,
        current_year=2016,
        period=(2012, 2016),
        origins={},
        sources=(),
        sha256="",
        text=text,
        sections=(),
        paragraphs=(Paragraph(number=1, start=0, end=len(text), section=None),),
    )


def citation(start: int, end: int, text_start: int = 0, text_end: int = 4) -> Citation:
    return Citation(
        report_id="0123456789ab",
        title="2017年兰州市政府工作报告",
        file="lanzhou.txt",
        paragraph=1,
        start=start,
        end=end,
        excerpt=SENTENCE[start:end],
        text_start=text_start,
        text_end=text_end,
    )


def test_pieces_cut_at_every_border() -> None:
    marks = [
        Mark(start=2, end=6, label=MarkLabel.EXCERPT, number=1),
        Mark(start=4, end=8, number=2),
    ]
    cut = [(p.text, set(p.labels), p.numbers) for p in pieces("0123456789", marks)]
    assert cut == [
        ("01", set(), ()),
        ("23", {MarkLabel.EXCERPT}, ()),
        ("45", {MarkLabel.EXCERPT}, (1,)),
        ("67", set(), (2,)),
        ("89", set(), ()),
    ]


def test_pieces_number_survives_a_mark_that_reaches_beyond_the_text() -> None:
    assert pieces("012", [Mark(start=0, end=99, number=3)])[0].numbers == (3,)


@given(
    st.text(max_size=40),
    st.lists(st.tuples(st.integers(-5, 50), st.integers(-5, 50)), max_size=6),
)
def test_pieces_joined_are_the_text(text: str, spans: list[tuple[int, int]]) -> None:
    marks = [Mark(start=s, end=e, label=MarkLabel.SPAN) for s, e in spans]
    assert "".join(piece.text for piece in pieces(text, marks)) == text


def test_citation_numbers_give_the_same_excerpt_one_number() -> None:
    cited = [citation(0, 5), citation(16, 28, 5, 9), citation(0, 5, 9, 12)]
    assert citation_numbers(cited) == (1, 2, 1)


def test_citations_by_number_name_each_excerpt_once_in_the_order_of_the_numbers() -> None:
    cited = [citation(16, 28), citation(0, 5, 5, 9), citation(16, 28, 9, 12)]
    assert list(citations_by_number(cited).items()) == [(1, cited[0]), (2, cited[1])]


def test_answer_marks_mark_short_answers_numbers_and_doubts() -> None:
    answer = Answer(
        question="？",
        rewritten="？",
        text="预计今年达到2220亿元以上",
        spans=("2220亿元以上", "不在其中"),
        unsupported=((0, 4),),
    )
    marks = answer_marks(answer, (citation(16, 30, 0, 14),))
    assert [(m.start, m.end, m.label, m.number) for m in marks] == [
        (0, 14, None, 1),
        (6, 14, MarkLabel.SPAN, None),
        (0, 4, MarkLabel.UNSUPPORTED, None),
    ]


def test_direct_answer_is_empty_where_it_is_the_text_itself() -> None:
    asked = Answer(question="？", rewritten="？", text="2220亿元以上。", spans=("2220亿元以上",))
    assert direct_answer(asked) == ""
    assert direct_answer(replace(asked, spans=("2220亿元", "12%"))) == "2220亿元；12%"


def test_direct_answer_is_empty_where_it_would_leave_out_whose_each_value_is() -> None:
    text = "浙江：5.5%左右；安徽：5.5%以上"
    cited = citation(16, 30, 0, 9), citation(40, 54, 10, len(text))
    asked = Answer(question="？", rewritten="？", text=text, spans=("5.5%左右", "5.5%以上"))
    assert direct_answer(replace(asked, citations=cited)) == ""


def test_excerpt_window_begins_and_ends_with_a_clause() -> None:
    text = "第一句很长很长。第二句，说的是别的；第三句在此。第四句，也不短。"
    start = text.index("第三句")
    first, last = excerpt_window(text, start, start + 6, context=7)
    assert text[first:last] == "说的是别的；第三句在此。第四句，"


def test_excerpt_window_is_the_whole_of_a_short_paragraph() -> None:
    assert excerpt_window("各位代表：", 0, 2, context=50) == (0, 5)


def test_direct_answer_is_empty_where_it_would_say_the_text_again() -> None:
    measures = tuple(f"第{number}项很长的治理大气污染的重点工程措施" for number in "一二三四")
    asked = Answer(question="？", rewritten="？", text="，".join(measures), spans=measures)
    assert direct_answer(asked) == ""
    assert answer_marks(asked, ()) == ()


def test_answer_marks_mark_a_short_answer_wherever_it_stands_whole() -> None:
    asked = Answer(question="？", rewritten="？", text="增长3%，降13%，又增3%。", spans=("3%",))
    assert [(mark.start, mark.end) for mark in answer_marks(asked, ())] == [(2, 4), (12, 14)]


def test_answer_points_keep_the_remark_behind_a_quote() -> None:
    text = "目标 5%左右（2024年报告） · 实际 5%（2025年报告）；完成目标"
    cited = (citation(3, 7, 3, 7), citation(20, 22, 22, 24))
    asked = Answer(question="？", rewritten="？", text=text, citations=cited)
    assert [text[start:end] for start, end in answer_points(asked)] == [
        "目标 5%左右（2024年报告）",
        "实际 5%（2025年报告）",
        "完成目标",
    ]


def test_answer_points_keep_a_target_and_its_result_together() -> None:
    text = "2016年：目标7%以上，实际7.5%；2017年：目标7%左右，实际7.8%"
    starts = [text.index(part) for part in ("7%以上", "7.5%", "7%左右", "7.8%")]
    spans = [(start, start + length) for start, length in zip(starts, (4, 4, 4, 4), strict=True)]
    cited = tuple(citation(at * 9, at * 9 + 4, *span) for at, span in enumerate(spans))
    asked = Answer(question="？", rewritten="？", text=text, citations=cited)
    assert [text[start:end] for start, end in answer_points(asked)] == [
        "2016年：目标7%以上，实际7.5%",
        "2017年：目标7%左右，实际7.8%",
    ]


def test_answer_points_are_the_quotes_and_what_was_computed() -> None:
    text = "2016年：1.2万个；2017年：1.7万个；相差5000个"
    ends = [text.index("；"), text.index("；相差")]
    cited = (citation(0, 5, 6, ends[0]), citation(16, 28, ends[0] + 7, ends[1]))
    asked = Answer(question="？", rewritten="？", text=text, citations=cited)
    assert [text[start:end] for start, end in answer_points(asked)] == [
        "2016年：1.2万个",
        "2017年：1.7万个",
        "相差5000个",
    ]
    assert answer_points(replace(asked, citations=cited[:1])) == ()
    assert answer_points(replace(asked, generated=True)) == ()


def test_moved_marks_keep_what_lies_within() -> None:
    marks = (Mark(start=2, end=5), Mark(start=6, end=9, number=1))
    assert moved(marks, -6) == (Mark(start=0, end=3, number=1),)
    assert moved(marks, -3) == (Mark(start=0, end=2), Mark(start=3, end=6, number=1))


def test_pieces_of_many_marks_take_no_square_of_their_number():
    text = "的" * 20_000
    marks = [Mark(start=i, end=i + 1, label=MarkLabel.SPAN) for i in range(20_000)] * 3
    cut = pieces(text, marks)
    assert [piece.start for piece in cut] == list(range(20_000))
    assert {piece.labels for piece in cut} == {frozenset({MarkLabel.SPAN})}
