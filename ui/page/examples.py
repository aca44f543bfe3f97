"""Questions to start with, drawn from the indexed reports and known to be answerable."""

import re
from collections.abc import Iterator, Mapping
from itertools import islice

from embeddings.errors import InputError
from embeddings.records import Report, Role
from qa.assistant import Assistant
from qa.clauses import clauses
from qa.figures import find_figures

__all__ = ["example_questions"]

_SHORTEST, _LONGEST = 5, 16  # characters of a subject that reads as a question
_NEWEST = 3  # reports that examples are drawn from
_TRIED = 40  # candidates looked at, at most, while looking for answerable ones
_SURE = 0.5  # probability of being right from which an example is shown
_ALIKE = 0.65  # share of character pairs; year, region and 多少 alone make about half
_HEDGES = re.compile("^(?:全[市省国县区年]|力争|争取|确保|预计|努力|实现|今年)+")
_ROLES = (Role.GOALS, Role.TASKS, Role.REVIEW)


def example_questions(assistant: Assistant) -> Iterator[str]:
    """Yield questions about different parts of the newest reports, each asked beforehand.

    Every example was answered, not refused, by this very index.
    """
    found: list[str] = []
    for question in islice(_alternating(assistant.reports), _TRIED):
        if any(_alike(question, other) for other in found):
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


def _alike(one: str, other: str) -> bool:
    """Whether two questions share more than half of their character pairs."""
    pairs = [{text[at : at + 2] for at in range(len(text) - 1)} for text in (one, other)]
    return len(pairs[0] & pairs[1]) > _ALIKE * min(map(len, pairs))


def _questions(report: Report, role: Role) -> Iterator[str]:
    head = f"{report.year}年" if report.year else ""
    head += "" if report.region in (None, "全国") else str(report.region)
    for paragraph in report.paragraphs:
        if report.role_of(paragraph) is not role:
            continue
        text = report.text[paragraph.start : paragraph.end]
        for clause in clauses(text):
            question = _question(text[clause.start : clause.end], head)
            if question:
                yield question
                break  # one for each paragraph, so that the subjects differ


def _question(clause: str, head: str) -> str:
    """Return 地区生产总值增长7.5% as 2017年兰州地区生产总值增长多少？, or nothing."""
    figures = [f for f in find_figures(clause) if f.unit not in {"", "年", "月", "日"}]
    if len(figures) != 1 or len(clause) - figures[0].end > 1:
        return ""
    subject = _HEDGES.sub("", clause[: figures[0].start].strip(" 　，、"))
    if not _SHORTEST <= len(subject) <= _LONGEST or find_figures(subject):
        return ""
    if any(sign in subject for sign in "“”《》（）()，、：；"):
        return ""
    return f"{head}{subject}多少？"
