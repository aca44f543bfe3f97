"""Which sentences are read with a question, and what they are read after."""

import pytest

from embeddings.encoders.reading_units import ReadingUnit
from qa.answer.extractive import Answerer
from qa.evidence.windows import Window
from qa.quotes import Quote
from qa.reading.units import PlacedUnit, context_of, likeliest_units, shared_characters
from qa.retrieval.retriever import Retriever


def test_context_names_place_role_with_years_and_heading(report):
    assert context_of(report, 1) == "2017年兰州市 回顾2012至2016年 一、过去一年工作回顾"
    assert context_of(report, 2) == "2017年兰州市 任务2017年 二、2017年重点工作"


@pytest.mark.parametrize(
    ("heading", "told"),
    [
        ("二、今后五年的奋斗目标", "目标2017至2021年"),
        ("二、“十三五”时期的主要任务", "目标2016至2020年"),
        ("二、2017年的任务，“十三五”的开端", "任务2017年"),  # of the year alone
        ("二、今年的工作", "任务2017年"),
    ],
)
def test_context_of_a_plan_has_its_years(tmp_path, heading, told):
    source = tmp_path / "2017年兰州市政府工作报告.txt"
    source.write_text(
        "2017年兰州市政府工作报告\n各位代表：\n一、2016年工作回顾\n全市生产总值增长8%。\n"
        f"{heading}\n建设轨道交通，运营线路达到80公里，新建公园5个，改造老旧小区。\n",
        encoding="utf-8",
    )
    (report,) = Retriever.from_reports(source).snapshot().reports.values()
    (place,) = [
        one.number for one in report.paragraphs if "80公里" in report.text[one.start : one.end]
    ]
    assert context_of(report, place) == f"2017年兰州市 {told} {heading}"


def test_the_likeliest_units_of_the_evidence_are_read_with_their_places(seed_index):
    retriever = Retriever.open(seed_index)
    found = retriever.retrieve("兰州中心城区规划面积扩大到多少平方公里？")
    evidence = Answerer(retriever.index.encoder).evidence(found)
    reports = retriever.index.reports
    units = likeliest_units(evidence, reports, 6)
    assert len(units) == 6
    assert "741平方公里" in units[0].unit.text
    for one in units:
        assert reports[one.report_id].text[one.start : one.end] == one.unit.text
    likelihoods = [one.likelihood for one in units]
    assert likelihoods == sorted(likelihoods, reverse=True)
    assert likelihoods[0] == max(evidence.probabilities)


def test_windows_share_the_characters_of_one_report_alone():
    quotes = [("a", 0, 8), ("a", 8, 20), ("b", 2, 6)]
    windows = [
        Window(
            first=0,
            last=0,
            length=end - start,
            quote=Quote(report_id=report_id, paragraph=1, start=start, end=end),
        )
        for report_id, start, end in quotes
    ]
    units = [
        PlacedUnit(report_id=report_id, start=start, end=end, unit=ReadingUnit(""), likelihood=0.5)
        for report_id, start, end in (("a", 5, 10), ("b", 0, 4))
    ]
    assert shared_characters(windows, units).tolist() == [[3, 0], [2, 0], [0, 2]]
    assert shared_characters(windows, []).shape == (3, 0)


def test_unit_behind_the_year_of_a_goal_is_read_with_it(tmp_path):
    source = tmp_path / "2016年上海市政府工作报告.txt"
    source.write_text(
        "2016年上海市政府工作报告\n各位代表：\n一、2015年工作回顾\n新增绿地1190公顷。\n"
        "二、主要目标\n发展目标是：到2020年，形成科创中心基本框架。"
        "一是全市生产总值年均增长6.5%以上。二是PM2.5年平均浓度下降到42微克/立方米左右。\n",
        encoding="utf-8",
    )
    retriever = Retriever.from_reports(source)
    found = retriever.retrieve("上海PM2.5到2020年要降到多少？")
    evidence = Answerer(retriever.index.encoder).evidence(found)
    contexts = {
        one.unit.text[:4]: one.unit.context
        for one in likeliest_units(evidence, retriever.index.reports, 6)
    }
    assert contexts["二是PM"].endswith("二、主要目标 到2020年")
    assert contexts["发展目标"].endswith("二、主要目标")  # it says so itself
