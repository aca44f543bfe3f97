from decimal import Decimal

from qa.diff.targets import TargetVerdict


def test_targets_show_old_result_and_new(years, analysis):
    old, new = years
    rows = {row.indicator: row for row in analysis.targets(old, new)}
    growth = rows["地区生产总值"]
    assert old.text[growth.old.start : growth.old.end] == "6%左右"
    assert new.text[growth.result.start : growth.result.end] == "5.8%"
    assert new.text[growth.new.start : growth.new.end] == "5.5%左右"
    assert growth.difference == Decimal("-0.5")
    assert growth.unit == "个百分点"
    assert growth.verdict is TargetVerdict.OPEN  # 左右 says neither at least nor at most


def test_targets_are_judged_by_their_bound(years, analysis):
    rows = {row.indicator: row for row in analysis.targets(*years)}
    assert rows["城镇新增就业"].verdict is TargetVerdict.MET  # 12万人以上: 12.6万人
    assert rows["居民消费价格"].verdict is TargetVerdict.MET  # 3%以内: 0.4%
    assert rows["居民消费价格"].difference == -1
