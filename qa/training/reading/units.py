"""A question and the sentences of its passages, as the reader reads them, with their labels."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from embeddings.records import Report, Role
from embeddings.text.folding import fold
from embeddings.training.joint_reader.examples import ReadQuestion, ReadUnit, unit_spans
from qa.answer.extractive import PASSAGES_READ, Answerer
from qa.evidence.evidence import Evidence
from qa.evidence.windows import Window
from qa.retrieval.retriever import Retriever
from qa.training.evidence_examples import proof_spans
from qa.training.questions.written_questions import WrittenQuestion

__all__ = ["PlacedUnit", "ReadEvidence", "context_of", "read_evidence"]

UNITS = 20  # of a question, the likeliest
_HEADING = 24  # characters of a heading
_LEAST_SHARED = 4  # characters of a quote in a unit
_NAME = re.compile(r"(?:人民)?政府工作报告.*")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedUnit:
    """A unit and where it stands in the stored text of its report."""

    report_id: str
    start: int
    end: int
    unit: ReadUnit
    likelihood: float = 0.0  # of its best window, by the window model


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadEvidence:
    """A question with its windows, best first, and the units that the reader reads."""

    question: WrittenQuestion
    asked: str  # self-contained
    windows: tuple[Window, ...]
    probabilities: tuple[float, ...]
    right: tuple[bool, ...]  # of the windows: holds the answer and lies in the evidence
    units: tuple[PlacedUnit, ...]

    def to_read(self, source: str) -> ReadQuestion:
        """Return what the reader is given."""
        units = tuple(one.unit for one in self.units)
        return ReadQuestion(question=self.asked, units=units, source=source)


def read_evidence(
    question: WrittenQuestion,
    retriever: Retriever,
    answerer: Answerer,
    *,
    years: Sequence[int] | None = None,
) -> ReadEvidence | None:
    """Return a question asked of an index, its units labelled; None where nothing is found."""
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
        windows=evidence.windows,
        probabilities=evidence.probabilities,
        right=tuple(right),
        units=tuple(_units(evidence, reports, question, proofs)),
    )


def context_of(report: Report, paragraph: int) -> str:
    """Return what a unit of a paragraph (1-based) is read after: 2016年通辽市 回顾2015年 ….

    The title's place and year, the section's role with its years, the innermost heading.
    """
    place = report.paragraphs[paragraph - 1]
    path = report.heading_path(place)
    heading = fold(path[-1])[:_HEADING] if path else ""
    role, told = report.role_of(place), ""
    if role is Role.REVIEW and report.period:
        first, last = report.period
        told = f"回顾{last}年" if first == last else f"回顾{first}至{last}年"
    elif role in (Role.GOALS, Role.TASKS) and report.year:
        told = f"{'目标' if role is Role.GOALS else '任务'}{report.year}年"
    return " ".join(part for part in (_NAME.sub("", report.title), told, heading) if part)


def _units(
    evidence: Evidence,
    reports: Mapping[str, Report],
    question: WrittenQuestion,
    proofs: Sequence[tuple[str, int, int]],
) -> list[PlacedUnit]:
    """Return the likeliest units, by their best window."""
    found = []
    for passage in evidence.table.passages if evidence.table is not None else ():
        report = reports[passage.report_id]
        place = report.paragraphs[passage.paragraph - 1]
        text = report.text[place.start : place.end]
        context = context_of(report, passage.paragraph)
        for first, last in unit_spans(text):
            start, end = place.start + first, place.start + last
            unit = ReadUnit(text=text[first:last], context=context)
            found.append(
                PlacedUnit(
                    report_id=report.report_id,
                    start=start,
                    end=end,
                    unit=_labelled(unit, question, _within(report.report_id, start, end, proofs)),
                    likelihood=_likelihood(evidence, report.report_id, start, end),
                )
            )
    found.sort(key=lambda one: -one.likelihood)
    return found[:UNITS]


def _within(
    report_id: str, start: int, end: int, proofs: Sequence[tuple[str, int, int]]
) -> tuple[tuple[int, int], ...]:
    """Return the parts of the proofs within a unit, as offsets in it."""
    parts = []
    for report, low, high in proofs:
        first, last = max(low, start), min(high, end)
        if report == report_id and last - first >= min(_LEAST_SHARED, high - low):
            parts.append((first - start, last - start))
    return tuple(parts)


def _likelihood(evidence: Evidence, report_id: str, start: int, end: int) -> float:
    return max(
        (
            chance
            for window, chance in zip(evidence.windows, evidence.probabilities, strict=True)
            if window.quote.report_id == report_id
            and min(window.quote.end, end) > max(window.quote.start, start)
        ),
        default=0.0,
    )


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
