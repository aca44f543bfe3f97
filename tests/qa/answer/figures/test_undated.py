"""Trends in everyday words, figures without a year, questions for a year."""

import pytest

from qa.answer.verification import check
from qa.assistant import Assistant
from qa.retrieval.retriever import Retriever


@pytest.mark.parametrize(
    ("question", "text"),
    [
        # trends in everyday words, up to the target of the newest report
        (
            "这几年赤字率怎么变的？",
            "2023年：目标3%；2024年：目标3%；2025年：目标4%左右",
        ),
        (
            "近几年城镇新增就业怎么样？",
            "2022年：实际1206万人；2023年：实际1244万人，目标1200万人左右；"
            "2024年：实际1256万人，目标1200万人以上；2025年：目标1200万人以上",
        ),
        # no year, and silent in the newest report: the newest that says it
        ("高铁总里程多少公里了？", "2022年实际：高速铁路运营里程从2.5万公里增加到4.2万公里"),
        # against another year: the levels of both, and what is between them
        ("2025年赤字率比去年高多少？", "2024年：目标3%；2025年：目标4%左右；相差约1个百分点"),
        (
            "城镇新增就业2024年比2022年多多少人？",
            "2022年：实际1206万人；2024年：实际1256万人；相差50万人",
        ),
        # the first report that says it
        ("哪一年提出赤字规模？", "2024年："),
    ],
)
def test_draft_answers_questions_without_years(council, question, text):
    answer = council.ask(question)
    assert answer.text.startswith(text)
    assert not check(answer, council.retriever.index)


def test_an_answer_to_which_year_names_the_year(council):
    answer = council.ask("粮食产量哪年跃上1.4万亿斤？")
    assert answer.text.startswith("2024年：")
    assert answer.spans == ("2024年",)
    assert not check(answer, council.retriever.index)


AIRPORT = "4F级胶东国际机场建成并投入运营，地铁运营总里程跨入全国前列。"


@pytest.mark.parametrize(
    ("question", "review", "lead", "notices"),
    [
        ("青岛胶东国际机场哪年投入运营？", "一、2021年工作回顾", "2021年：", []),
        ("青岛胶东国际机场哪年投入运营？", "一、过去五年工作回顾", "", ["year_unsaid"]),
        ("青岛胶东国际机场从哪年起投入运营？", "一、2021年工作回顾", "", ["year_unsaid"]),
    ],
)
def test_an_event_gets_the_only_year_that_its_report_reviews(
    tmp_path, question, review, lead, notices
):
    source = tmp_path / "2022.txt"
    source.write_text(
        f"2022年青岛市政府工作报告\n各位代表：\n{review}\n{AIRPORT}\n二、2022年工作安排\n抓好落实。\n",
        encoding="utf-8",
    )
    answer = Assistant(Retriever.from_reports([source])).ask(question)
    assert answer.text.startswith(lead)
    assert "胶东国际机场" in answer.text
    assert [notice.code for notice in answer.notices] == notices


def test_a_trend_is_told_in_one_measure(tmp_path):
    for year, said in (
        (2018, "平均浓度为58微克/立方米"),
        (2019, "平均浓度为51微克/立方米"),
        (2017, "平均浓度下降9.9%"),
    ):
        (tmp_path / f"{year}.txt").write_text(
            f"{year}年北京市政府工作报告\n各位代表：\n一、{year - 1}年工作回顾\nPM2.5{said}。\n",
            encoding="utf-8",
        )
    answer = Assistant(Retriever.from_reports(tmp_path)).ask("北京历年PM2.5浓度变化")
    assert answer.spans == ("58微克/立方米", "51微克/立方米")
