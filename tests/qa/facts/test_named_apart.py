import pytest

from qa.facts.indicator_names import read_name
from qa.facts.names.sides import named_apart


@pytest.mark.parametrize(
    ("said", "named"),
    [
        ("粮食产量和城镇新增就业", ("粮食产量", "城镇新增就业")),
        ("gdp、cpi和城镇新增就业目标", ("gdp", "cpi", "城镇新增就业目标")),
        (
            "城镇和农村居民人均可支配收入",
            ("城镇居民人均可支配收入", "农村居民人均可支配收入"),
        ),
        ("第一产业和第二产业增加值", ("第一产业增加值", "第二产业增加值")),
        ("进口和出口增速", ("进口增速", "出口增速")),
        ("进口和出口", ("进口", "出口")),
        ("城镇和农村", ("城镇和农村",)),  # groups of nothing named
        ("生产总值和规上工业", ("生产总值", "规上工业")),  # one of them is a listed name
        ("信息传输、软件和信息技术服务业增加值", ("信息传输、软件和信息技术服务业增加值",)),
        ("教育和科技支出", ("教育和科技支出",)),
        ("gdp和经济总量", ("gdp和经济总量",)),  # two names of one thing
        ("赤字率", ("赤字率",)),
    ],
)
def test_named_apart_takes_apart_what_reports_name_for_certain(said, named):
    assert named_apart(said) == named


@pytest.mark.parametrize(
    "said",
    [
        "城里人和农村人的收入",
        "城里人农村人收入",
        "城里乡下人收入",
        "城镇居民和农村居民的收入",
        "城里和乡下居民的收入",
    ],
)
def test_named_apart_knows_everyday_words_for_town_and_country(said):
    town, country = (read_name(one) for one in named_apart(said))
    assert town == read_name("城镇居民人均可支配收入")
    assert country == read_name("农村居民人均可支配收入")
