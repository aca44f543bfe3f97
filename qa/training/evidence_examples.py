"""The written questions as examples: retrieved clauses, labelled by the gold evidence."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from embeddings.records import Report
from qa.evaluation.matching.normalisation import normalised
from qa.evaluation.matching.quote_locations import ReportCollection, named_reports
from qa.evidence.clauses import ClauseTable
from qa.evidence.query import Query
from qa.evidence.windows import Window
from qa.records import Retrieval
from qa.training.questions.written_questions import WrittenQuestion

__all__ = [
    "Example",
    "clause_labels",
    "proof_spans",
    "quoted",
    "window_labels",
]


@dataclass(slots=True, kw_only=True)
class Example:
    """A question, its retrieval, and the clauses found, with their labels."""

    question: WrittenQuestion
    retrieval: Retrieval
    query: Query
    table: ClauseTable
    proofs: tuple[tuple[str, int, int], ...]  # report_id, start, end
    labels: npt.NDArray[np.float32]  # of the clauses
    scores: npt.NDArray[np.float32] | None = None  # of the clauses, from held-out folds


def proof_spans(
    question: WrittenQuestion, index: ReportCollection
) -> tuple[tuple[str, int, int], ...]:
    """Return the spans of the quotes of `question` in the stored reports."""
    found = []
    for name, quote in zip(question.reports, question.quotes, strict=True):
        for report in named_reports(name, index):
            found += [(report.report_id, start, end) for start, end in _places(report, quote)]
    return tuple(found)


def clause_labels(
    table: ClauseTable, proofs: Sequence[tuple[str, int, int]]
) -> npt.NDArray[np.float32]:
    """Return 1 for each clause of which at least half lies in a proof."""
    labels = np.zeros(len(table.passage), dtype=np.float32)
    for row in range(len(labels)):
        view = table.paragraphs[table.passage[row]]
        clause = table.clause(row).clause
        start, end = view.start + clause.start, view.start + clause.end
        for report_id, low, high in proofs:
            if report_id == view.report_id:
                shared = min(end, high) - max(start, low)
                if shared * 2 >= end - start:
                    labels[row] = 1
    return labels


def quoted(example: Example, window: Window) -> str:
    """Return the text of a window."""
    view = example.table.paragraphs[int(example.table.passage[window.first])]
    return view.text[window.quote.start - view.start : window.quote.end - view.start]


def window_labels(example: Example, found: Sequence[Window]) -> npt.NDArray[np.float32]:
    """Return the label of each window as the answer, in [0, 1].

    0 if a required part is missing or it is outside the gold evidence; else from 0.7 to 1 by its
    overlap with the evidence, which is what a person would quote.
    """
    labels = np.zeros(len(found), dtype=np.float32)
    question = example.question
    for number, window in enumerate(found):
        quote = window.quote
        closest = 0.0
        for report_id, low, high in example.proofs:
            if report_id == quote.report_id:
                shared = min(quote.end, high) - max(quote.start, low)
                closest = max(closest, shared / (max(quote.end, high) - min(quote.start, low)))
        if closest <= 0:
            continue
        text = quoted(example, window)
        held = question.parts_in(text)
        if held >= question.parts_needed:
            labels[number] = 0.7 + 0.3 * closest
        elif held and len(example.proofs) > 1:
            labels[number] = 0.4 * held / len(question.answers)
    return labels


def _places(report: Report, quote: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of `report.text` that hold `quote` under N (NFKC, white space aside)."""
    wanted = normalised(quote)
    text, places = _normalised_with_places(report.text)
    start = text.find(wanted)
    while start >= 0:
        yield places[start], places[start + len(wanted) - 1] + 1
        start = text.find(wanted, start + 1)


_cache: dict[int, tuple[str, list[int]]] = {}


def _normalised_with_places(text: str) -> tuple[str, list[int]]:
    """Return N(text) and, for each of its characters, the offset it comes from."""
    key = hash(text)
    if key not in _cache:
        letters: list[str] = []
        places: list[int] = []
        for offset, letter in enumerate(text):
            if letter.isspace():
                continue
            for piece in unicodedata.normalize("NFKC", letter).lower():
                if not piece.isspace():
                    letters.append(piece)
                    places.append(offset)
        _cache[key] = ("".join(letters), places)
    return _cache[key]
