import pytest

from qa.assistant import Assistant
from qa.examples import Ability, example_questions
from qa.retrieval.retriever import Retriever


@pytest.fixture(scope="module")
def provinces(provinces_index):
    return Assistant.open(provinces_index)


@pytest.fixture(scope="module")
def seed(seed_index):
    return Assistant.open(seed_index)


def test_examples_show_every_ability_that_an_index_of_years_and_places_has(provinces):
    found = list(example_questions(provinces))
    assert [example.ability for example in found] == list(Ability)


def test_examples_show_no_series_where_one_report_is_indexed(seed):
    abilities = [example.ability for example in example_questions(seed)]
    assert set(abilities) <= {Ability.FIGURE, Ability.WORDING, Ability.OUTLINE}
    assert abilities.count(Ability.FIGURE) >= 2  # figures stand where other cards are missing


@pytest.mark.parametrize("index", ["provinces", "seed"])
def test_examples_are_answered_as_their_ability_promises(index, request):
    assistant = request.getfixturevalue(index)
    for example in example_questions(assistant):
        answer = assistant.ask(example.question)
        assert not answer.refused, example
        assert answer.citations, example
        over = {Ability.TREND: "years", Ability.PLACES: "places"}.get(example.ability)
        if over is not None:
            assert answer.table is not None
            assert answer.table.over == over
            assert answer.table.stated >= 3
        if example.ability is Ability.TARGET:
            assert "目标" in answer.text
            assert "实际" in answer.text


NINGBO = """2025年宁波市政府工作报告

各位代表：

一、2024年工作回顾

过去一年，全市地区生产总值增长5.4%，城镇新增就业26.8万人。

二、2025年主要目标任务

{said}

今年经济社会发展的主要预期目标是：地区生产总值增长5.5%以上，城镇新增就业20万人以上。
"""


@pytest.mark.parametrize(
    "said", ["具体要把握以下五方面。", "始终坚持这四方。", "各级干部常算民生这五本账。"]
)
def test_what_states_nothing_is_no_example_of_a_figure(tmp_path, said):
    (tmp_path / "2025年宁波市政府工作报告.txt").write_text(
        NINGBO.format(said=said), encoding="utf-8"
    )
    assistant = Assistant(Retriever.from_reports(tmp_path))
    found = [one.question for one in example_questions(assistant) if one.ability is Ability.FIGURE]
    assert found
    assert not [question for question in found if said[:4] in question]


def test_no_further_question_is_asked_once_it_stops(provinces):
    found = []
    for example in example_questions(provinces, stopping=lambda: len(found) >= 2):
        found.append(example)
    assert len(found) == 2
