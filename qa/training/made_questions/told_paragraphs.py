"""Paragraphs of a report that tell of one year: what was done in it, or what is planned for it."""

from collections.abc import Iterator
from dataclasses import dataclass

from embeddings.records import Report, Role
from embeddings.text.folding import fold

__all__ = ["ToldParagraph", "told_paragraphs"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldParagraph:
    """A paragraph, as it stands and folded (of one length), with the one year that it tells of."""

    text: str
    folded: str
    year: int
    role: Role


def told_paragraphs(report: Report) -> Iterator[ToldParagraph]:
    """Yield the paragraphs that tell of one year, less those whose length changes in folding."""
    for paragraph in report.paragraphs:
        role = report.role_of(paragraph)
        year = _told_year(report, role)
        text = report.text[paragraph.start : paragraph.end]
        folded = fold(text)
        if year is not None and len(text) == len(folded):
            yield ToldParagraph(text=text, folded=folded, year=year, role=role)


def _told_year(report: Report, role: Role) -> int | None:
    """Return the one year that a section of a report tells of; None for several or unknown."""
    if role in (Role.GOALS, Role.TASKS):
        return report.year
    if role is Role.REVIEW and report.period is not None and report.period[0] == report.period[1]:
        return report.period[1]
    return None
