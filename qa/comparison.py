"""Answers with several sides: each side quoted with its own citation, the difference computed."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from embeddings.folding import fold
from embeddings.records import Report, Role
from qa.about import RESULTS, TARGETS
from qa.answer_kind import Kind
from qa.citations import Quote
from qa.decomposition import Part, decompose
from qa.evidence import CLAUSE_FEATURES
from qa.figures import Figure, find_figures
from qa.found import Evidence
from qa.lexicon import load_lexicon
from qa.question import parse_question
from qa.records import Computed, Retrieval
from qa.scope import derive_scope, newest_report
from qa.span_figures import asked_figures
from qa.time_words import Anchor
from qa.windows import Window

__all__ = ["Side", "difference", "leads", "pick_sides", "side_retrievals", "verdict"]

_SIDES_MOST = 4
_DIFFERENCE_ASKED = re.compile(
    r"差|[高低多少大小快慢][出了]?多少|[高低多少大小快慢][出了]?几|"
    r"(?:提高|增加|增长|减少|下降|扩大|缩小|上升|上涨|提升|降低|上调|下调|变化|翻)了?(?:多少|几|多大)"
)
_WHICH = re.compile(
    r"(?:哪(?:一)?(?:年|个|边|方|头|地|省|市|份)|谁)的?.{0,8}?(?:更|最|比较)?(?P<way>[高大多快低小少慢])"
)
_LESS = frozenset("低小少慢")
_NEARLY = 0.85  # of the likeliest window: a shorter one as likely as that is taken


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One side of a comparison: its question, the window that answers, and the figure in it."""

    retrieval: Retrieval
    evidence: Evidence
    window: Window
    probability: float
    figure: Figure | None

    @property
    def fits(self) -> bool:
        """Whether the window speaks of the side's year and has the figure asked for."""
        asked = self.evidence.asked
        dated = not asked.years or _of_the_year(self.window, self.evidence)
        return dated and (self.figure is not None or not asked.kind.wants_figure)


def side_retrievals(retrieval: Retrieval, reports: Sequence[Report]) -> tuple[Retrieval, ...]:
    """Return the retrieval seen from each side of a comparing question; empty for one thing asked.

    The passages are the same for all: the retriever searched for each side.
    """
    anchor = Anchor.of_question(newest_report(reports, retrieval.scope.regions))
    lexicon = load_lexicon()
    question = parse_question(retrieval.rewritten, anchor=anchor, lexicon=lexicon)
    parts = [part for part in decompose(question) if part.text != question.text]
    if len(parts) < 2 or len(parts) > _SIDES_MOST or len(parts) != len(decompose(question)):
        return ()
    return tuple(_seen_from(part, retrieval, reports, anchor) for part in parts)


def _seen_from(
    part: Part, retrieval: Retrieval, reports: Sequence[Report], anchor: Anchor
) -> Retrieval:
    parsed = parse_question(part.text, anchor=anchor, lexicon=load_lexicon())
    if part.about in (RESULTS, TARGETS):
        parsed = replace(
            parsed, about=part.about, result_probability=0.95 if part.about == RESULTS else 0.05
        )
    return replace(retrieval, rewritten=part.text, scope=derive_scope(parsed, reports))


def pick_sides(found: Sequence[tuple[Retrieval, Evidence]], room: int) -> tuple[Side, ...]:
    """Return the best window of each side, each of `room` characters; empty if one has none.

    No two sides take the same words: a side takes its next best window instead.
    """
    sides: list[Side] = []
    for retrieval, evidence in found:
        free = [
            (window, chance)
            for window, chance in zip(evidence.windows, evidence.probabilities, strict=True)
            if not any(_overlap(window.quote, side.window.quote) for side in sides)
        ]
        if evidence.asked.years:
            dated = [one for one in free if _of_the_year(one[0], evidence)]
            free = dated or free
        short = [one for one in free if one[0].length <= room] or free
        if evidence.asked.kind.wants_figure:
            short = [one for one in short if _figure(one[0], evidence)] or short
        if not short:
            return ()
        enough = _NEARLY * short[0][1]
        picked = min((one for one in short if one[1] >= enough), key=lambda one: one[0].length)
        sides.append(
            Side(
                retrieval=retrieval,
                evidence=evidence,
                window=picked[0],
                probability=picked[1],
                figure=_figure(picked[0], evidence),
            )
        )
    return tuple(sides)


def difference(sides: Sequence[Side], question: str) -> Computed | None:
    """Return the difference of two sides' figures of one unit, where `question` asks for it."""
    pair = _comparable(sides)
    if pair is None or not _DIFFERENCE_ASKED.search(question) or pair[0].low == pair[1].low:
        return None
    one, other = pair
    unit = "个百分点" if one.unit == "%" else one.unit
    return Computed(
        value=_written(abs(one.low - other.low), unit),
        operation="difference",
        operands=(one.text, other.text) if one.low > other.low else (other.text, one.text),
    )


def verdict(sides: Sequence[Side], question: str) -> Computed | None:
    """Return which side is the larger or smaller one, where `question` asks which: 2021年更高."""
    pair, which = _comparable(sides), _WHICH.search(question)
    if pair is None or which is None:
        return None
    names = [_name(side) for side in sides]
    if not all(names) or names[0] == names[1]:
        return None
    one, other = pair
    if one.low == other.low:
        return Computed(value="相同", operation="=", operands=(one.text, other.text))
    less = which["way"] in _LESS
    first = (one.low < other.low) == less
    operands = (one.text, other.text) if first else (other.text, one.text)
    return Computed(
        value=f"{names[0] if first else names[1]}更{which['way']}",
        operation="<" if less else ">",
        operands=operands,
    )


def _comparable(sides: Sequence[Side]) -> tuple[Figure, Figure] | None:
    """Return the figures of two sides, where both are of one unit and no ranges."""
    if len(sides) != 2:
        return None
    one, other = sides[0].figure, sides[1].figure
    if one is None or other is None or one.unit != other.unit or not one.unit:
        return None
    return (one, other) if one.low == one.high and other.low == other.high else None


def _name(side: Side) -> str:
    """Return what a side is called: its year, else its region; empty where it has neither."""
    years, regions = side.evidence.asked.years, side.retrieval.scope.regions
    if len(years) == 1:
        return f"{next(iter(years))}年"
    return regions[0] if len(regions) == 1 else ""


def leads(sides: Sequence[Side], reports: Mapping[str, Report]) -> tuple[str, ...]:
    """Return what to set before each quote, so that it is clear which side it is: 2016年：.

    Only what the stored report bears out, and nothing where the quote itself says it.
    """
    found = []
    for side in sides:
        report = reports[side.window.quote.report_id]
        asked = side.evidence.asked.years
        text = fold(report.text[side.window.quote.start : side.window.quote.end])
        year = _year_of(side, report)
        said = year is None or year not in asked or str(year) in text
        found.append("" if said else f"{year}年：")
    told = len(found) < 2 or len(set(found)) > 1  # 2024年：…；2024年：… tells nothing apart
    return tuple(found) if any(found) and told else ()


def _year_of(side: Side, report: Report) -> int | None:
    """Return the year that a window speaks of: its own words', else what its section implies."""
    table = side.evidence.table
    if table is None:
        return None
    for row in range(side.window.first, side.window.last + 1):
        years = table.clause(row).years
        if len(years) == 1:
            return next(iter(years))
    role = table.views[int(table.passage[side.window.first])].role
    if role in (Role.GOALS, Role.TASKS):
        return report.year
    if role is Role.REVIEW and report.period is not None and report.period[0] == report.period[1]:
        return report.period[1]
    return None


def _figure(window: Window, evidence: Evidence) -> Figure | None:
    """Return the figure of a window that answers its side."""
    table, asked = evidence.table, evidence.asked
    if table is None or asked.kind.kind in (Kind.NAME, Kind.LIST, Kind.MEASURES):
        return None
    view = table.views[int(table.passage[window.first])]
    start, end = window.quote.start - view.start, window.quote.end - view.start
    figures = [
        figure
        for figure in find_figures(view.text[start:end])
        if figure.unit not in {"年", "月", "日", "倍"}
        and (figure.low, figure.unit) not in asked.figures
    ]
    told = asked_figures(view.text[start:end], asked.text, asked.kind)[:1]
    wanted = (
        [figure for figure in figures if any(figure.text in text for text in told)]
        or [figure for figure in figures if figure.unit in asked.kind.units]
        or [figure for figure in figures if figure.unit_class in asked.kind.unit_classes]
        or figures
    )
    return wanted[0] if wanted else None


def _of_the_year(window: Window, evidence: Evidence) -> bool:
    """Whether a window speaks of the year asked about, by its words or by its report."""
    table, asked = evidence.table, evidence.asked
    if table is None:
        return False
    rows = range(window.first, window.last + 1)
    spoken = frozenset().union(*(table.clause(row).years for row in rows))
    if spoken:
        return bool(spoken & asked.years)
    if table.features[window.first, CLAUSE_FEATURES.index("year_sentence")] > 0:
        return True  # 到2018年，…，全市生产总值达到2600亿元: the year stands before the window
    view = table.views[int(table.passage[window.first])]
    return not asked.report_years or view.year in asked.report_years


def _overlap(one: Quote, other: Quote) -> bool:
    return one.report_id == other.report_id and one.start < other.end and other.start < one.end


def _written(value: Decimal, unit: str) -> str:
    """Return a value as a report writes it: 220万辆, 1.5万亿元, 0.2个百分点."""
    for size, mark in ((10**12, "万亿"), (10**8, "亿"), (10**4, "万")):
        if value >= size and value % (size // 10**4) == 0 and (size > 10**4 or value >= 10**5):
            return f"{_plain(value / size)}{mark}{unit}"
    return f"{_plain(value)}{unit}"


def _plain(value: Decimal) -> str:
    text = format(value.normalize(), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
