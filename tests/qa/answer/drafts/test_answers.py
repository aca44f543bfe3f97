"""What is made of a draft: an answer whose citations are true, or a refusal with its reason."""

from dataclasses import replace

import pytest

from embeddings.messages import Message
from qa.answer.citations import cite
from qa.answer.drafts.answers import answer_of
from qa.answer.drafts.draft import Draft
from qa.quotes import Quote
from qa.records import Computed, Reason

QUESTION = "2017年新建公共停车泊位多少个？"


@pytest.fixture(scope="module")
def retrieval(assistant):
    return assistant.retriever.retrieve(QUESTION)


@pytest.fixture(scope="module")
def citation(retrieval):
    """The first 20 characters of the passage found first."""
    first = retrieval[0]
    report = retrieval.origin()[1].reports[first.report_id]
    quote = Quote(
        report_id=first.report_id,
        paragraph=first.paragraph,
        start=first.start,
        end=first.start + 20,
    )
    return cite(report, quote, text_start=0, text_end=20)


def test_answer_of_has_what_the_draft_says(retrieval, citation):
    computed = Computed(value="共1次", operation="count", operands=("",))
    draft = Draft(
        text=citation.excerpt,
        citations=(citation,),
        spans=("20",),
        computed=(computed,),
        probability=0.75,
        notices=(Message("figures_conflict"),),
    )
    answer = answer_of(retrieval, draft)
    assert not answer.refused
    assert (answer.text, answer.spans, answer.computed) == (draft.text, ("20",), (computed,))
    assert (answer.citations, answer.notices) == ((citation,), draft.notices)
    assert (answer.confidence, answer.question) == (0.75, QUESTION)


def test_answer_of_leaves_out_a_citation_that_does_not_stand_there(retrieval, citation):
    moved = replace(citation, start=citation.start + 1, end=citation.end + 1)
    answer = answer_of(retrieval, Draft(text=citation.excerpt, citations=(moved, citation)))
    assert answer.citations == (citation,)


def test_answer_of_a_reason_is_a_refusal_that_says_it(retrieval):
    answer = answer_of(retrieval, Draft(reason=Reason.NO_FIGURE, probability=0.2))
    assert answer.refused
    assert (answer.reason, answer.text, answer.citations) == (Reason.NO_FIGURE, "", ())
    assert answer.message
    assert answer.confidence == 0.2


def test_answer_of_grounds_is_a_refusal_in_their_words(retrieval):
    grounds = (Message("figure_only_rank_of_growth"),)
    answer = answer_of(retrieval, Draft(reason=Reason.NO_FIGURE, grounds=grounds))
    assert answer.grounds == grounds
    assert answer.message == f"{grounds[0].text('zh')}。"
