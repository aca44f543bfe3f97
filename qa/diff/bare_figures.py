"""Figures without a unit that a report counts people or things by: 务工规模超过3300万.

The facts of a report leave them out, since nothing says what is counted. Beside a statement of
another report that means the same, the other one's unit says it.
"""

import re
from collections.abc import Iterator, Sequence

from embeddings.facts.records import Aspect, Fact, Measure
from embeddings.language.figures import Figure
from embeddings.language.tense_cues import plans
from embeddings.records import Report, Role
from embeddings.text.folding import fold
from qa.diff.records import DiffStatement
from qa.diff.statements import figures_of

__all__ = ["bare_facts"]

_SCALED = re.compile(r"\d[万亿]$")
_BEFORE = re.compile(r"[^，,；;：:。！!？?\d]*$")  # the words of the clause before a figure
_JOINED = re.compile(r"[和、与及]")
_REACHING = re.compile(
    r"(?:总数|总量)?(?:已|均|分别|累计|总计)*(?:达到?|突破|超过?|约|近|为|有|逾)*$"
)
_ROLES = {Role.REVIEW: Aspect.RESULT, Role.GOALS: Aspect.TARGET, Role.TASKS: Aspect.TARGET}
_SHORTEST = 3  # characters of a name: 共 names nothing


def bare_facts(
    report: Report, statements: Sequence[DiffStatement], facts: Sequence[Fact]
) -> tuple[Fact, ...]:
    """Return the figures in 万 or 亿 that have no unit and no fact, in the order of the text.

    Several in a row belong to as many names before them: 养老、医疗保险参保人数167万和44万.
    """
    taken = {fact.start for fact in facts}
    return tuple(
        _fact(report, statement, figure, name)
        for statement in statements
        for figure, name in _named(statement.text)
        if statement.start + figure.start not in taken
    )


def _named(text: str) -> Iterator[tuple[Figure, str]]:
    """Yield the bare figures of a sentence, each with the words that name it."""
    run: list[Figure] = []
    for figure in figures_of(text):
        if figure.unit or figure.unit_class or not _SCALED.search(figure.text):
            continue
        if run and not _JOINED.fullmatch(text[run[-1].end : figure.start]):
            yield from _heads(text, run)
            run = []
        run.append(figure)
    if run:
        yield from _heads(text, run)


def _heads(text: str, run: Sequence[Figure]) -> Iterator[tuple[Figure, str]]:
    before = _BEFORE.search(fold(text[: run[0].start]))
    words = _REACHING.sub("", before[0]) if before else ""
    names = [words] if len(run) == 1 else _JOINED.split(words)
    if len(names) == len(run) and all(len(name) >= _SHORTEST for name in names):
        yield from zip(run, names, strict=True)


def _fact(report: Report, statement: DiffStatement, figure: Figure, name: str) -> Fact:
    aspect = _ROLES.get(statement.role, Aspect.RESULT)
    if aspect is Aspect.RESULT and plans(fold(statement.text)):
        aspect = Aspect.TARGET
    year = None if report.year is None else report.year - (aspect is Aspect.RESULT)
    start = statement.start + figure.start
    return Fact(
        report_id=report.report_id,
        paragraph=statement.paragraph,
        start=start,
        end=statement.start + figure.end,
        clause_start=statement.start,
        clause_end=statement.end,
        indicator_start=start,
        indicator_end=start,
        indicator=name,
        measure=Measure.LEVEL,
        low=figure.low,
        high=figure.high,
        unit="",
        unit_class="",
        hedge=figure.qualifier,
        first_year=year,
        last_year=year,
        aspect=aspect,
        place=report.region,
    )
