"""What reports call in several ways is compared under one name."""

import pytest

from qa.facts.indicator_names import read_name


@pytest.mark.parametrize(
    ("everyday", "written"),
    [
        # each in three reports or more of cities and provinces
        ("接待游客", "旅游接待总人数"),
        ("接待游客", "旅游接待量"),
        ("旅游收入", "旅游总花费"),
        ("民生支出", "民生投入"),
        ("停车位", "公共停车泊位"),
        ("新增市场主体", "新增经营主体"),
        ("减税降费", "减免税费"),
        ("城镇化率", "城市化率"),
        ("住户存款", "城乡居民储蓄存款余额"),
        ("数字经济规模", "数字经济增加值"),
        ("技术合同成交额", "技术合同交易额"),
        ("港口吞吐量", "港口货物吞吐量"),
        ("引进省外资金", "引进省外到位资金"),
        ("每万人发明专利", "每万人口发明专利拥有量"),
        ("污水处理率", "生活污水集中处理率"),
        ("农村劳动力转移", "转移农村富余劳动力"),
        ("农村低保一年", "农村低保标准"),
        ("增设停车位", "新增停车泊位"),
        ("退休金", "企业退休人员基本养老金"),
        ("快递量", "快递业务量"),
        ("铁路里程", "铁路营业里程"),
        ("老楼装电梯", "既有住宅加装电梯"),
        ("小微企业贷款", "普惠小微贷款余额"),
        ("拆违", "拆除违法建设"),
        ("能耗", "万元GDP能耗"),
        ("每千人床位", "每千人口医疗卫生机构床位数"),
    ],
)
def test_read_name_puts_the_words_of_one_indicator_alike(everyday, written):
    assert read_name(everyday).text == read_name(written).text


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("市场主体", "新型农业经营主体"),
        ("旅游收入", "接待游客"),
        ("港口吞吐量", "空港货物吞吐量"),
        ("低保标准", "低保人数"),
        ("农村居民人均可支配收入", "农村人口"),
    ],
)
def test_read_name_tells_others_apart(one, other):
    assert read_name(one).text != read_name(other).text


def test_read_name_takes_no_person_out_of_a_mean():
    assert read_name("农村人均可支配收入") == read_name("农村居民人均可支配收入")
