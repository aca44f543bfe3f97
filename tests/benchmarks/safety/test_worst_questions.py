from benchmarks.safety.worst_questions import measured, questions
from embeddings.index.opening import open_index
from qa.assistant import Assistant
from qa.question.limits import LONGEST_QUESTION


def test_worst_questions_are_many_and_of_the_longest(seed_index):
    asked = questions(open_index(seed_index).reports)
    lengths = [len(question) for question in asked.values()]
    assert len(set(asked.values())) >= 20
    assert max(lengths) == LONGEST_QUESTION
    assert sum(length > LONGEST_QUESTION // 2 for length in lengths) >= 10


def test_each_is_told_with_its_outcome(seed_index):
    asked = questions(open_index(seed_index).reports)
    some = ("one place again and again", "too many years", "English", "brackets")
    told = measured(Assistant.open(seed_index), {kind: asked[kind] for kind in some})
    outcomes = {kind: one["outcome"] for kind, one in told.items()}
    assert outcomes["one place again and again"] in ("answered", "refused")
    assert outcomes["too many years"] == "question_too_many_parts"
    assert outcomes["brackets"] == "question_empty"
    assert outcomes["English"].startswith("question_")
    assert all({"cold_seconds", "warm_seconds"} <= set(one) for one in told.values())
