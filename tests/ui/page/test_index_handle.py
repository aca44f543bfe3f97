import pytest

from qa.examples import Ability
from ui.page.index_handle import IndexHandle


@pytest.fixture
def handle(seed_index, monkeypatch):
    made = IndexHandle(seed_index)
    made.assistant()
    monkeypatch.setattr("ui.page.index_handle._EXAMPLES_TIMEOUT", 0.2)
    return made


def test_example_questions_wait_for_the_question_that_a_person_asks(handle, monkeypatch):
    with handle.answering():
        assert handle.examples(patient=True) == ()
    monkeypatch.setattr("ui.page.index_handle._EXAMPLES_TIMEOUT", 60.0)
    found = handle.examples(patient=True)
    assert Ability.FIGURE in {example.ability for example in found}
    assert handle.examples() == found
