"""Figures without a unit, in sentences of real reports."""

import pytest

from embeddings.facts.extraction import extract_facts
from embeddings.facts.records import Aspect
from embeddings.parsing.reports import read_reports
from qa.diff.bare_figures import bare_facts
from qa.diff.statements import statements_of

REPORT = """2025年青岚市政府工作报告

各位代表：

一、2024年工作回顾

{review}

二、2025年工作任务

{tasks}
"""


@pytest.fixture
def found(tmp_path):
    """Return value, name, year and aspect of the bare figures of a review and of tasks."""

    def read(review="全市工作有序推进。", tasks="扎实做好各项工作。"):
        path = tmp_path / "2025年青岚市政府工作报告.txt"
        path.write_text(REPORT.format(review=review, tasks=tasks), encoding="utf-8")
        (report,) = read_reports(path)
        facts = bare_facts(report, statements_of(report), extract_facts(report))
        return [
            (report.text[fact.start : fact.end], fact.indicator, fact.years, fact.aspect)
            for fact in facts
        ]

    return read


def test_bare_figure_is_named_by_the_clause_before_it(found):
    # State Council 2024
    (one,) = found("加强重点群体就业促进服务，脱贫人口务工规模超过3300万。")
    assert one == ("超过3300万", "脱贫人口务工规模", (2024, 2024), Aspect.RESULT)


def test_bare_figures_in_a_row_belong_to_the_names_before_them(found):
    # Zhejiang 2016
    told = found("新增基本养老、基本医疗保险参保人数167万和44万。")
    assert [one[:2] for one in told] == [
        ("167万", "新增基本养老"),
        ("44万", "基本医疗保险参保人数"),
    ]


def test_bare_figure_of_a_task_is_a_target_of_this_year(found):
    (one,) = found(tasks="确保脱贫人口务工规模超过3000万。")
    assert one[2:] == ((2025, 2025), Aspect.TARGET)


@pytest.mark.parametrize(
    "text",
    [
        "城镇新增就业12.1万人。",  # has a unit
        "落实“三个代表”重要思想。",
        "共3300万。",  # nothing says of what
        "推进“1+7”系列政策。",
    ],
)
def test_what_has_a_unit_or_no_name_is_left_out(found, text):
    assert found(text) == []
