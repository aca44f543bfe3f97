import pytest

from qa.facts.indicator_names import read_name
from qa.facts.names.sides import named_apart, of_country


@pytest.mark.parametrize(
    ("said", "named"),
    [
        ("城镇居民收入比农牧民", ("城镇居民收入", "农村居民收入")),
        ("农民收入比城镇居民收入", ("农民收入", "城镇收入")),
        ("第三产业占比比第二产业", ("第三产业占比", "第二产业占比")),
        ("存款比贷款", ("存款余额", "贷款余额")),
        ("城镇居民收入是农民", ("城镇居民收入", "农村居民收入")),
        ("城镇居民收入占比", ("城镇居民收入占比",)),
    ],
)
def test_named_apart_names_both_sides_of_a_comparison(said, named):
    assert named_apart(said) == named


@pytest.mark.parametrize(
    ("said", "plain"),
    [("农村居民收入", True), ("农村居民人均可支配收入", False), ("农民人均纯收入", False)],
)
def test_of_country_takes_what_people_earn_as_reports_reckon_it(said, plain):
    name = read_name(said)
    assert (of_country(name, said) == read_name("农民的收入")) == plain
