"""Figures of real report text, values worked out by hand."""

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from embeddings.language.figures import find_figures, is_supported, same_figure


@pytest.mark.parametrize(
    ("text", "value", "unit", "qualifier"),
    [
        ("预计今年达到2220亿元以上", 222_000_000_000, "元", "以上"),
        ("五年招商引资累计到位资金7300多亿元", 0, "年", ""),
        ("增长６.５％", Decimal("6.5"), "%", ""),
        ("达到7 4 7 7 2 亿元", 7_477_200_000_000, "元", ""),
        ("約百分之八十五點八八", Decimal("85.88"), "%", "约"),
        ("登記選民三億二千三百八十萬九千六百八十四人", 323_809_684, "人", ""),
        ("约2.5万亿元", 2_500_000_000_000, "元", "约"),
        ("近600万人", 6_000_000, "人", "近"),
        ("涉及５３００多个税目", 5300, "个", "多"),
        ("达到2万5千公里", 25_000, "公里", ""),
        ("两千二百亩", 2200, "亩", ""),
        ("九成以上", 9, "成", "以上"),
        ("1,234.5万吨", 12_345_000, "吨", ""),
        ("控制在3%以内", 3, "%", "以内"),
        ("装机规模突破10亿千瓦", 1_000_000_000, "千瓦", "突破"),
        ("水电装机四百万千瓦", 4_000_000, "千瓦", ""),
        ("每年提供清洁电能38亿千瓦时", 3_800_000_000, "千瓦时", ""),
        ("隧道长12千米", 12, "千米", ""),
        ("比上年实际增长4·3%", Decimal("4.3"), "%", ""),
        ("压缩至6个工作日以内", 6, "个工作日", "以内"),
        ("住宅约达四千六百万平方公尺", 46_000_000, "平方米", ""),
        ("覆盖农村5亿人口", 500_000_000, "人", ""),
        ("审批事项减少一半以上", Decimal("0.5"), "", "以上"),
        ("进出口总额增速为-2.6%", Decimal("-2.6"), "%", ""),
        ("人口自然增长率为－0.02‰", Decimal("-0.02"), "‰", ""),
        ("增速为—2.6%", Decimal("-2.6"), "%", ""),
        ("房地产开发投资负增长12.6%", Decimal("-12.6"), "%", ""),
        ("人口自然增长率千分之十点五四", Decimal("10.54"), "‰", ""),
        ("比上年下降0.91个千分点", Decimal("0.91"), "个千分点", ""),
        ("利率平均下降35个基点", 35, "个基点", ""),
        ("细颗粒物浓度29微克每立方米", 29, "微克/立方米", ""),
        ("细颗粒物浓度降至28μg/m³", 28, "微克/立方米", ""),
        ("城乡低保标准提高至742元/人·月", 742, "元/人·月", ""),
        ("路网密度达到5.72公里/平方公里", Decimal("5.72"), "公里/平方公里", ""),
        ("日均客流21.3万乘次", 213_000, "乘次", ""),
        ("建成厂房45万㎡", 450_000, "平方米", ""),
        ("产能超85GWh", 85, "gwh", "超"),
        ("钢产量达到33，212万吨", 332_120_000, "吨", ""),  # 国务院 1980
        ("，3，000多项科研成果", 3000, "项", "多"),
        ("完成国内生产总值2 684.83亿元", 268_483_000_000, "元", ""),  # 广州 2002
        ("社会消费品零售总额1 243.9亿元", 124_390_000_000, "元", ""),
        ("货物周转量将达到一千二百一十亿吨公里", 121_000_000_000, "吨公里", ""),  # 国务院 1957
        ("收入比缩小到2.28：1", Decimal("2.28"), ":1", ""),
        ("产业结构调整为8.5∶38.8∶52.7", Decimal("8.5"), ":38.8:52.7", ""),
    ],
)
def test_find_figures_reads_number_unit_and_qualifier(text, value, unit, qualifier):
    figure = find_figures(text)[0]
    if value:
        assert (figure.low, figure.high) == (value, value)
    assert (figure.unit, figure.qualifier) == (unit, qualifier)


def test_find_figures_spans_the_whole_figure():
    text = "五年招商引资累计到位资金7300多亿元"
    figure = find_figures(text)[1]
    assert figure.text == text[figure.start : figure.end] == "7300多亿元"
    assert figure.low == 730_000_000_000


def test_find_figures_reads_a_range():
    figure = find_figures("国内生产总值增长6.5%－7%")[0]
    assert (figure.low, figure.high, figure.unit) == (Decimal("6.5"), 7, "%")


def test_find_figures_knows_a_fraction_for_a_share():
    figures = find_figures("减少1/4，压减一半，二分之一以上")
    assert [figure.low for figure in figures] == [Decimal("0.25"), Decimal("0.5"), Decimal("0.5")]
    assert {figure.unit_class for figure in figures} == {"share"}


def test_find_figures_leaves_ordinals_plans_and_idioms_alone():
    assert find_figures("办好第23届兰洽会，“十三五”规划，一带一路，三农，4号线，万众创新") == ()
    assert find_figures("抓好以下五方面工作，四方联动，两方案") == ()


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("增长100，200是", ["100", "200"]),
        ("生产总值②1846.3亿元，28.6亿元[25]，418家〔3〕", ["1846.3亿元", "28.6亿元", "418家"]),
        ("4. 3个乡镇实施污水治理", ["4", "3个"]),
        ("7 . 9所学校完成改造", ["7", "9所"]),
        ("(6) 7个社区建成食堂", ["7个"]),
        ("增长2-3%，下降10-12%", ["2-3%", "10-12%"]),
        ("9月-12月，2021-2025年", ["9月-12月", "2021-2025年"]),
        ("由2.9∶1缩小至2.52∶1", ["2.9∶1", "2.52∶1"]),
        ("储能规模25万千瓦/50万千瓦时", ["25万千瓦", "50万千瓦时"]),
        ("为企业减负262.5亿元", ["262.5亿元"]),  # no minus
        ("实施亿元以上项目330个", ["亿元以上", "330个"]),
        ("连续三年每年筹资100亿元", ["三年", "100亿元"]),
    ],
)
def test_find_figures_spans_whole_figures_alone(text, figures):
    assert [figure.text for figure in find_figures(text)] == figures


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("百分之五", "5%"),
        ("1.2万亿元", "12000亿元"),
        ("１２．５％", "12.5%"),
        ("超过100人", "100人以上"),
    ],
)
def test_same_figure_knows_two_ways_to_write_one_figure(one, other):
    assert same_figure(find_figures(one)[0], find_figures(other)[0])


@pytest.mark.parametrize(
    ("one", "other"),
    [("3%以内", "3%以上"), ("5万元", "5亿元"), ("5%", "5个百分点"), ("10人", "100人")],
)
def test_same_figure_tells_different_figures_apart(one, other):
    assert not same_figure(find_figures(one)[0], find_figures(other)[0])


def test_is_supported_looks_for_an_equal_figure_in_any_proof():
    figure = find_figures("12000亿元")[0]
    assert is_supported(figure, ["增长8%", "固定资产投资达到1.2万亿元"])
    assert not is_supported(figure, ["固定资产投资达到1.3万亿元"])


@given(st.text(alphabet="0123456789.,%％十百千万亿多约以上第－至年元个 点分之三", max_size=30))
def test_find_figures_never_overlaps_and_quotes_the_text(text):
    figures = find_figures(text)
    assert all(text[figure.start : figure.end] == figure.text for figure in figures)
    assert all(one.end <= other.start for one, other in pairwise(figures))


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("5575万农村贫困人口实现脱贫", True),
        ("283万威海人民用实际行动诠释", True),
        ("惠及3000多万农村义务教育阶段学生", True),
        ("30.43万群众如愿回迁", True),
        ("安排50亿农民专项资金", False),
        ("改造60万平方米居民住房", False),
        ("下达就业补助67亿，居民收入增长", False),
    ],
)
def test_find_figures_knows_whom_a_number_without_a_unit_counts(text, people):
    (figure,) = find_figures(text)
    assert (figure.unit_class == "people") is people


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("PM2.5平均浓度35微克/立方米", ["35微克/立方米"]),
        ("新建5G基站938个", ["938个"]),
        ("4A级景区达到11家", ["11家"]),
        ("G20峰会和COVID-19", []),
        ("GDP6000亿元，产能超85GWh", ["6000亿元", "超85GWh"]),
        ("GDP增长6.5", ["6.5"]),
    ],
)
def test_a_number_in_a_latin_name_is_no_figure(text, written):
    assert [text[one.start : one.end] for one in find_figures(text)] == written
