from decimal import Decimal

import pytest

from embeddings.index.in_memory import MemoryIndex
from embeddings.parsing.reports import read_reports
from qa.diff import ReportAnalysis
from qa.diff.targets import TargetVerdict, moved


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
