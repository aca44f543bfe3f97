"""Questions to start with, drawn from the indexed reports and known to be answerable."""

from collections.abc import Iterator, Mapping
from itertools import islice

from embeddings.errors import InputError
from embeddings.language.clauses import clauses
from embeddings.records import Report, Role
from qa.answer.refusals.suggestions import alike, figure_question
from qa.assistant import Assistant

__all__ = ["example_questions"]

_NEWEST = 3  # reports that examples are drawn from
_TRIED = 40  # candidates looked at, at most, while looking for answerable ones
_SURE = 0.5  # probability of being right from which an example is shown
_ROLES = (Role.GOALS, Role.TASKS, Role.REVIEW)


def example_questions(assistant: Assistant) -> Iterator[str]:
    """Yield questions about different parts of the newest reports, each asked beforehand.

    Every example was answered, not refused, by this very index.
    """
    found: list[str] = []
    for question in islice(_alternating(assistant.reports), _TRIED):
        if any(alike(question, other) for other in found):
            continue
        try:
            answer = assistant.ask(question)
        except InputError:
            continue
        if not answer.refused and answer.citations and answer.confidence >= _SURE:
            found.append(question)
            yield question


def _alternating(reports: Mapping[str, Report]) -> Iterator[str]:
    """Yield candidates, one report and one role after the other, so that examples differ."""
    newest = sorted(reports.values(), key=lambda report: report.year or 0, reverse=True)[:_NEWEST]
    streams = [_questions(report, role) for role in _ROLES for report in newest]
    seen: set[str] = set()
    while streams:
        for stream in list(streams):
            question = next((q for q in stream if q not in seen), None)
            if question is None:
                streams.remove(stream)
            else:
                seen.add(question)
                yield question


def _questions(report: Report, role: Role) -> Iterator[str]:
    for paragraph in report.paragraphs:
        if report.role_of(paragraph) is not role:
            continue
        text = report.text[paragraph.start : paragraph.end]
        for clause in clauses(text):
            question = figure_question(text[clause.start : clause.end], report, paragraph.number)
            if question:
                yield question
                break  # one for each paragraph, so that the subjects differ
