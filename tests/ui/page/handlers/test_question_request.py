"""What the page's script asks, read without a browser."""

import pytest

from ui.page.handlers.question_request import QuestionRequest, read_request

NONE = (None, None)


def test_typed_question_has_the_filters_of_the_box(conversation):
    asked = read_request(
        {"question": " 就业？ ", "id": "r1", "typed": True}, ([2017], ["兰州"]), (), {}
    )
    assert asked == QuestionRequest(
        question="就业？", request="r1", years=(2017,), regions=("兰州",)
    )
    assert read_request({"question": "就业？"}, ([], []), (), {}) == QuestionRequest(
        question="就业？"
    )


def test_turn_asked_again_has_its_own_filters_and_takes_its_place(conversation):
    asked = read_request({"turn": 2, "again": True}, ([1999], []), conversation.turns, {})
    assert (asked.years, asked.regions, asked.replaced) == ((2017,), ("深圳",), 2)
    earlier = read_request({"turn": 1, "again": True}, NONE, conversation.turns, {})
    assert earlier.replaced is None  # what follows it was asked after it


def test_edited_question_is_a_turn_of_its_own(conversation):
    asked = read_request({"turn": 2, "question": "就业？"}, NONE, conversation.turns, {})
    assert (asked.question, asked.years, asked.replaced) == ("就业？", (2017,), None)


def test_filters_that_nobody_could_set_are_left_out():
    filters = ([2017, "x", "20179", None] + [2018] * 900, ["兰州", 3, ""])
    asked = read_request({"question": "就业？"}, filters, (), {})
    assert asked.years == (2017, *[2018] * 199)
    assert asked.regions == ("兰州",)
    assert read_request({"question": "就业？"}, ("2017", "兰州"), (), {}).years is None


@pytest.mark.parametrize(
    "odd", ["x", "9" * 5000, [1], {"a": 1}, 1e400, float("nan"), -3, 10**30, True, None, "²"]
)
def test_turn_that_no_script_sends_is_none(odd, conversation):
    asked = read_request({"turn": odd, "question": "就业？"}, NONE, conversation.turns, {})
    assert (asked.question, asked.replaced) == ("就业？", None)


def test_question_that_is_no_text_is_none():
    assert read_request({"question": ["就业"], "id": {}}, NONE, (), {}) == QuestionRequest(
        question=""
    )
