import pytest

from embeddings.reading.superscripts import raised, with_lowered_end


@pytest.mark.parametrize(
    ("before", "text", "shown"),
    [
        ("3.6万m", "2", "²"),
        ("29μg/m", "3", "³"),
        ("2×10", "4", "⁴"),
        ("转速90r·min", "-1", "⁻¹"),
        ("面积3.6万平方千米", "2", "²"),
        ("甲", "TM", "TM"),
        ("建成园区", "1", None),
        ("改造126", "3", None),
        ("增长110", "2", None),
        ("完成GDP", "1", None),
        ("生产总值", "②", None),
        ("生产总值", "[25]", None),
        ("生产总值", "注1", None),
        ("千米", "5", None),
    ],
)
def test_raised_keeps_powers_and_takes_note_marks_off(before, text, shown):
    assert raised(text, before) == shown


@pytest.mark.parametrize(
    ("text", "end", "behind", "shown"),
    [
        ("减排CO2", "2", "21.5万吨", "减排CO₂"),
        ("减排CO2", "2", "万吨", "减排CO2"),
        ("减排CO2", "", "21.5万吨", "减排CO2"),
        ("减排CO2吨", "2", "21.5万吨", "减排CO2吨"),
    ],
)
def test_with_lowered_end_sets_the_subscript_apart_from_a_digit(text, end, behind, shown):
    assert with_lowered_end(text, end, behind) == shown
