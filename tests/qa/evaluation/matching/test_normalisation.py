import pytest

from qa.evaluation.matching.normalisation import compact, contains_form, normalised


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("２２２０亿元", "2220亿元"),
        ("1,234,567 人", "1234567人"),
        ("12，500元", "12500元"),  # full-width comma, as NFKC makes it
        ("1,2,3", "1,2,3"),  # no thousands
        ("1,2345", "1,2345"),
        ("GDP 增长\n5％", "gdp增长5%"),
    ],
)
def test_normalised_folds_width_space_commas_and_case(text: str, expected: str) -> None:
    assert normalised(text) == expected


@pytest.mark.parametrize(
    ("text", "form", "expected"),
    [
        ("增长10.73%", "3%", False),
        ("增长10.73%", "10.73%", True),
        ("增长0.5%", "5%", False),
        ("增长15%", "5%", False),
        ("先增长15%，后增长5%", "5%", True),  # a later place counts
        ("2016年", "2016", True),
        ("20161", "2016", False),
        ("2016.5", "2016", False),
        ("到2016.", "2016", True),  # a full stop is not a decimal point
        ("5.24%", "24%", False),
        ("三.24%", "24%", True),
        ("新增29万 人", "29万人", True),
        ("地铁1号线", "1号线", True),
        ("地铁11号线", "1号线", False),
        ("任何文字", "", False),
        ("人均1,314万", "1314万", True),
    ],
)
def test_contains_form_respects_the_borders_of_numbers(
    text: str, form: str, expected: bool
) -> None:
    assert contains_form(text, form) is expected


def test_compact_removes_white_space_only() -> None:
    assert compact("习 近\u3000平\n，Ａ") == "习近平，Ａ"
