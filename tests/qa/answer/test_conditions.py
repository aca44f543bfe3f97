"""The conditions that refuse a quoted answer: the unit, the name and the year asked for."""

import pytest

from embeddings.language.figures import find_figures
from qa.answer.conditions import (
    has_bare_count,
    is_change_as_share,
    unmet_condition,
    unmet_names_of,
)
from qa.answer.extractive import Answerer
from qa.assistant import Assistant
from qa.records import Reason
from qa.retrieval.retriever import Retriever

REPORT = """2019年盐城市政府工作报告
各位代表：
一、2018年工作回顾
过去一年，珍禽保护区放飞丹顶鹤，新增苗木12万株，惠及244万群众。
港口开通2号线货运专线，肉牛出栏53.8万头，旅游景区4家。
建成区内路网482公里，接待游客增长22%。
“8+1”特色产业总规模达2000亿元。
1998年抗洪时，全市筑堤96公里。
二、2019年工作安排
今年继续办好湿地国际论坛。
加快建设滨海机场航站楼，推动疏港铁路开工。
"""


@pytest.fixture(scope="module")
def drafted(tmp_path_factory, encoder):
    source = tmp_path_factory.mktemp("report") / "2019.txt"
    source.write_text(REPORT, encoding="utf-8")
    retriever, answerer = Retriever.from_reports([source]), Answerer(encoder)

    def draft(question):
        retrieval = retriever.retrieve(question)
        return answerer.draft(retrieval), retrieval

    return draft


@pytest.mark.parametrize(
    ("question", "unit"),
    [
        ("2018年盐城建成区内路网花了多少钱？", "元"),
        ("2018年盐城建成区内路网涉及多少人？", "人"),
        ("2018年盐城肉牛出栏多少颗？", "颗"),
        ("2018年盐城“8+1”特色产业有多少人？", "人"),
    ],
)
def test_a_quote_without_the_unit_asked_for_meets_no_condition(drafted, question, unit):
    unmet = unmet_condition(*drafted(question))
    assert unmet is not None
    assert unmet.code == "quoted_other_unit"
    assert unmet.values["unit"] == unit


@pytest.mark.parametrize(
    "question",
    [
        "2018年盐城建成区内路网多少公里？",
        "2018年盐城惠及多少人？",  # 244万 without a unit
        "2018年盐城接待游客增长多少人次？",  # a change as a share
        "2018年盐城新增苗木多少棵？",  # 株
        "2018年盐城旅游景区有多少人家？",  # no unit
    ],
)
def test_a_quote_with_it_or_with_what_stands_for_it_meets_all(drafted, question):
    draft, retrieval = drafted(question)
    assert draft.text
    assert unmet_condition(draft, retrieval) is None


def test_a_quote_of_other_years_does_not_answer(drafted):
    unmet = unmet_condition(*drafted("1983年盐城肉牛出栏多少头？"))
    assert unmet is not None
    assert (unmet.code, unmet.values["years"]) == ("quoted_other_years", (1983,))
    assert unmet_condition(*drafted("2018年盐城肉牛出栏多少头？")) is None
    assert unmet_condition(*drafted("1998年盐城筑堤多少公里？")) is None  # the paragraph says so


def test_a_quote_is_of_the_year_for_which_its_section_plans(tmp_path, encoder):
    source = tmp_path / "2016年上海市政府工作报告.txt"
    source.write_text(
        "2016年上海市政府工作报告\n各位代表：\n一、2015年工作回顾\n全市新增绿地1190公顷。\n"
        "二、“十三五”时期的主要任务\n加快构建综合交通体系，轨道交通运营线路总长达到800公里。\n"
        "三、2016年主要工作\n新建绿地1200公顷。\n",
        encoding="utf-8",
    )
    retriever = Retriever.from_reports(source)
    retrieval = retriever.retrieve("2020年上海轨道交通运营线路多长？")
    assert not retrieval.missing
    draft = Answerer(encoder).draft(retrieval)
    assert "800公里" in draft.text
    assert unmet_condition(draft, retrieval) is None
    green = retriever.retrieve("2019年上海新建绿地多少公顷？")
    assert green.missing.years


def test_a_quote_of_another_part_of_the_year_does_not_answer(drafted):
    unmet = unmet_condition(*drafted("2018年上半年盐城建成区内路网多少公里？"))
    assert unmet is not None
    assert (unmet.code, unmet.values["part"]) == ("quoted_other_part", "上半年")
    assert unmet_condition(*drafted("2018年上半年和全年盐城建成区内路网各多少公里？")) is None


def test_a_quote_without_the_numbered_name_does_not_answer(drafted):
    draft, retrieval = drafted("2018年盐城3号线开通了吗？")
    assert unmet_names_of(retrieval, draft.citations) == ("3号线",)
    assert unmet_condition(draft, retrieval).code == "quoted_other_name"


def test_a_change_is_also_given_as_a_share(drafted):
    assert is_change_as_share(*drafted("2018年盐城接待游客增长多少人次？"))
    assert not is_change_as_share(*drafted("2018年盐城接待游客多少人次？"))
    assert not is_change_as_share(*drafted("2018年盐城增加苗木多少株？"))


def test_a_large_number_without_unit_counts_anything(drafted):
    assert has_bare_count(drafted("2018年盐城惠及多少人？")[0])
    assert not has_bare_count(drafted("2018年盐城接待游客增长多少人次？")[0])
    assert not has_bare_count(drafted("2018年盐城“8+1”特色产业规模多大？")[0])


def test_a_year_without_a_report_is_the_truer_reason(tmp_path):
    source = tmp_path / "2019.txt"
    source.write_text(REPORT, encoding="utf-8")
    answer = Assistant(Retriever.from_reports([source])).ask("2011年盐城旅游景区有多少颗？")
    assert answer.reason is Reason.NO_REPORT
    assert answer.message.startswith(
        "没有收录盐城2012年的报告"
    )  # which would say what 2011 brought
    assert answer.grounds == ()


def test_a_refusal_names_the_condition_and_the_nearest_text(tmp_path):
    source = tmp_path / "2019.txt"
    source.write_text(REPORT, encoding="utf-8")
    answer = Assistant(Retriever.from_reports([source])).ask("2018年盐城建成区内路网涉及多少人？")
    assert answer.refused
    assert answer.message.startswith(
        "最可能的原文里没有以“人”计的数。最接近的是《2019年盐城市政府工作报告》"
    )
    assert [ground.code for ground in answer.grounds] == ["quoted_other_unit", "figure_nearest"]
    nearest = answer.grounds[1].values["words"]  # the quote that lacks the unit, no other one
    assert "建成区内路网482公里" in nearest
    assert not any(figure.unit == "人" for figure in find_figures(nearest))


PROVINCE = """2024年安徽省政府工作报告

各位代表：

一、2023年工作回顾
健全养老服务体系，家庭适老化改造惠及5万户老年人家庭。合肥养老机构床位达到6万张。
"""


def test_a_quote_of_the_province_is_not_of_its_city(tmp_path, encoder):
    source = tmp_path / "2024年安徽省政府工作报告.txt"
    source.write_text(PROVINCE, encoding="utf-8")
    retrieval = Retriever.from_reports([source]).retrieve("合肥2023年适老化改造惠及多少户？")
    unmet = unmet_condition(Answerer(encoder).draft(retrieval), retrieval)
    assert unmet is not None
    assert unmet.code == "quoted_other_region"
    assert "合肥" in unmet.text("zh")
    assert "合肥" in unmet.text("en")


def test_a_quote_of_the_province_that_names_the_city_answers(tmp_path):
    source = tmp_path / "2024年安徽省政府工作报告.txt"
    source.write_text(PROVINCE, encoding="utf-8")
    answer = Assistant(Retriever.from_reports([source])).ask("合肥2023年养老床位多少张？")
    assert "6万张" in answer.text


def test_a_city_that_only_its_province_names_is_refused_for_want_of_its_report(tmp_path):
    source = tmp_path / "2024年安徽省政府工作报告.txt"
    source.write_text(PROVINCE, encoding="utf-8")
    answer = Assistant(Retriever.from_reports([source])).ask("合肥2023年开通了几条地铁？")
    assert answer.reason is Reason.NO_REPORT
    assert answer.message.startswith("没有收录合肥的报告")


def test_a_figure_of_the_country_alone_is_refused_for_want_of_the_citys_report(tmp_path):
    source = tmp_path / "2024年国务院政府工作报告.txt"
    text = "2024年国务院政府工作报告\n\n各位代表：\n\n一、2023年工作回顾\n居民消费价格上涨0.2%。\n"
    source.write_text(text, encoding="utf-8")
    answer = Assistant(Retriever.from_reports([source])).ask("2023年莆田CPI涨了多少？")
    assert answer.reason is Reason.NO_REPORT
    assert "莆田" in answer.message


def test_a_quote_without_a_date_does_not_say_when(drafted):
    unmet = unmet_condition(*drafted("盐城滨海机场航站楼什么时候启用？"))
    assert unmet is not None
    assert (unmet.code, unmet.values["told"]) == ("quoted_no_date", "加快建设滨海机场航站楼")
    assert unmet_condition(*drafted("盐城疏港铁路什么时候开工？")) is None  # of the plan's year
