"""Figures of several places: reports of two years, sides that say different things."""

import pytest

from qa.answer.verification import check
from qa.assistant import Assistant
from qa.retrieval.retriever import Retriever

# region, year → what it reviews, what it plans
CITIES = {
    ("长沙", 2022): (
        "全市地区生产总值增长7.5%，数字经济规模超3500亿元。旅游收入900亿元。",
        "地区生产总值增长7.5%以上；一般公共预算收入增长6%。",
    ),
    ("苏州", 2022): (
        "地区生产总值2.27万亿元，增长8.7%。旅游收入1200亿元。",
        "地区生产总值增长5.5%以上；一般公共预算收入增长4.5%以上。",
    ),
    ("贵阳", 2021): (
        "地区生产总值4311.65亿元，增长5%。",
        "地区生产总值增长9%以上；一般公共预算收入增长2%。",
    ),
    ("遵义", 2022): (
        "地区生产总值4169.9亿元，增长10.3%。旅游收入800亿元。",
        "地区生产总值增长7%左右；推进新能源汽车等13个产业链招商，新能源汽车项目5个。",
    ),
}


@pytest.fixture(scope="module")
def assistant(tmp_path_factory):
    folder = tmp_path_factory.mktemp("cities")
    for (region, year), (review, goals) in CITIES.items():
        text = (
            f"{year}年{region}市政府工作报告\n\n各位代表：\n一、{year - 1}年工作回顾\n{review}\n"
            f"二、{year}年主要目标任务\n今年的主要预期目标是：{goals}\n"
        )
        (folder / f"{year}年{region}市政府工作报告.txt").write_text(text, encoding="utf-8")
    return Assistant(Retriever.from_reports(folder))


def test_a_side_whose_report_lacks_the_amount_is_told_so(assistant):
    answer = assistant.ask("长沙和苏州谁的GDP高？")
    told = [notice.text("zh") for notice in answer.notices]
    assert any(text.startswith("报告里没有找到") and "长沙" in text for text in told)
    assert not any("没有收录" in text for text in told)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        # each side from its own newest report
        (
            "遵义的GDP比贵阳高多少？",
            "遵义2021年：实际4169.9亿元；贵阳2020年：实际4311.65亿元；相差141.75亿元",
        ),
        # one side tells growth alone, which says nothing of which is higher
        ("长沙和苏州谁的GDP高？", "苏州2021年：实际2.27万亿元"),
        ("长沙和苏州谁的GDP涨得快？", "长沙：实际7.5%；苏州：实际8.7%；苏州更高"),
        ("2021年长沙和苏州GDP增速谁快？", "长沙：实际7.5%；苏州：实际8.7%；苏州更高"),
        (  # each named, in the order asked
            "2022年遵义、苏州、长沙地区生产总值增长目标",
            "遵义：7%左右；苏州：5.5%以上；长沙：7.5%以上",
        ),
        (
            "苏州和贵阳的GDP哪个高一点？",
            "苏州2021年：实际2.27万亿元；贵阳2020年：实际4311.65亿元；苏州2021年更高",
        ),
        ("贵阳今年财政收入目标多少？", "目标：一般公共预算收入增长2%"),
    ],
)
def test_figures_of_places(assistant, question, text):
    answer = assistant.ask(question)
    assert answer.text == text
    assert not check(answer, assistant.retriever.index)


@pytest.mark.parametrize(
    ("question", "text", "notice"),
    [
        ("长沙和成都2021年谁的GDP增速高？", "长沙：实际7.5%", "没有收录以下的报告：成都"),
        ("贵阳和苏州2021年旅游收入各多少？", "苏州：实际1200亿元", "贵阳"),  # the report lacks it
    ],
)
def test_the_side_that_is_missing_is_told_beside_the_other(assistant, question, text, notice):
    answer = assistant.ask(question)
    assert answer.text.startswith(text)
    assert any(notice in told.text("zh") for told in answer.notices)
    assert not check(answer, assistant.retriever.index)


def test_over_all_places_the_year_is_that_of_most_of_their_reports(assistant):
    answer = assistant.ask("哪个城市旅游收入最高？")
    assert answer.text.startswith("苏州")
    assert "1200亿元" in answer.text


def test_a_place_is_asked_of_in_its_own_newest_report_not_in_one_of_its_province(tmp_path):
    """A province's newer report says nothing of the city."""
    written = {
        ("西安市", 2022): "国际友好城市达到37个，国家高新技术企业超过7000家。",
        ("陕西省", 2024): "高新技术企业达到1.85万家。",
    }
    for (region, year), review in written.items():
        text = f"{year}年{region}政府工作报告\n\n各位代表：\n一、{year - 1}年工作回顾\n{review}\n"
        (tmp_path / f"{year}年{region}政府工作报告.txt").write_text(text, encoding="utf-8")
    assistant = Assistant(Retriever.from_reports(tmp_path))
    assert "7000家" in assistant.ask("西安高新技术企业有多少家？").text
    assert "2024" not in assistant.ask("西安新能源汽车产量是多少？").message


def test_a_part_of_a_place_is_not_the_place(tmp_path):
    lines = [
        "2017年青岚市政府工作报告",
        "各位代表：",
        "一、过去五年工作回顾",
        "全市生产总值年均增长10.73%，预计今年达到2220亿元以上。",
        "大力开发建设青岚新区，引进产业项目318个。预计今年生产总值达到150亿元，青岚新区建设全面提速。",
    ]
    (tmp_path / "a.txt").write_text("\n".join(lines), encoding="utf-8")
    answer = Assistant(Retriever.from_reports(tmp_path)).ask("青岚新区的生产总值是多少？")
    assert "2220亿元" not in answer.text


def test_growth_is_no_share(assistant):
    answer = assistant.ask("苏州民生支出占财政支出的比例是多少？")
    assert answer.refused


def test_vehicles_are_not_counted_in_chains(assistant):
    answer = assistant.ask("遵义新能源汽车产量多少辆？")
    assert answer.refused


def test_a_quote_keeps_the_place_that_its_indicator_begins_with(tmp_path):
    (tmp_path / "2025年泸州市政府工作报告.txt").write_text(
        "2025年泸州市政府工作报告\n\n各位代表：\n一、2024年工作回顾\n"
        "去年，泸州港完成集装箱吞吐量21.2万标箱，增长8%。\n",
        encoding="utf-8",
    )
    answer = Assistant(Retriever.from_reports(tmp_path)).ask("泸州港集装箱吞吐量是多少？")
    assert answer.spans == ("21.2万标箱",)
    assert "泸州港完成集装箱吞吐量21.2万标箱" in answer.text


def test_a_rank_of_cities_is_of_results_and_of_no_province(assistant):
    answer = assistant.ask("2021年全国哪个城市GDP增速最快？")
    assert answer.text == "遵义 10.3%；3项中最高"


def test_a_rank_of_targets_that_the_question_does_not_say_is_labelled(assistant):
    answer = assistant.ask("2022年哪个城市GDP增速最快？")
    assert answer.text == "目标：长沙 7.5%以上；3项中最高"


def test_a_growth_by_times_answers_for_a_growth(tmp_path):
    text = (
        "2023年广州市政府工作报告\n\n各位代表：\n一、2022年工作回顾\n新能源汽车产量增长超1倍。\n"
        "汽车产量增长5%。机器人产量1万台，是2011年的3.84倍。\n"
    )
    (tmp_path / "2023年广州市政府工作报告.txt").write_text(text, encoding="utf-8")
    assistant = Assistant(Retriever.from_reports(tmp_path))
    answer = assistant.ask("广州2022年新能源汽车产量增长多少？")
    assert answer.text == "实际：新能源汽车产量增长超1倍"
    assert assistant.ask("广州2022年机器人产量增速是多少？").refused  # against 2011


def test_many_rows_without_a_value_are_counted_and_the_first_named(tmp_path):
    for region, growth in (("安徽", "5.8%"), ("浙江", "6%"), ("山东", "5.5%")):
        title = f"2024年{region}省政府工作报告"
        text = f"{title}\n\n各位代表：\n一、2023年工作回顾\n生产总值增长{growth}。\n"
        (tmp_path / f"{title}.txt").write_text(text, encoding="utf-8")
    answer = Assistant(Retriever.from_reports(tmp_path)).ask("各省2023年GDP增速")
    (absent,) = [told for told in answer.notices if told.code.startswith("cells_")]
    assert absent.code == "cells_no_report_many"
    assert len(absent.values["labels"]) == 12
    assert absent.values["count"] == 31
    assert absent.text("zh").endswith("等31个")
    assert absent.text("en").endswith("31 in all")
