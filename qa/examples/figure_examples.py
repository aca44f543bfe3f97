"""Candidate questions for one figure, made from the newest reports."""

from collections.abc import Iterator, Mapping

from embeddings.language.clauses import clauses
from embeddings.records import Report, Role
from qa.answer.refusals.suggestions import figure_question

__all__ = ["figure_candidates"]

_NEWEST = 3  # reports that examples are made from
_ROLES = (Role.GOALS, Role.TASKS, Role.REVIEW)


def figure_candidates(reports: Mapping[str, Report]) -> Iterator[str]:
    """Yield candidates, alternating between reports and section roles, so that they differ."""
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
