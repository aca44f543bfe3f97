"""One indicator over several years, asked of the real assistant over four short reports."""

import pytest

from qa.answer.series import series_parts, with_series
from qa.assistant import Assistant
from qa.retrieval.retriever import Retriever
from ui.rendering.data_points import read_series

# Year of the report → growth of the year before, target of the year.
GROWTH = {2021: ("2.4%", "7%左右"), 2022: ("6.1%", "6.5%"), 2023: ("3.1%", "6%以上")}
GROWTH |= {2024: ("4.2%", "5.5%左右")}


@pytest.fixture(scope="module")
def assistant(tmp_path_factory):
    folder = tmp_path_factory.mktemp("reports")
    for year, (result, target) in GROWTH.items():
        text = (
            f"{year}年兰州市政府工作报告\n\n一、{year - 1}年工作回顾\n"
            f"过去一年，全市地区生产总值增长{result}，城镇新增就业9.{year % 10}万人。\n"
            "我们坚持稳中求进，持续改善民生，建成保障性住房1.2万套。\n"
            f"二、{year}年工作安排\n"
            f"今年的主要预期目标是：地区生产总值增长{target}，城镇新增就业8万人以上。\n"
            "我们将加快建设现代化产业体系，新建城市公园12个。\n"
        )
        (folder / f"{year}.txt").write_text(text, encoding="utf-8")
    return Assistant(Retriever.from_reports(folder))


def test_targets_are_of_the_years_of_their_reports(assistant):
    answer = assistant.ask("2021年到2024年兰州地区生产总值增长目标是多少？")
    assert answer.text == "；".join(
        f"{year}年：地区生产总值增长{target}" for year, (_, target) in GROWTH.items()
    )
    assert [citation.excerpt for citation in answer.citations] == [
        f"地区生产总值增长{target}" for _, target in GROWTH.values()
    ]
    for citation in answer.citations:
        assert answer.text[citation.text_start : citation.text_end] == citation.excerpt


def test_results_are_drawn_at_the_year_they_are_of(assistant):
    answer = assistant.ask("2020年到2023年兰州地区生产总值实际增长了多少？")
    points = read_series(answer, assistant.reports).points
    assert [(point.label, point.text) for point in points] == [
        (str(year - 1), result) for year, (result, _) in GROWTH.items()
    ]


def test_year_without_a_value_is_named(assistant):
    answer = assistant.ask("2020年到2024年兰州地区生产总值实际增长了多少？")
    assert [point.label for point in read_series(answer, assistant.reports).points] == [
        *("2020", "2021", "2022", "2023"),
    ]
    assert answer.notices[-1].text("zh") == "没有找到这些的数值：2024年"


def test_question_about_one_year_is_left_as_it_is(assistant):
    answer = assistant.ask("2023年兰州地区生产总值增长目标是多少？")
    assert series_parts(answer) == ()
    assert with_series(answer, (), assistant.ask, assistant.reports) is answer
