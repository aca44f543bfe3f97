"""A report's passages in flat arrays are those of `passages_of`."""

from collections import Counter

import pytest

from embeddings.index.batching.report_passages import report_passages
from embeddings.index.passages import passages_of
from embeddings.text.segmentation import segment
from embeddings.text.term_numbers import TermNumbers


@pytest.fixture
def report(make_report, report_text):
    return make_report(
        "2010年兰州市政府工作报告",
        ("", report_text[1:3]),
        ("一、工作回顾", [*report_text[5:40], "。", "就业增加。物价平稳；粮食丰收"]),
        ("二、工作安排", report_text[40:60]),
    )


def words_of(occurrences, passages, names):
    found = [Counter() for _ in range(passages)]
    for passage, number in zip(
        occurrences.passages.tolist(), occurrences.numbers.tolist(), strict=True
    ):
        found[passage][names[number]] += 1
    return found


def test_places_and_terms_are_those_of_each_paragraph(report):
    numbers = TermNumbers()
    flat = report_passages(report, numbers)
    ordered, places = numbers.sorted_terms()
    names = [ordered[place] for place in places]
    groups = list(passages_of(report))
    expected = [
        (flat.paragraphs, [(group.paragraph, group) for group in groups]),
        (flat.sentences, [(each, group) for group in groups for each in group.sentences]),
    ]
    for found, passages in expected:
        assert list(zip(found.starts.tolist(), found.ends.tolist(), strict=True)) == [
            (each.start, each.end) for each, _ in passages
        ]
        assert [flat.contexts[place] for place in found.contexts] == [
            group.context for _, group in passages
        ]
        assert [place + 1 for place in found.paragraphs.tolist()] == [
            each.paragraph for each, _ in passages
        ]
        assert words_of(found.around, len(found), names) == [
            Counter(group.context_terms) for _, group in passages
        ]
    sentence_terms = [Counter(own) for group in groups for own in group.own_terms]
    assert words_of(flat.sentences.own, len(flat.sentences), names) == sentence_terms
    paragraph_terms = [Counter(term for own in group.own_terms for term in own) for group in groups]
    assert words_of(flat.paragraphs.own, len(flat.paragraphs), names) == paragraph_terms


def test_tokens_are_those_of_the_passages(report):
    flat = report_passages(report, TermNumbers())
    for passages in (flat.paragraphs, flat.sentences):
        for row in range(0, len(passages), 7):
            first, size = int(passages.tokens.starts[row]), int(passages.tokens.sizes[row])
            text = report.text[int(passages.starts[row]) : int(passages.ends[row])]
            assert flat.tokens[first : first + size].tolist() == segment(text).tokens.tolist()
