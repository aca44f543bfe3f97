"""The problems that a report admits, in the ways in which reports admit them."""

import pytest

from qa.answer.listings.admitted_problems import admitted_problems, asks_for_problems
from qa.assistant import Assistant
from qa.records import Scope
from qa.retrieval.retriever import Retriever

# As they stand in reports of Jilin 2014, Guangzhou 2026, Yancheng 2022, Guizhou 2022, Taizhou 2025.
SAID = {
    "在总结成绩的同时，我们清醒地认识到，全省经济社会发展还存在一些问题，主要是经济增长呈下行态势，外贸进口增长乏力；"
    "产业结构调整任务艰巨；安全生产基础还不稳固。我们深感，这些问题是短期问题与长期问题叠加。": (
        "经济增长呈下行态势",
        "产业结构调整任务艰巨",
        "安全生产基础还不稳固",
    ),
    "我们也清醒认识到，发展还面临不少困难和挑战：一是动能转换接续还需提速。工业投资不足。二是改革精准度仍待提升。"
    "对此，我们将努力解决。": ("动能转换接续还需提速", "改革精准度仍待提升"),
    "我们也清醒地看到：当前疫情防控形势依然严峻，投资需求乏力；现代产业体系不够坚实。": (
        "当前疫情防控形势依然严峻",
        "现代产业体系不够坚实",
    ),
    "我们也清醒地看到，经济社会发展还有不少困难和问题。工作中还存在许多不足。主要是：部分地方债务风险等级仍然较高；"
    "巩固脱贫攻坚成果任务依然艰巨。": (
        "部分地方债务风险等级仍然较高",
        "巩固脱贫攻坚成果任务依然艰巨",
    ),
    "我们也清醒认识到，还有不少问题需要在发展中加以解决，主要是，经济运行仍面临一些挑战和压力，"
    "新质生产力发展还需破除堵点卡点，城市功能提级任务艰巨。": (
        "经济运行仍面临一些挑战和压力",
        "新质生产力发展还需破除堵点卡点",
        "城市功能提级任务艰巨",
    ),
}


def _assistant(folder, paragraph, year=2022):
    (folder / f"{year}年兰州市政府工作报告.txt").write_text(
        f"{year}年兰州市政府工作报告\n各位代表：\n一、过去一年工作回顾\n"
        f"过去一年，全市生产总值增长6%，新建公园5个。\n{paragraph}\n"
        "二、今年工作安排\n今年生产总值增长7%，面临不少挑战，更要看到机遇。\n",
        encoding="utf-8",
    )
    return Assistant(Retriever.from_reports(folder))


@pytest.mark.parametrize("paragraph", SAID)
def test_problems_are_those_behind_the_words_that_admit_them(tmp_path, paragraph):
    answer = _assistant(tmp_path, paragraph).ask("2022年兰州存在哪些困难和问题？")
    assert answer.spans == SAID[paragraph]
    assert not answer.refused


def test_report_without_such_a_paragraph_admits_none(tmp_path):
    assistant = _assistant(tmp_path, "全市社会和谐稳定。")
    assert admitted_problems(Scope(), assistant.reports) is None


def test_problems_of_a_year_are_those_of_the_report_that_looks_back_on_it(tmp_path):
    paragraphs = list(SAID)
    _assistant(tmp_path, paragraphs[0], 2022)
    assistant = _assistant(tmp_path, paragraphs[1], 2023)
    asked = assistant.ask("2022年兰州有什么问题？")
    assert {citation.title for citation in asked.citations} == {"2023年兰州市政府工作报告"}
    of_report = assistant.ask("2022年兰州市政府工作报告承认了哪些问题？")
    assert {citation.title for citation in of_report.citations} == {"2022年兰州市政府工作报告"}


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("2017年兰州市政府工作报告承认本市发展还有哪些短板？", True),
        ("2017年兰州面临什么挑战", True),
        ("兰州缺啥，还有哪些短板？", True),
        ("2017年兰州自己承认哪里做得不好", True),
        ("2017年兰州政府工作有啥毛病？", True),
        ("2017年兰州还有哪些事情没办好？", True),
        ("2017年兰州教育存在哪些问题？", False),  # of a subject
        ("2017年兰州学校哪里做得不好？", False),
        ("2017年兰州最难啃的难题解决了吗", False),
        ("2017年兰州怎么解决交通拥堵问题？", False),
        ("2017年兰州解决了哪些问题？", False),
        ("2017年兰州存在问题", False),
    ],
)
def test_question_asks_for_problems_if_it_names_no_subject(assistant, question, asks):
    assert asks_for_problems(assistant.retriever.retrieve(question).parsed.unscoped) is asks


def test_seed_report_admits_its_problems(assistant):
    answer = assistant.ask("2017年兰州市政府工作报告承认本市发展还有哪些短板？")
    assert "经济总量小" in answer.text
    assert answer.confidence > 0.75
