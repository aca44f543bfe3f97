import pytest

from qa.assistant import Assistant
from qa.examples import Ability, example_questions


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


def test_no_further_question_is_asked_once_it_stops(provinces):
    found = []
    for example in example_questions(provinces, stopping=lambda: len(found) >= 2):
        found.append(example)
    assert len(found) == 2
