"""Drafts over the seed report, and the order of windows."""

import numpy as np
import pytest

from qa.answer.extractive import Answerer, preferred
from qa.evidence.windows import Window
from qa.quotes import Quote
from qa.text.paragraph import ParagraphStore


@pytest.fixture(scope="module")
def answerer(encoder):
    return Answerer(encoder)


def window(length):
    quote = Quote(report_id="a", paragraph=1, start=0, end=length)
    return Window(first=0, last=0, quote=quote, length=length)


def test_preferred_orders_by_probability_then_by_length():
    found = [window(50), window(20), window(30), window(10)]
    chances = np.array([0.5, 0.9, 0.5, 0.1], dtype=np.float32)
    assert preferred(found, chances).tolist() == [1, 2, 0, 3]


def test_draft_quotes_the_report_letter_for_letter(assistant, answerer):
    retrieval = assistant.retriever.retrieve("2017年兰州新建公共停车泊位多少个？", k=16)
    draft = answerer.draft(retrieval)
    (citation,) = draft.citations
    report = retrieval.origin()[1].reports[citation.report_id]
    assert "新建公共停车泊位1.7万个" in draft.text
    assert report.text[citation.start : citation.end] == citation.excerpt
    assert draft.text[citation.text_start : citation.text_end] == citation.excerpt
    assert "1.7万个" in draft.spans
    assert not draft.conflicting


def test_draft_of_no_passages_is_empty(assistant, answerer):
    retrieval = assistant.retriever.retrieve("2017年兰州新建公共停车泊位多少个？", years=[1990])
    draft = answerer.draft(retrieval)
    assert (draft.text, draft.citations, draft.evidence.windows) == ("", (), ())


def test_evidence_is_likeliest_first_with_a_row_of_features_each(assistant, answerer):
    evidence = answerer.evidence(assistant.retriever.retrieve("兰州棚户区改造完成多少套？"))
    assert list(evidence.probabilities) == sorted(evidence.probabilities, reverse=True)
    assert len(evidence.features) == len(evidence.windows) > 0
    assert all(0 <= chance <= 1 for chance in evidence.probabilities)


def test_draft_outlines_a_report_by_its_headings(assistant, answerer):
    draft = answerer.draft(
        assistant.retriever.retrieve("2017年兰州政府工作报告主要讲了什么？", k=16)
    )
    assert draft.read_off
    assert 2 <= len(draft.citations) <= 7


def test_paragraphs_are_analysed_once_for_all_questions(assistant, answerer, monkeypatch):
    question = "2017年兰州新建公共停车泊位多少个？"
    retrieval = assistant.retriever.retrieve(question, k=16)
    answerer.draft(retrieval)
    analysed = []
    make = ParagraphStore._analysis

    def counted(store, place):
        analysed.append(place)
        return make(store, place)

    monkeypatch.setattr(ParagraphStore, "_analysis", counted)
    answerer.draft(assistant.retriever.retrieve(question, k=16))
    assert analysed == []
