"""The oracle itself, against values worked out by hand."""

from math import log

import pytest

from embeddings.index.in_memory import MemoryIndex
from embeddings.index.passage_index import IndexQuery


def test_scores_are_those_worked_out_by_hand(make_report, encoder):
    # with the context 报告 (2 quarters) the paragraphs have 2.5, 1.5 and 1.5 occurrences
    report = make_report("报告", ("", ["就业，就业。", "粮食。", "物价。"]))
    index = MemoryIndex(encoder)
    index.add([report])
    (candidate,) = index.search(IndexQuery(terms={"就业": 2.0, "学校": 1.0}, vector=None, k=5))
    idf = log(1 + (3 - 1 + 0.5) / (1 + 0.5))
    terms = 2 + 2  # 就业 twice, and its bigram twice
    average = ((terms + 1) + (2 + 1) + (2 + 1)) / 3
    norm = 0.9 * (1 - 0.4 + 0.4 * (terms + 1) / average)
    assert candidate.paragraph == 1
    assert candidate.lexical == pytest.approx(2 * idf * 2 / (2 + norm), rel=1e-6)
    assert candidate.dense == candidate.dense_sentence == 0
    assert report.text[candidate.sentence_start : candidate.sentence_end] == "就业，就业。"


def test_vector_finds_its_own_paragraph(make_report, encoder):
    report = make_report("报告", ("", ["就业增加。", "粮食丰收。", "物价平稳。"]))
    index = MemoryIndex(encoder)
    index.add([report])
    vector = encoder.encode_questions(["报告 粮食丰收。"])[0]
    (candidate,) = index.search(IndexQuery(terms={}, vector=vector, k=1))
    assert candidate.paragraph == 2
    assert candidate.dense == pytest.approx(1, abs=1e-3)
    assert candidate.lexical == 0
