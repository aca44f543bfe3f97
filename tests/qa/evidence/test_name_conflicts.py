import pytest

from qa.evidence.name_conflicts import unmet_names


@pytest.mark.parametrize(
    ("question", "text", "unmet"),
    [
        ("轨道交通2号线何时通车？", "轨道交通1号线一期工程全线开工", ("2号线",)),
        ("轨道交通2号线何时通车？", "轨道交通1号线开工，二号线启动", ()),
        ("一中新校区投资多少？", "市第十一中学新校区投资3亿元", ("一中",)),
        ("十一中新校区投资多少？", "市第十一中学新校区投资3亿元", ()),
        ("美国经济增长多少？", "世界经济增长3%", ("美国",)),
        ("新建3所中学了吗？", "新建中学3所", ()),
        ("十一中全会提出了什么？", "十一届三中全会", ()),
    ],
)
def test_unmet_names_are_those_that_no_text_holds(question, text, unmet):
    assert unmet_names(question, [text]) == unmet


def test_assistant_refuses_a_line_that_the_report_does_not_name(assistant):
    assert not assistant.ask("轨道交通2号线进展到什么程度？").refused
    assert assistant.ask("轨道交通8号线什么时候通车？").refused


def test_assistant_gives_no_figure_of_ours_for_another_country(assistant):
    answer = assistant.ask("2017年日本的生产总值增长目标是多少？")
    assert answer.refused
