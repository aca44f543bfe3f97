"""The notes of a report that explain its terms."""

from collections.abc import Iterator
from dataclasses import dataclass

from embeddings.language.term_notes import heads_term_notes, read_term_note, without_number
from embeddings.lazy_regex import lazy_regex
from embeddings.records import Paragraph, Report, Role
from embeddings.text.folding import fold

__all__ = ["ExplainedTerm", "explained_terms", "folded_name"]

_MARKS = lazy_regex(r"[“”\"‘’'「」『』《》\s　]")
_QUOTED = lazy_regex(r"“([^”]{2,24})”")
_BRACKETED = lazy_regex(r"[（(〔]([^（()）〔〕]*)[）)〕]")
_LISTED = lazy_regex(r"[、，,;；]|和|及|与")


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplainedTerm:
    """A note: the names of its term, folded, and its place, from the term to its end."""

    names: tuple[str, ...]  # the whole one first
    report_id: str
    paragraph: int  # 1-based
    start: int
    explanation: int  # where it begins, behind the term
    end: int


def explained_terms(report: Report) -> Iterator[ExplainedTerm]:
    """Yield the notes of a report in reading order."""
    noted = {
        section.number
        for section in report.sections
        if section.role is Role.APPENDIX and any(map(heads_term_notes, section.path))
    }
    first = {paragraph.section: paragraph for paragraph in reversed(report.paragraphs)}
    for paragraph in report.paragraphs:
        if paragraph.section not in noted:
            continue
        note = read_term_note(report.text[paragraph.start : paragraph.end])
        if note is not None:
            start, behind = paragraph.start + note.start, paragraph.start + note.explanation
            term = report.text[start : paragraph.start + note.end]
            yield _explained(term, report, paragraph, start, behind)
        elif first[paragraph.section] is paragraph:  # the term is the heading above
            title = report.sections[paragraph.section].title
            if not heads_term_notes(title):
                yield _explained(
                    without_number(title), report, paragraph, paragraph.start, paragraph.start
                )


def folded_name(term: str) -> str:
    """Return a term as it is looked up: folded, without quotation marks and white space."""
    return _MARKS.sub("", fold(term))


def _explained(
    term: str, report: Report, paragraph: Paragraph, start: int, explanation: int
) -> ExplainedTerm:
    bare = _BRACKETED.sub("", term)
    bracketed, quoted = _BRACKETED.findall(term), _QUOTED.findall(bare)
    names = [term, bare, *bracketed, *quoted, *_LISTED.split(bare)]
    folded = dict.fromkeys(map(folded_name, names))
    return ExplainedTerm(
        names=tuple(name for name in folded if len(name) > 1),
        report_id=report.report_id,
        paragraph=paragraph.number,
        start=start,
        explanation=explanation,
        end=paragraph.end,
    )
