from decimal import Decimal

import pytest

from embeddings.language.unit_conversion import converted, convertible, written


@pytest.mark.parametrize(
    ("value", "unit", "into", "wanted"),
    [
        ("1400000000000", "斤", "吨", "700000000"),  # 1.4万亿斤 are 7亿吨
        ("2864000", "亩", "公顷", "190900"),  # 286.4万亩, to four digits
        ("3", "公里", "米", "3000"),
        ("5", "元", "元", "5"),
    ],
)
def test_converted_keeps_four_significant_digits(value, unit, into, wanted):
    assert converted(Decimal(value), unit, into) == Decimal(wanted)


def test_converted_refuses_units_of_another_dimension():
    assert not convertible("元", "美元")
    with pytest.raises(ValueError, match="元"):
        converted(Decimal(1), "元", "吨")


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        ("2200000", "辆", "220万辆"),
        ("8000", "元", "8000元"),
        ("0.2", "个百分点", "0.2个百分点"),
        ("700000000", "吨", "7亿吨"),
    ],
)
def test_written_writes_as_reports_do(value, unit, text):
    assert written(Decimal(value), unit) == text
