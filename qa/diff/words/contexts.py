"""The clause of a report in which a term stands."""

from embeddings.language.clauses import clauses
from embeddings.records import Report
from qa.quotes import LONGEST

__all__ = ["clause_around"]


def clause_around(report: Report, start: int, end: int) -> tuple[int, int, int] | None:
    """Return the paragraph (1-based), start and end of the clause or clauses that hold a place.

    The place itself where they are too long to cite; None for one in a heading.
    """
    paragraph = next((p for p in report.paragraphs if p.start <= start and end <= p.end), None)
    if paragraph is None:
        return None
    first, last = start - paragraph.start, end - paragraph.start
    holding = [
        clause
        for clause in clauses(report.text[paragraph.start : paragraph.end])
        if clause.start < last and first < clause.end
    ]
    if holding and holding[-1].end - holding[0].start <= LONGEST:
        first, last = holding[0].start, holding[-1].end
    return paragraph.number, paragraph.start + first, paragraph.start + last
