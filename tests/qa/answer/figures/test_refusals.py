"""A refusal by facts, and what is told of a question in its place where none is wanted."""

import pytest

from qa.answer.figures.answerer import FactAnswerer


@pytest.mark.parametrize(
    ("question", "refused"),
    [("2024年国内生产总值增长目标是多少？", False), ("2030年国内生产总值增长多少？", True)],
)
def test_draft_that_may_not_refuse_answers_the_same(council, question, refused):
    facts, retrieval = FactAnswerer(), council.retriever.retrieve(question)
    reading = facts.read(retrieval)
    draft = facts.draft(retrieval, reading)
    assert (draft.reason is not None) is refused
    assert facts.draft(retrieval, reading, refusing=False) == (None if refused else draft)
