"""The facts of a report, paragraph by paragraph."""

import re
from dataclasses import replace

from embeddings.facts.paragraph_reader import ParagraphReader
from embeddings.facts.ranks import read_ranks
from embeddings.facts.records import Fact
from embeddings.facts.roles import paragraph_roles
from embeddings.facts.statements import SectionContext
from embeddings.facts.years.periods import Period, default_period
from embeddings.facts.years.time_words import masked, statement_times
from embeddings.language.time_expressions import Anchor
from embeddings.records import Report, Role
from embeddings.text.folding import fold

__all__ = ["extract_facts"]

_FIGURE = re.compile(r"\d|[一二三四五六七八九十百千万亿]{2}|[成倍番半]|第[一二三四五六七八九十]")
# 2021年是本届政府任期的最后一年。一年来…: what follows is of this year, within a review of five.
_YEAR_OPENED = re.compile(
    r"[^，。!,]{0,12}[，。!,]?(?P<year>(?:19|20)\d\d)年[是,，].{0,90}?(?:一年来|这一年|过去的?一年)"
)
_SPAN_OPENED = re.compile(
    r"[两三四五]年来|过去的?[两三四五]年|[一二三四五六七八九十]五”?(?:时期|期间|以来)|本届政府以来"
)
_OPENING = 120  # characters of a paragraph


def extract_facts(report: Report) -> tuple[Fact, ...]:
    """Return the facts of `report` in reading order."""
    anchor = Anchor.of_report(report)
    sections: dict[tuple[int | None, Role], SectionContext] = {}
    found: list[Fact] = []
    year: int | None = None  # of a review of several years that has come to its last one
    for paragraph, role in zip(report.paragraphs, paragraph_roles(report), strict=True):
        text = fold(report.text[paragraph.start : paragraph.end])
        year = _last_year(role, text[:_OPENING], year)
        if not _FIGURE.search(text):
            continue
        section = sections.get((paragraph.section, role))
        if section is None:
            heading = " ".join(report.heading_path(paragraph))
            period = default_period(report, role, heading, anchor)
            section = sections[paragraph.section, role] = SectionContext(role=role, period=period)
        if year is not None and year == section.period.last:
            section = replace(section, period=Period(first=year, last=year))
        told = list(ParagraphReader(report, paragraph, text, section, anchor).facts())
        if "第" in text:
            times = [(word.start, word.end) for word in statement_times(text, anchor)]
            told += read_ranks(report, paragraph, masked(text, times), section, tuple(told))
            told.sort(key=lambda fact: fact.start)
        found.extend(told)
    return tuple(found)


def _last_year(role: Role, opening: str, before: int | None) -> int | None:
    """Return the year that a review of several years tells of from a paragraph on; None for none.

    Args:
        role: of the paragraph.
        opening: its first characters, folded.
        before: the same for the paragraph before it.
    """
    if role is not Role.REVIEW:
        return None
    match = _YEAR_OPENED.match(opening)
    if match:
        return int(match["year"])
    return None if _SPAN_OPENED.search(opening) else before
