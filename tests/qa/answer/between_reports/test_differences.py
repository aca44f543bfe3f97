import pytest

from qa.answer.between_reports.between import draft_between
from qa.answer.citations import is_true
from qa.records import Reason
from qa.retrieval.retriever import Retriever

REPORT = """{year}年青岚市政府工作报告

各位代表：

一、{before}年工作回顾

过去一年，全市地区生产总值增长5.2%，规模以上工业增加值{industry}。

二、{year}年工作安排

主要预期目标是：地区生产总值增长{target}，规模以上工业增加值增长6%左右，城镇新增就业2万人。

三、{year}年重点工作

{tasks}
"""
OLD_TASKS = (
    "深入实施就业优先战略，做好高校毕业生就业工作。持续推进老旧小区改造，改造老旧小区100个。"
)
# the second sentence is of Hengshui 2025
NEW_TASKS = (
    "深入实施就业优先战略，做好高校毕业生、农民工就业工作。"
    "开展“人工智能+”“数据要素×”行动，推动化工行业大模型落地应用。"
    "持续推进老旧小区改造，改造老旧小区120个。"
)


@pytest.fixture(scope="module")
def retriever(tmp_path_factory):
    folder = tmp_path_factory.mktemp("differences")
    for year, target, industry, tasks in (
        (2023, "6%", "增长7%", OLD_TASKS),
        (2024, "5.5%", "下降6.5%", NEW_TASKS),
        (2025, "5%", "增长6.2%", NEW_TASKS),
    ):
        values = {"target": target, "industry": industry, "tasks": tasks}
        text = REPORT.format(year=year, before=year - 1, **values)
        (folder / f"{year}年青岚市政府工作报告.txt").write_text(text, encoding="utf-8")
    return Retriever.from_reports(folder)


@pytest.fixture(scope="module")
def ask(retriever):
    return lambda question: draft_between(retriever.retrieve(question))


def test_draft_of_new_tasks_quotes_what_the_earlier_report_does_not_plan(ask, retriever):
    found = ask("青岚市2024年新增了哪些任务")
    assert found.spans == ("开展“人工智能+”“数据要素×”行动，推动化工行业大模型落地应用。",)
    assert all(is_true(citation, retriever.index.reports) for citation in found.citations)
    assert found.notices[0].code == "between_new_tasks"
    assert found.probability < 0.9  # that a sentence is new is measured to be right less often


def test_draft_of_new_tasks_says_so_where_none_is(ask):
    found = ask("青岚市2025年新增了哪些任务")
    assert found.reason is Reason.NO_FIGURE
    assert found.grounds[0].code == "between_no_new_tasks"


def test_draft_of_differences_counts_sentences_and_names_targets(ask):
    found = ask("青岚市2024年的报告和2023年的有什么不同")
    assert found.text.startswith("2024年报告共6句，与2023年报告逐句对照：")
    assert "新提法1句。" in found.text
    assert "地区生产总值目标2023年：6%；2024年：5.5%" in found.text


def test_draft_of_a_missed_target_says_that_the_result_fell(ask):
    found = ask("青岚市2023年哪些目标没有完成")
    assert "规模以上工业增加值目标：6%左右；实际下降：6.5%" in found.text


def test_the_year_before_is_that_before_the_year_named(ask):
    found = ask("青岚市2024年哪些目标跟上一年一样")
    assert set(found.spans) == {"规模以上工业增加值", "城镇新增就业"}
    assert [c.title[:5] for c in found.citations[:2]] == ["2023年", "2024年"]
