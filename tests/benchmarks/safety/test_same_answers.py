"""The same answer in any order, from any thread, by either encoder; a difference is told."""

import pytest

from benchmarks.safety.same_answers import answers, compared

QUESTIONS = (
    "2016年兰州市生产总值预计达到多少？",
    "轨道交通1号线进展如何？",
    "今年要办好哪些民生实事？",
    "2020年兰州市地铁里程是多少？",
)


@pytest.mark.parametrize("encoder", ["", "quality"])
def test_answers_do_not_depend_on_the_order_of_questions_and_threads(seed_index, encoder):
    runs = [answers(seed_index, QUESTIONS, seed, encoder) for seed in (1, 2)]
    told = compared(runs)
    assert told["questions"] >= len(QUESTIONS)
    assert told["one_answer"] == told["questions"]
    assert told["not_asked_everywhere"] == []


def test_compared_tells_which_question_has_several_answers():
    told = compared([{"甲": "1", "乙": "2"}, {"甲": "1", "乙": "3"}, {"甲": "1"}])
    assert told["one_answer"] == 1
    assert told["several_answers"] == told["not_asked_everywhere"] == ["乙"]
