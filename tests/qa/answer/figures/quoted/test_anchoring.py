"""Sentences as reports of 广西 2008, 西安 2025 and 北京 2005 word them, of an invented city."""

import pytest

from qa.answer.verification import check
from qa.assistant import Assistant
from qa.retrieval.retriever import Retriever

REVIEW = (
    "城镇新增就业34.37万人，城镇登记失业率3.79%，新增农村劳动力转移就业74.88万人次。",
    "城镇和农村居民人均可支配收入分别增长4.9%、6.9%。",
    "城八区绿化覆盖率达到41.8%，新建公园12个。",
)
GOALS = (
    "城镇新增就业26万人，城镇登记失业率控制在4.5%以内。",
    "城镇和农村居民人均可支配收入分别增长6%和7%。",
    "城八区绿化覆盖率达到42.5%，新增绿地300公顷。",
    "新改建农村公路500公里，改造危房8000户。",
)


@pytest.fixture(scope="module")
def assistant(tmp_path_factory):
    folder = tmp_path_factory.mktemp("city")
    text = (
        "2008年临江市政府工作报告\n\n各位代表：\n一、2007年工作回顾\n"
        + "\n".join(REVIEW)
        + "\n二、2008年主要目标任务\n今年的主要预期目标是：\n"
        + "\n".join(GOALS)
        + "\n"
    )
    (folder / "2008年临江市政府工作报告.txt").write_text(text, encoding="utf-8")
    return Assistant(Retriever.from_reports(folder))


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("07年临江城里登记没工作的失业比例是多少？", ("3.79%",)),  # another year than was quoted
        ("临江城里乡下人收入各涨多少？", ("4.9%", "6.9%")),  # a target was quoted
    ],
)
def test_everyday_words_get_the_figure_of_the_year_and_aspect_asked(assistant, question, values):
    answer = assistant.ask(question)
    assert not answer.refused
    assert all(value in answer.text for value in values), answer.text
    assert not check(answer, assistant.retriever.index)


def test_a_quoted_target_is_called_one(assistant):
    answer = assistant.ask("临江乡下的路打算修多长，多少公里？")
    assert "500公里" in answer.text
    answer = assistant.ask("今年临江乡下的路多少公里？")
    assert answer.text.startswith("目标：")
    assert "500公里" in answer.text
    assert not check(answer, assistant.retriever.index)
    (cited,) = answer.citations
    assert answer.text[cited.text_start : cited.text_end] in cited.excerpt
    assert answer.computed[0].value == "目标："


def test_a_figure_without_year_and_aspect_is_told_as_result_and_as_target(assistant):
    answer = assistant.ask("临江城镇登记失业率多少？")
    assert answer.text == "2007年实际 3.79%（2008年报告） · 2008年目标 4.5%以内（2008年报告）"


def test_growth_is_told_where_an_amount_of_the_same_thing_was_quoted(tmp_path):
    lines = [
        "2017年临江市政府工作报告",
        "各位代表：",
        "一、2016年工作回顾",
        "今年接待国内外游客可达5150万人次，实现旅游总收入435亿元。",
        "二、2017年重点工作",
        "力争文化产业增加值增长20%，接待国内外游客增长22%。",
    ]
    (tmp_path / "a.txt").write_text("\n".join(lines), encoding="utf-8")
    answer = Assistant(Retriever.from_reports(tmp_path)).ask("新一年临江希望来旅游的人次提高多少？")
    assert "22%" in answer.text
