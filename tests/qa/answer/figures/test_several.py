"""Several figures in one question: of two years, of two indicators, of one year and the next."""

import pytest

from qa.answer.verification import check
from qa.assistant import Assistant
from qa.retrieval.retriever import Retriever


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("2024年和2025年的赤字率哪年高？", "2024年：目标3%；2025年：目标4%左右；2025年更高"),
        ("2023年和2025年城镇新增就业任务哪年定得高", "2023年：1200万人左右；2025年：1200万人以上"),
        ("2024年的赤字率和2025年比哪年高？", "2024年：目标3%；2025年：目标4%左右；2025年更高"),
        ("2023年和2021年的赤字率哪年高？", "2023年：目标3%"),  # there is no report of 2021
    ],
)
def test_two_years_are_compared_in_the_column_that_both_have(council, question, text):
    answer = council.ask(question)
    assert answer.text.startswith(text)
    assert not check(answer, council.retriever.index)


def test_of_several_figures_the_one_that_is_lacking_is_told(council):
    answer = council.ask("2024年粮食产量和棉花产量分别是多少？")
    assert answer.spans[0] == "1.4万亿斤"
    assert "棉花" not in answer.text
    assert [notice.text("zh") for notice in answer.notices] == ["没有找到“棉花产量”的数值"]
    assert not check(answer, council.retriever.index)


def test_a_rank_that_no_report_states_is_told_beside_the_figure(council):
    answer = council.ask("2024年粮食产量实际是多少斤，排全国第几？")
    assert answer.spans == ("1.4万亿斤",)
    assert [notice.text("zh") for notice in answer.notices] == ["没有找到“粮食产量”的位次"]


def test_the_same_figure_of_the_next_year_is_told_with_its_year(council):
    answer = council.ask("2024年国内生产总值增长目标是多少，2023年呢？")
    assert answer.text == ("2024年目标：国内生产总值增长5%左右；2023年目标：国内生产总值增长5%左右")
    assert not check(answer, council.retriever.index)


def test_the_year_without_a_report_is_named_behind_those_with_one(council):
    answer = council.ask("2024年国内生产总值增长目标是多少，2023年呢，2001年呢？")
    assert answer.text.count("国内生产总值增长5%左右") == 2
    assert [notice.text("zh") for notice in answer.notices] == ["这一问没有答案：2001年呢？"]


def test_a_quote_of_no_known_year_gets_none(council):
    answer = council.ask("高速铁路有多少公里？2024年赤字规模多少亿元？")
    assert answer.text == "高速铁路运营里程从2.5万公里增加到4.2万公里；目标：赤字规模4.06万亿元"


def test_a_part_of_another_year_than_the_figure_is_left_unanswered(council):
    answer = council.ask("2023年末高速铁路有多少公里？2024年赤字规模多少亿元？")
    assert answer.text == "目标：赤字规模4.06万亿元"
    assert [notice.text("zh") for notice in answer.notices][1:] == ["没有找到“高速铁路”的数值"]
    alone = council.ask("2023年末高速铁路有多少公里？")
    assert "没有说“高速铁路”：只有2022年的" in alone.message


@pytest.mark.parametrize(
    ("question", "text", "told"),
    [
        (
            "2024年粮食产量是多少，比上年增加多少？",
            "2024年：1.4万亿斤；2023年：1.39万亿斤；上升至少100亿斤",
            [],
        ),
        (
            "2024年粮食产量比2023年增加多少？",
            "2024年：1.4万亿斤；2023年：1.39万亿斤；上升至少100亿斤",
            [],
        ),
        (
            "2023年粮食产量是多少，比上年增长百分之几？",
            "实际 1.39万亿斤（2024年报告） · 目标 1.3万亿斤以上（2023年报告）",
            ["没有找到“粮食产量”的增幅"],
        ),
        ("2022年粮食产量是多少，比上年增加多少？", "实际：粮食产量1.37万亿斤，增产74亿斤", []),
    ],
)
def test_an_increase_beside_a_figure_is_stated_computed_or_told_to_be_lacking(
    council, question, text, told
):
    answer = council.ask(question)
    assert answer.text == text
    assert [notice.text("zh") for notice in answer.notices] == told
    assert not check(answer, council.retriever.index)


@pytest.mark.parametrize(
    "question", ["2024年城镇新增就业完成目标了吗？", "2024年城镇新增就业多少人，完成目标了吗？"]
)
def test_whether_a_target_was_met_is_told_with_the_result(council, question):
    answer = council.ask(question)
    assert answer.spans == ("1256万人", "1200万人以上", "超额完成目标")
    assert not check(answer, council.retriever.index)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        (
            "2022年和2023年国内生产总值哪年多？",
            "2023年实际：国内生产总值超过126万亿元，增长5.2%；2023年更高",
        ),
        (
            "2022年和2023年国内生产总值哪一年更少？",
            "2023年实际：国内生产总值超过126万亿元，增长5.2%；2022年更低",
        ),
        (
            "2022年和2023年国内生产总值哪年快？",
            "2022年：实际增长3%；2023年：实际增长5.2%；2023年更高",
        ),
    ],
)
def test_the_year_with_more_follows_from_the_growth_of_the_later_one(council, question, text):
    answer = council.ask(question)
    assert answer.text == text
    assert not check(answer, council.retriever.index)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        (
            "2024年粮食产量比2023年高吗？",
            "2023年：实际1.39万亿斤；2024年：实际1.4万亿斤；上升至少100亿斤",
        ),
        (
            "2023年国内生产总值比2022年下降了吗？",
            "2023年实际：国内生产总值超过126万亿元，增长5.2%；2023年更高",
        ),
        (
            "2024年城镇新增就业比2023年多吗？",
            "2023年：实际1244万人；2024年：实际1256万人；上升12万人",
        ),
    ],
)
def test_whether_a_year_has_more_than_another_is_told_with_both(council, question, text):
    answer = council.ask(question)
    assert answer.text == text
    assert not check(answer, council.retriever.index)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        (
            "2024年的粮食产量目标和2023年比哪年高？",
            "2024年：1.3万亿斤以上；2023年：1.3万亿斤以上；相同",
        ),
        (
            "2024年与2025年城镇新增就业哪年多？",
            "2024年：目标1200万人以上；2025年：目标1200万人以上",
        ),
    ],
)
def test_lower_bounds_are_compared_only_as_the_targets_asked_for(council, question, text):
    assert council.ask(question).text == text


def test_the_half_of_a_year_is_not_answered_with_the_whole(council):
    answer = council.ask("2024年上半年国内生产总值增长多少？")
    assert answer.refused
    assert "上半年" in answer.message
    assert "只有全年的" in answer.message


def test_growth_of_one_part_above_the_other_is_computed(tmp_path):
    (tmp_path / "2024年陕西省政府工作报告.txt").write_text(
        "2024年陕西省政府工作报告\n各位代表：\n二、2024年主要目标\n"
        "今年的主要预期目标是：城乡居民人均可支配收入分别增长5.5%、6.5%。\n",
        encoding="utf-8",
    )
    answer = Assistant(Retriever.from_reports(tmp_path)).ask(
        "陕西农村居民收入增长目标比城镇高多少？"
    )
    assert answer.text.endswith("相差1个百分点")


def test_an_output_beside_another_product_is_not_its_output(tmp_path):
    (tmp_path / "2023年遵义市政府工作报告.txt").write_text(
        "2023年遵义市政府工作报告\n各位代表：\n一、2022年工作回顾\n"
        "“十大工业”总产值突破1750亿元。加快建设全国重要的白酒生产基地，白酒增加值增长35.3%。\n",
        encoding="utf-8",
    )
    answer = Assistant(Retriever.from_reports(tmp_path)).ask("遵义2022年白酒产值多少？")
    assert "1750" not in answer.text
