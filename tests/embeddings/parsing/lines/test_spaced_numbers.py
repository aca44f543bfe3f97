"""Digits with spaces between them, as printed."""

import pytest

from embeddings.parsing.lines.spaced_numbers import join_spaced_digits


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("早在1 9 9 8 年，", "早在1998 年，"),
        ("投资102. 7亿元", "投资102.7亿元"),
        ("1. 5万亩", "1. 5万亩"),
        ("投资1 846.3亿元", "投资1 846.3亿元"),
        ("第3 1. 5 7亿元、第2 8 . 5%", "第31.57亿元、第28.5%"),
    ],
)
def test_join_spaced_digits_joins_what_is_one_number(text, joined):
    assert join_spaced_digits(text) == joined


@pytest.mark.parametrize("piece", ["1 ", "1. ", "1 . ", "12 3.4 "])
def test_join_spaced_digits_ends_on_long_rows_of_digits(piece):
    row = piece * 100_000
    assert join_spaced_digits(row) == row
