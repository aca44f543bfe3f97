from decimal import Decimal

import pytest

from embeddings.index.in_memory import MemoryIndex
from embeddings.parsing.reports import read_reports
from qa.diff.analysis import ReportAnalysis
from qa.diff.targets import TargetVerdict, fall_of, moved


def test_targets_show_old_result_and_new(years, analysis):
    old, new = years
    rows = {row.indicator: row for row in analysis.targets(old, new)}
    growth = rows["地区生产总值"]
    assert old.text[growth.old.start : growth.old.end] == "6%左右"
    assert new.text[growth.result.start : growth.result.end] == "5.8%"
    assert new.text[growth.new.start : growth.new.end] == "5.5%左右"
    assert growth.difference == Decimal("-0.5")
    assert growth.unit == "个百分点"
    assert growth.verdict is TargetVerdict.NEAR  # 5.8% is 6%, in its digits


def test_targets_are_judged_by_their_bound(years, analysis):
    rows = {row.indicator: row for row in analysis.targets(*years)}
    assert rows["城镇新增就业"].verdict is TargetVerdict.MET  # 12万人以上: 12.6万人
    assert rows["居民消费价格"].verdict is TargetVerdict.MET  # 3%以内: 0.4%
    assert rows["居民消费价格"].difference == -1


@pytest.mark.parametrize(
    ("old", "new", "name", "difference", "way"),
    [
        # State Council 2024 and 2025
        (
            "单位国内生产总值能耗降低2.5%左右。",
            "单位国内生产总值能耗降低3%左右。",
            "能耗降低",
            "0.5",
            1,
        ),
        # State Council 2015 and 2016: a range below the value before
        ("国内生产总值增长7%左右。", "国内生产总值增长6.5%－7%。", "国内生产总值", None, -1),
        ("居民消费价格涨幅3%左右。", "居民消费价格涨幅3%左右。", "居民消费价格", "0", 0),
        # 2019 and 2021: from what value it is raised is no target; nor of 2020 and 2021
        (
            "落实好小规模纳税人增值税起征点从月销售额3万元提高到10万元等税收优惠政策。",
            "将小规模纳税人增值税起征点从月销售额10万元提高到15万元。",
            "小规模纳税人增值税起征点",
            "50000",
            1,
        ),
        (
            "居民医保人均财政补助标准由每人每年520元提高到550元。",
            "居民医保人均财政补助标准由每人每年550元提高到580元。",
            "居民医保人均财政补助标准",
            "30",
            1,
        ),
        # State Council 2024 and 2025: the growth of the economy is that of the product
        (
            "国内生产总值增长5%左右。经济增长预期目标为5%左右。",
            "国内生产总值增长5%左右。经济增长预期目标为5%左右。",
            "国内生产总值",
            "0",
            0,
        ),
    ],
)
def test_targets_tell_which_way_they_were_moved(tmp_path, encoder, old, new, name, difference, way):
    reports = []
    for year, goal in ((2024, old), (2025, new)):
        title = f"{year}年国务院政府工作报告"
        text = (
            f"{title}\n\n各位代表：\n\n一、{year}年主要预期目标\n\n今年的主要预期目标是：{goal}\n"
        )
        (tmp_path / f"{title}.txt").write_text(text, encoding="utf-8")
        reports += read_reports(tmp_path / f"{title}.txt")
    index = MemoryIndex(encoder)
    index.add(reports)
    (row,) = ReportAnalysis(index).targets(*reports)
    assert row.indicator.endswith(name)
    assert row.difference == (None if difference is None else Decimal(difference))
    assert moved(row.old, row.new) == way


@pytest.fixture
def rows(tmp_path, encoder):
    """Return the targets of a report beside the results and targets of the next, by name."""

    def of(target, result, planned="扎实做好各项工作。"):
        reports = []
        said_of = ((2024, "工作有序推进。", target), (2025, result, planned))
        for year, said, tasks in said_of:
            title = f"{year}年青岚市政府工作报告"
            review = f"一、{year - 1}年工作回顾\n\n{said}\n\n"
            text = f"{title}\n\n各位代表：\n\n{review}二、{year}年重点工作\n\n{tasks}\n"
            (tmp_path / f"{title}.txt").write_text(text, encoding="utf-8")
            reports += read_reports(tmp_path / f"{title}.txt")
        index = MemoryIndex(encoder)
        index.add(reports)
        found = ReportAnalysis(index).targets(*reports)
        return {row.indicator: row for row in found}

    return of


@pytest.mark.parametrize(
    ("target", "result", "name", "value"),
    [
        # Shanghai 2009 and 2010, Hebei 2021 and 2022 (twice)
        ("生产总值增长9%左右。", "市生产总值比上年增长8.2%。", "生产总值", "8.2"),
        ("改造老旧小区2779个。", "老旧小区改造3057个。", "改造老旧小区", "3057"),
        # Zhongwei 2022 and 2023, Leshan 2021 and 2022, Shanghai 2023 and 2024: made, in other words
        ("新建小微公园9个。", "建成小微公园9个。", "新建小微公园", "9"),
        (
            "新培育国家高新技术企业10家。",
            "净增国家高新技术企业16家。",
            "新培育国家高新技术企业",
            "16",
        ),
        ("新建公园120座。", "新增公园162座。", "新建公园", "162"),
        # Zhongwei 2022, Anhui 2015, Qingdao 2024: done, in other words
        ("办好民生实事10件。", "10件民生实事全面完成。", "办好民生实事", "10"),
        # Zhongwei 2021, Leshan 2022, Zhengzhou 2020
        ("进出口外贸总额突破20亿元。", "进出口总额29.2亿元。", "进出口外贸总额", "2920000000"),
        ("粮食总产量24亿斤。", "粮食产量25亿斤。", "粮食总产量", "2500000000"),
        (
            "技术合同交易额突破130亿元。",
            "技术合同成交额突破200亿元。",
            "技术合同交易额",
            "20000000000",
        ),
        # Jingmen, Zhongwei 2022, Suzhou 2017: in another unit
        ("粮食产量57亿斤以上。", "粮食产量289.51万吨。", "粮食产量", "2895100"),
        ("治理水土流失170平方公里。", "治理水土流失29.4万亩。", "治理水土流失", "294000"),
        ("接待游客1000万人次。", "接待游客890万人。", "接待游客", "8900000"),
        (
            "新增国家级高新技术企业1000家。",
            "新增国家高新技术企业1500家。",
            "新增国家级高新技术企业",
            "1500",
        ),
    ],
)
def test_results_are_found_under_nearly_the_same_name(rows, target, result, name, value):
    row = rows(target, result)[name]
    assert row.result.low == Decimal(value)


def test_results_of_another_kind_are_not_of_the_target(rows):
    # Fuzhou 2020 and 2021, Qinghai 2015 and 2016
    assert not rows("进出口总额增长8%。", "出口总额增长3%。")
    assert not rows("贷款余额突破4000亿元。", "存贷款余额突破5000亿元。")
    # Liuzhou 2020, Qianxinan 2021: a mark that was passed by all that there are
    assert not rows("新增规模以上工业企业150家以上。", "规模以上工业企业突破1000家。")
    # Jingmen 2022, Zibo 2022, Shenyang 2014: all that there are, or begun
    assert not rows("新增高新技术企业80家。", "高新技术企业达到480家。")
    assert not rows("单项冠军企业达到76家。", "新增单项冠军企业10家。")
    assert not rows("新建棚改安置房2079套。", "新开工棚改安置房3228套。")


def test_results_are_judged_in_the_unit_of_the_target(rows):
    row = rows("粮食产量57亿斤以上。", "粮食产量289.51万吨。")["粮食产量"]
    assert row.verdict is TargetVerdict.MET  # 57.9亿斤
    row = rows("治理水土流失200平方公里以上。", "治理水土流失29.4万亩。")["治理水土流失"]
    assert row.verdict is TargetVerdict.MISSED  # 196平方公里
    row = rows("粮食产量57亿斤。", "粮食产量58亿斤。", "粮食产量300万吨。")["粮食产量"]
    assert (row.difference, row.unit) == (Decimal("300000000"), "斤")


def test_a_fall_beside_a_target_of_growth_is_called_one(rows):
    # Chaoyang 2022 and 2023, Leshan 2020 and 2021
    (row,) = rows("规模以上工业增加值增长6%。", "规模以上工业增加值下降6.5%。").values()
    assert (fall_of(row.result, row.old), row.verdict) == ("下降", TargetVerdict.BELOW)
    (row,) = rows("单位生产总值能耗下降3%。", "单位生产总值能耗下降3.2%。").values()
    assert fall_of(row.result, row.old) == ""


@pytest.mark.parametrize(
    ("target", "result", "verdict"),
    [
        ("新增城镇就业10万人。", "新增城镇就业18.95万人。", TargetVerdict.MET),  # Jinan 2018, 2019
        ("新建幼儿园60所。", "新建幼儿园60所。", TargetVerdict.MET),  # Shanghai 2009, 2010
        ("新建幼儿园60所。", "新建幼儿园52所。", TargetVerdict.BELOW),
        ("城镇新增就业15万人左右。", "城镇新增就业16.7万人。", TargetVerdict.MET),
        ("固定资产投资增长10%。", "固定资产投资增长12%。", TargetVerdict.ABOVE),
    ],
)
def test_targets_of_things_to_be_made_are_met_by_as_many_or_more(rows, target, result, verdict):
    (row,) = rows(target, result).values()
    assert row.verdict is verdict


@pytest.mark.parametrize(
    ("target", "result", "verdict"),
    [
        # Hubei 2024 and 2025, the State Council 2022 and 2023, Zhejiang 2024 and 2025
        ("生产总值增长6%左右。", "生产总值增长5.8%。", TargetVerdict.NEAR),
        ("生产总值增长5.5%左右。", "生产总值增长3%。", TargetVerdict.BELOW),
        ("规模以上工业增加值增长6%左右。", "规模以上工业增加值增长7.5%。", TargetVerdict.ABOVE),
        ("城镇调查失业率5.5%左右。", "城镇调查失业率5.1%。", TargetVerdict.BELOW),
        ("单位生产总值能耗降低2.5%左右。", "单位生产总值能耗降低3.2%。", TargetVerdict.ABOVE),
        ("投资增长5%—7%。", "投资增长6%。", TargetVerdict.MET),
    ],
)
def test_approximate_targets_are_told_on_which_side_the_result_is(rows, target, result, verdict):
    (row,) = rows(target, result).values()
    assert row.verdict is verdict


def test_targets_are_named_with_their_marks_closed(rows):
    # Changsha, Qingdao and Qidaihe: the figure may be within the name
    said = "推进城镇燃气“瓶改管”{}个小区。".format
    assert any("“瓶改管”" in name for name in rows(said(60), said(80)))
    said = "建设养护“四好农村路”{}公里。".format
    (name,) = rows(said(600), said(1140))
    assert name.endswith("“四好农村路”")
    said = "送戏下乡进社区（村）{}场。".format
    assert all("(村" not in name or "(村)" in name for name in rows(said(500), said(600)))


def test_growth_of_the_economy_is_of_its_product(rows):
    # Hubei 2024 and 2025
    found = rows("地区生产总值增长6%。", "地区生产总值增长5.8%。", "经济增长6%左右。")
    assert found["地区生产总值"].new is not None


def test_targets_of_no_thing_are_no_rows(rows):
    # Changsha, Zhejiang: a figure of a name, of whom, of anything
    assert not rows("落实人才政策“升级版45条”。", "落实人才政策“升级版45条”。")
    said = "为60岁以上老年人免费接种流感疫苗。"
    assert not rows(said, said)
    assert not rows("推进项目100个以上。", "推进项目301个。")
    # Zhangzhou, Shanghai, Nanchang: a verb alone
    assert not rows("实施30项为民办实事项目。", "实施45项为民办实事项目。")


def test_targets_of_two_groups_keep_the_order_of_their_words(rows):
    # Anhui 2024 and 2025
    found = rows(
        "城镇、农村常住居民人均可支配收入分别增长6.5%、7.5%。",
        "城镇常住居民人均可支配收入增长4.4%，农村常住居民人均可支配收入增长6.4%。",
    )
    assert list(found) == ["城镇常住居民人均可支配收入", "农村常住居民人均可支配收入"]


def test_targets_are_named_as_reports_write_them(rows):
    # Shaanxi 2014 and 2015
    assert list(rows("单位GDP能耗下降3.3%。", "单位GDP能耗下降3.6%。")) == ["单位GDP能耗降低"]
    # Jinan 2018 and 2019
    said = "城镇居民人均可支配收入增长{}。".format
    assert list(rows(said("8%"), said("7.5%"))) == ["城镇居民人均可支配收入"]


@pytest.mark.parametrize(
    ("name", "target", "result", "verdict"),
    [
        # Dongguan 2025 and 2026, Zhejiang 2024, Zhengzhou 2020
        ("PM2.5浓度", "不高于24.1微克/立方米。", "为20微克/立方米。", TargetVerdict.MET),
        ("PM2.5平均浓度", "不高于25微克/立方米。", "为26微克/立方米。", TargetVerdict.MISSED),
        ("PM10浓度", "不高于97微克/立方米。", "为97微克/立方米。", TargetVerdict.MET),
    ],
)
def test_a_bound_from_above_is_no_bound_from_below(rows, name, target, result, verdict):
    row = rows(f"{name}{target}", f"{name}{result}")[name]
    assert row.verdict is verdict
