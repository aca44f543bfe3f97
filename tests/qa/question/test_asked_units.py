"""Units that a question asks for, named outright or implied."""

import pytest

from qa.question.asked_units import direct_units, stated_classes, unit_classes


@pytest.mark.parametrize(
    ("question", "units"),
    [
        ("2014年淘汰了多少万辆黄标车", ("辆",)),
        ("造林多少万亩、建成几座水库", ("亩", "座")),
        ("花了多少块", ("元",)),
        ("中欧班列开了多少列", ("列",)),
        ("粮食产量是多少", ()),
        ("留住了多少本地毕业生", ()),
    ],
)
def test_direct_units_are_those_behind_the_question_word(question, units):
    assert direct_units(question) == units


@pytest.mark.parametrize(
    ("question", "classes"),
    [
        ("造林多少亩", {"area"}),
        ("赤字率降了几个百分点", {"share"}),
        ("新增就业多少人", {"people", "household", "count"}),
        ("粮食产量是多少", {"weight"}),
        ("轨道交通总里程有多长", {"length"}),
    ],
)
def test_unit_classes_follow_the_unit_or_the_words(question, classes):
    assert unit_classes(question, direct_units(question), parts=1) == classes


def test_unit_classes_of_a_money_goal_include_the_share():
    assert unit_classes("gdp目标是多少", (), parts=1) == {"money", "share"}


@pytest.mark.parametrize(
    ("text", "classes"),
    [
        ("拨了多少就业补助?", {"money"}),
        ("给企业补了多少电费?", {"money"}),
        ("就业补助资金是多少?", {"money"}),
        ("跟群众结对认亲的干部有多少?", {"people"}),
        ("来园区落户的厂子有多少?", {"household", "count"}),
    ],
)
def test_the_noun_that_is_counted_tells_the_unit(text, classes):
    assert unit_classes(text, direct_units(text), parts=1) == classes


@pytest.mark.parametrize(
    ("question", "stated"),
    [
        ("总共投了多少亿元", {"元": {"money"}}),
        ("花了多少钱", {"元": {"money"}}),
        ("占了百分之几", {"%": {"share"}}),
        ("有多少人大建议", {}),
        ("弄了几块绿地", {}),
        ("要修几年", {}),
        ("有几个项目", {}),
    ],
)
def test_stated_classes_are_those_of_units_of_measurement(question, stated):
    assert stated_classes(question) == stated
