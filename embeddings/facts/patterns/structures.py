"""The structure of an economy: 三次产业结构为9.1∶45.3∶45.6 states three shares of its product."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from embeddings.facts.patterns.named_facts import named_fact
from embeddings.facts.records import Aspect, Fact, Measure
from embeddings.facts.statements import SectionContext
from embeddings.language.clauses import Clause, clauses
from embeddings.language.time_expressions import TimeWord
from embeddings.records import Paragraph, Report, Role

__all__ = ["read_structures"]

_SECTORS = ("第一产业", "第二产业", "第三产业")
_NUMBER = r"\d{1,2}(?:\.\d+)?"
_STRUCTURE = re.compile(rf"(?<![\d.:])({_NUMBER}):({_NUMBER}):({_NUMBER})(?![\d:]|\.\d)")
_NAMED = re.compile(r"三[次大]产业|一[、和]?二[、和]?三次?产业|(?<!次)(?<!大)产业结构")
_EARLIER = re.compile(r"[由从][^，。；:]{0,14}$")  # 由2010年的10.5:48.2:41.3 is what it was
_NEAR = 48  # characters before a structure, within its sentence
_WHOLE = "生产总值"
_LEAST, _MOST = 98, 102  # sum of three shares, as they are rounded
_PLANS = (Role.GOALS, Role.TASKS)


def read_structures(
    report: Report,
    paragraph: Paragraph,
    text: str,
    section: SectionContext,
    times: Sequence[TimeWord],
) -> Iterator[Fact]:
    """Yield three facts for each structure of a paragraph, in reading order.

    Args:
        report: that holds the paragraph.
        paragraph: whose folded text is read.
        text: its folded text.
        section: the default years and aspect of its section.
        times: the time words of the text.
    """
    for clause in clauses(text):
        for match in _STRUCTURE.finditer(text, clause.start, clause.end):
            begin = max(text.rfind("。", 0, match.start()) + 1, match.start() - _NEAR)
            named = (
                None if _EARLIER.search(text, begin, match.start()) else _name(text, begin, match)
            )
            shares = [Decimal(share) for share in match.groups()]
            if named is None or not _LEAST <= sum(shares) <= _MOST:
                continue
            year = _year(text, begin, match.start(), section, times)
            fact = _fact(report, paragraph, section, clause, named, year)
            for number, (sector, share) in enumerate(zip(_SECTORS, shares, strict=True), 1):
                start, end = (paragraph.start + place for place in match.span(number))
                yield replace(
                    fact, start=start, end=end, restrictions=(sector,), low=share, high=share
                )


def _name(text: str, begin: int, structure: re.Match[str]) -> re.Match[str] | None:
    """Return the last words before a structure that say what it is of; None for none."""
    return next(reversed(list(_NAMED.finditer(text, begin, structure.start()))), None)


def _year(
    text: str, begin: int, end: int, section: SectionContext, times: Sequence[TimeWord]
) -> int | None:
    """Return the year that `text[begin:end]` names for what follows it, or the section's last."""
    for word in reversed([one for one in times if begin <= one.start < end and not one.report]):
        if not word.base and not text[: word.start].endswith(("由", "从")):
            return word.last
    return section.period.last


def _fact(
    report: Report,
    paragraph: Paragraph,
    section: SectionContext,
    clause: Clause,
    named: re.Match[str],
    year: int | None,
) -> Fact:
    """Return the fact that three shares have in common, `named` by the words at a match."""
    fact = named_fact(
        report,
        paragraph,
        named.span(),
        measure=Measure.SHARE,
        unit="%",
        year=year,
        aspect=Aspect.TARGET if section.role in _PLANS else Aspect.RESULT,
        place=report.region,
    )
    return replace(
        fact,
        clause_start=paragraph.start + clause.start,
        clause_end=paragraph.start + clause.end,
        indicator="增加值",
        unit_class="share",
        whole=_WHOLE,
    )
