import pytest

from qa.facts.indicator_names import read_name
from qa.facts.names.common_names import are_common_apart, is_common


@pytest.mark.parametrize(
    "name", ["森林覆盖率", "城镇登记失业率", "民营经济增加值占GDP比重", "接待游客", "发电量"]
)
def test_is_common_knows_what_reports_usually_state(name):
    assert is_common(read_name(name))


@pytest.mark.parametrize("name", ["建设", "甜城甘蔗", "星巴克门店"])
def test_is_common_knows_no_other_names(name):
    assert not is_common(read_name(name))


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("发电量", "用电量", True),
        ("森林覆盖率", "绿化覆盖率", True),
        ("招商引资到位资金", "到位资金", False),  # in fewer words
        ("养老床位", "养老机构床位", False),
        ("老旧小区改造", "改造老旧小区", False),  # in another order
        ("甜城甘蔗", "发电量", False),  # is not known to be another indicator
    ],
)
def test_are_common_apart_tells_usual_indicators_from_each_other(one, other, apart):
    assert are_common_apart(read_name(one), read_name(other)) is apart
