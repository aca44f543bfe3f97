"""Folding keeps the length and makes what is the same look the same."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from embeddings.text import folding
from embeddings.text.folding import fold, fold_radicals, folding_table, without_whitespace
from embeddings.text.segmentation import segment


@given(st.text(max_size=200))
def test_fold_keeps_length(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(st.text(max_size=200))
def test_fold_is_idempotent(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_fold_full_width_to_half_width() -> None:
    assert fold("２０１６年ＧＤＰ增长１０．７３％（预计）") == "2016年gdp增长10.73%(预计)"


def test_fold_traditional_to_simplified() -> None:
    assert fold("國務院總理關於發展國民經濟的報告") == "国务院总理关于发展国民经济的报告"


def test_fold_leaves_simplified_characters_alone() -> None:
    assert fold("什么是著名的乾县") == "什么是著名的乾县"


def test_fold_look_alikes_of_the_seed() -> None:
    assert fold("比例达到1∶2――静州・往事") == "比例达到1:2——静州·往事"


def test_fold_keeps_the_full_width_comma_between_figures() -> None:
    assert fold("１００，２００") == "100，200"


def test_fold_kangxi_radicals() -> None:
    assert fold("\u2f08\u2f24") == "人大"


@pytest.mark.parametrize(
    ("written", "plain"),
    [("⻄宁市⼈⺠", "西宁市人民"), ("增⻓2.8万⼾", "增长2.8万户"), ("粮⻝", "粮食")],
)
def test_radicals_become_the_ideographs_that_they_look_like(written, plain):
    assert fold_radicals(written) == fold(written) == plain


def test_fold_radicals_leaves_traditional_characters():
    assert fold_radicals("國務院，１００") == "國務院，１００"


def test_table_is_built_in_milliseconds() -> None:
    started = time.perf_counter()
    folding._table()
    assert time.perf_counter() - started < 0.2  # 3 ms on an idle core


def test_fold_replaces_half_surrogates_which_no_tokenizer_takes():
    assert fold("兰州\ud800多少\udcff") == "兰州\ufffd多少\ufffd"
    assert segment("兰州\udcff").words[0] == "兰州"
    assert not any(0xD800 <= ord(sign) < 0xE000 for sign in folding_table())


def test_without_whitespace_looks_past_space_and_width_but_not_past_a_figure() -> None:
    assert (
        without_whitespace("增长 8％，\n达到１00亿元")
        == without_whitespace("增长8%，达到100亿元")
        == "增长8%，达到100亿元"
    )
    assert without_whitespace("增长8%") != without_whitespace("增长9%")


def test_fold_changes_what_its_table_changes_and_nothing_else() -> None:
    table = folding_table()
    for code in range(0x110000):
        sign = chr(code)
        half = "\ufffd" if 0xD800 <= code < 0xE000 else sign
        assert fold(sign) == table.get(sign, half)
