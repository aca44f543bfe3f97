"""The facts of a report, paragraph by paragraph."""

import re

from embeddings.facts.paragraph_reader import ParagraphReader
from embeddings.facts.ranks import read_ranks
from embeddings.facts.records import Fact
from embeddings.facts.roles import paragraph_roles
from embeddings.facts.statements import SectionContext
from embeddings.facts.years.periods import default_period
from embeddings.facts.years.time_words import masked, statement_times
from embeddings.language.time_expressions import Anchor
from embeddings.records import Report, Role
from embeddings.text.folding import fold

__all__ = ["extract_facts"]

_FIGURE = re.compile(r"\d|[一二三四五六七八九十百千万亿]{2}|[成倍番半]|第[一二三四五六七八九十]")


def extract_facts(report: Report) -> tuple[Fact, ...]:
    """Return the facts of `report` in reading order."""
    anchor = Anchor.of_report(report)
    sections: dict[tuple[int | None, Role], SectionContext] = {}
    found: list[Fact] = []
    for paragraph, role in zip(report.paragraphs, paragraph_roles(report), strict=True):
        text = fold(report.text[paragraph.start : paragraph.end])
        if not _FIGURE.search(text):
            continue
        section = sections.get((paragraph.section, role))
        if section is None:
            heading = " ".join(report.heading_path(paragraph))
            period = default_period(report, role, heading, anchor)
            section = sections[paragraph.section, role] = SectionContext(role=role, period=period)
        told = list(ParagraphReader(report, paragraph, text, section, anchor).facts())
        if "第" in text:
            times = [(word.start, word.end) for word in statement_times(text, anchor)]
            told += read_ranks(report, paragraph, masked(text, times), section, tuple(told))
            told.sort(key=lambda fact: fact.start)
        found.extend(told)
    return tuple(found)
