"""A question and the sentences of its passages, as the reader reads them, with their labels."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from embeddings.text.folding import fold
from embeddings.training.joint_reader.examples import ReadQuestion, ReadUnit
from qa.answer.extractive import PASSAGES_READ, Answerer
from qa.evidence.evidence import Evidence
from qa.reading.units import PlacedUnit, likeliest_units
from qa.retrieval.retriever import Retriever
from qa.training.evidence_examples import proof_spans
from qa.training.questions.written_questions import WrittenQuestion

__all__ = ["ReadEvidence", "read_evidence"]

_UNITS = 20  # of a question, the likeliest
_LEAST_SHARED = 4  # characters of a quote in a unit

Proofs = Sequence[tuple[str, int, int]]  # report, start and end in its text


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadEvidence:
    """A question with its windows, best first, and the units that the reader reads."""

    question: WrittenQuestion
    asked: str  # self-contained
    evidence: Evidence
    right: tuple[bool, ...]  # of the windows: holds the answer and lies in the evidence
    units: tuple[PlacedUnit, ...]
    proofs: Proofs

    def to_read(self, source: str) -> ReadQuestion:
        """Return what the reader learns from."""
        units = tuple(self._labelled(one) for one in self.units)
        return ReadQuestion(question=self.asked, units=units, source=source)

    def _labelled(self, one: PlacedUnit) -> ReadUnit:
        unit = ReadUnit(text=one.unit.text, context=one.unit.context)
        return _labelled(unit, self.question, _within(one, self.proofs))


def read_evidence(
    question: WrittenQuestion,
    retriever: Retriever,
    answerer: Answerer,
    *,
    years: Sequence[int] | None = None,
    most: int = _UNITS,
) -> ReadEvidence | None:
    """Return a question asked of an index, with up to `most` units; None if nothing is found."""
    found = retriever.retrieve(question.text, history=question.history, years=years)
    evidence = answerer.evidence(replace(found, passages=found.passages[:PASSAGES_READ]))
    if not evidence.windows:
        return None
    reports = found.origin()[1].reports
    proofs = proof_spans(question, retriever.index) if question.quotes else ()
    right = []
    for window in evidence.windows:
        quote = window.quote
        text = reports[quote.report_id].text[quote.start : quote.end]
        near = any(
            report == quote.report_id and min(quote.end, end) > max(quote.start, start)
            for report, start, end in proofs
        )
        right.append(near and question.parts_in(text) >= question.parts_needed)
    return ReadEvidence(
        question=question,
        asked=found.rewritten,
        evidence=evidence,
        right=tuple(right),
        units=tuple(likeliest_units(evidence, reports, most)),
        proofs=proofs,
    )


def _within(one: PlacedUnit, proofs: Proofs) -> tuple[tuple[int, int], ...]:
    """Return the parts of the proofs within a unit, as offsets in it."""
    parts = []
    for report, low, high in proofs:
        first, last = max(low, one.start), min(high, one.end)
        if report == one.report_id and last - first >= min(_LEAST_SHARED, high - low):
            parts.append((first - one.start, last - one.start))
    return tuple(parts)


def _labelled(
    unit: ReadUnit, question: WrittenQuestion, quotes: tuple[tuple[int, int], ...]
) -> ReadUnit:
    held = question.parts_in(unit.text)
    right = bool(quotes) and held > 0
    unknown = not right and (bool(quotes) or 0 < question.parts_needed <= held)
    answers = [
        span for low, high in quotes for span in _answer_spans(unit.text, question, low, high)
    ]
    return replace(unit, right=right, unknown=unknown, quotes=quotes, answers=tuple(answers))


def _answer_spans(
    text: str, question: WrittenQuestion, low: int, high: int
) -> list[tuple[int, int]]:
    """Return where the longest form of each part of the answer stands in `text[low:high]`."""
    folded = fold(text)
    searched = folded if len(folded) == len(text) else text
    spans = []
    for forms in question.answers:
        for form in sorted((fold(form) for form in forms), key=len, reverse=True):
            place = searched.find(form, low, high)
            if form and place >= 0:
                spans.append((place, place + len(form)))
                break
    return spans
