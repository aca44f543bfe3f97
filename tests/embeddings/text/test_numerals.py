"""Chinese and Arabic numerals."""

from decimal import Decimal

import pytest

from embeddings.text.numerals import numeral_value


@pytest.mark.parametrize(
    ("numeral", "value"),
    [
        ("二百三十万", 2_300_000),
        ("三亿二千三百八十万九千六百八十四", 323_809_684),
        ("十四亿零六百万", 1_406_000_000),
        ("2万5千", 25_000),
        ("1.2万亿", 1_200_000_000_000),
        ("7 4 7 7 2", 74_772),
        ("十二", 12),
        ("一九八五", 1985),
        ("八十五点八八", Decimal("85.88")),
        ("两", 2),
    ],
)
def test_numeral_value_is_exact(numeral, value):
    assert numeral_value(numeral) == value


def test_numeral_value_multiplies_a_scale_that_stands_apart():
    assert numeral_value("5300", "万") == 53_000_000
    assert numeral_value("四亿零七百", "万") == 407_000_000
