from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.llm.citation_markers import Claim, Marker, MarkerParser, claims


def read(chunks: list[str], passages: int = 9) -> tuple[str, list[tuple[int, tuple[int, ...]]]]:
    parser = MarkerParser(passages)
    shown = "".join(parser.feed(chunk) for chunk in chunks) + parser.close()
    assert shown == parser.text
    return shown, [(marker.position, marker.numbers) for marker in parser.markers]


@pytest.mark.parametrize(
    ("written", "text", "markers"),
    [
        ("达到2220亿元[1]。", "达到2220亿元。", [(8, (1,))]),
        ("增长5%[1][2]。", "增长5%。", [(4, (1, 2))]),
        ("增长5%[1] [2]。", "增长5%。", [(4, (1, 2))]),
        ("增长5%[1,2]。", "增长5%。", [(4, (1, 2))]),
        ("增长5%[1，2]。", "增长5%。", [(4, (1, 2))]),
        ("增长5%[1、3]。", "增长5%。", [(4, (1, 3))]),
        ("增长5%[1; 2]。", "增长5%。", [(4, (1, 2))]),
        ("增长5%[2-4]。", "增长5%。", [(4, (2, 3, 4))]),
        ("增长5%[1,3-5]。", "增长5%。", [(4, (1, 3, 4, 5))]),
        ("增长5%【1】。", "增长5%。", [(4, (1,))]),
        ("增长5%【1】【2】。", "增长5%。", [(4, (1, 2))]),
        ("增长5%【1†来源】。", "增长5%。", [(4, (1,))]),
        ("增长5%［１］。", "增长5%。", [(4, (1,))]),
        ("增长5%[^1]。", "增长5%。", [(4, (1,))]),
        ("增长5%[资料1]。", "增长5%。", [(4, (1,))]),
        ("增长5%[资料1，资料2]。", "增长5%。", [(4, (1, 2))]),
        ("增长5%[source 2].", "增长5%.", [(4, (2,))]),
        ("增长5%[Passage: 2].", "增长5%.", [(4, (2,))]),
        ("增长5%〔3〕。", "增长5%。", [(4, (3,))]),
        ("增长5% [1]。", "增长5%。", [(4, (1,))]),
        ("增长5%。[1]", "增长5%。", [(5, (1,))]),
        ("[1]增长5%。", "增长5%。", [(0, (1,))]),
        ("增长5%[1,1][1]。", "增长5%。", [(4, (1,))]),
        ("甲[1]，乙[2]。", "甲，乙。", [(1, (1,)), (3, (2,))]),
    ],
)
def test_parser_reads_every_form_whole_and_character_by_character(
    written: str, text: str, markers: list[tuple[int, tuple[int, ...]]]
) -> None:
    assert read([written]) == (text, markers)
    assert read(list(written)) == (text, markers)


@pytest.mark.parametrize(
    "written",
    [
        "【重点工作】加快建设",
        "[2017]年的报告",
        "【2016年】",
        "[注]",
        "[资料]",
        "[ ]",
        "数组[a]",
        "未完[",
        "未完[1",
        "未完【1†来",
        "[1,",
        "[1.5]",
        "[-1]",
        "[1a]",
        "（1）加快",
        "(1) faster",
        "[[",
        "[" * 50,
        "尾随空格  ",
        "",
    ],
)
def test_parser_leaves_other_brackets_alone(written: str) -> None:
    assert read([written]) == (written, [])
    assert read(list(written)) == (written, [])


def test_parser_markdown_link_text_keeps_its_parentheses() -> None:
    assert read(["增长[1](http://x)"]) == ("增长(http://x)", [(2, (1,))])


def test_parser_doubled_brackets() -> None:
    assert read(["增长[[1]]。"]) == ("增长[]。", [(3, (1,))])


def test_parser_numbers_without_a_passage_are_unknown_and_not_shown() -> None:
    parser = MarkerParser(2)
    assert parser.feed("增长[0][2][3][7,1]。") + parser.close() == "增长。"
    assert parser.markers == (Marker(position=2, numbers=(2, 1), unknown=(0, 3, 7)),)


def test_parser_huge_range_is_bounded() -> None:
    parser = MarkerParser(3)
    parser.feed("增长[1-999]")
    marker = parser.markers[0]
    assert marker.numbers == (1, 2, 3)
    assert len(marker.unknown) == 996


def test_parser_gives_text_as_soon_as_it_cannot_be_a_marker() -> None:
    parser = MarkerParser(3)
    assert parser.feed("达到") == "达到"
    assert parser.feed("[") == ""
    assert parser.feed("1") == ""
    assert parser.feed("]以上[重") == "以上[重"
    assert parser.feed("点]") == "点]"


def test_parser_does_not_wait_forever_for_a_bracket_to_close() -> None:
    parser = MarkerParser(3)
    written = "[1" + ",1" * 100
    assert parser.feed(written) == written
    assert parser.feed("]") + parser.close() == "]"


PARTS = st.lists(
    st.sampled_from(
        [
            "[1]",
            "[2][3]",
            "【1】",
            "[1,2]",
            " ",
            "增长",
            "2220亿元",
            "[",
            "]",
            "【",
            "1",
            "。",
            "†",
            "^",
        ]
    ),
    max_size=12,
)


@given(PARTS, st.lists(st.integers(0, 60), max_size=8))
def test_parser_result_does_not_depend_on_the_chunks(parts: list[str], cuts: list[int]) -> None:
    whole = "".join(parts)
    borders = [0, *sorted(cut for cut in cuts if cut <= len(whole)), len(whole)]
    chunks = [whole[a:b] for a, b in pairwise(borders)]
    assert read(chunks) == read([whole])


@given(st.text(max_size=60), st.integers(0, 5))
def test_parser_never_fails_and_only_removes_markers(text: str, passages: int) -> None:
    parser = MarkerParser(passages)
    shown = parser.feed(text) + parser.close()
    assert len(shown) <= len(text)
    assert all(0 <= marker.position <= len(shown) for marker in parser.markers)
    if not any(opening in text for opening in "[【［〔"):
        assert shown == text


def marked(written: str) -> tuple[str, tuple[Claim, ...]]:
    parser = MarkerParser(9)
    text = parser.feed(written) + parser.close()
    return text, claims(text, parser.markers)


def test_claims_give_each_sentence_its_markers() -> None:
    text, found = marked("总值达到2220亿元[1]。增长8.3%[2][3]；没有依据。\n末句[1]")
    assert [(text[c.start : c.end], c.numbers) for c in found] == [
        ("总值达到2220亿元。", (1,)),
        ("增长8.3%；", (2, 3)),
        ("没有依据。", ()),
        ("末句", (1,)),
    ]


def test_claims_marker_after_the_full_stop_belongs_to_the_sentence_before() -> None:
    text, found = marked("总值达到2220亿元。[1]增长8.3%。[2]")
    assert [(text[c.start : c.end], c.numbers) for c in found] == [
        ("总值达到2220亿元。", (1,)),
        ("增长8.3%。", (2,)),
    ]


def test_claims_leading_marker_belongs_to_the_first_sentence() -> None:
    assert [c.numbers for c in marked("[4]总值达到2220亿元。")[1]] == [(4,)]


def test_claims_of_nothing_are_none() -> None:
    assert claims("", ()) == ()
    assert claims(" \n ", ()) == ()


def test_claims_decimal_points_do_not_end_a_sentence() -> None:
    assert [c.end for c in claims("增长8.3%，达到1.2万亿元。", ())] == [16]
