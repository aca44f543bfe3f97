"""The scope of a question: its years and regions, and the reports that should answer it.

Results of year Y are in the report whose period ends with Y, usually that of Y+1; targets of Y in
the report of Y. The years of reports come from the reports themselves, so that a report titled
2017 and delivered at the end of 2016 is found for both.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from embeddings.errors import FilterError
from embeddings.index.stored.report_set import ReportSet
from embeddings.language.time_expressions import (
    FIRST_YEAR,
    LAST_YEAR,
    Anchor,
    TimeKind,
    TimeWord,
    find_times,
)
from embeddings.lazy_regex import lazy_regex
from embeddings.records import Report
from embeddings.text.folding import fold
from embeddings.text.gazetteer import BUNDLED, NATION, Gazetteer
from qa.question.aspect import RESULTS, TARGETS
from qa.question.limits import SHOWN
from qa.question.question import Question

__all__ = [
    "Scope",
    "answering_years",
    "asks_of_the_future",
    "derive_scope",
    "hard_reports",
    "newest_report",
    "preferred_reports",
    "question_anchor",
    "reports_of_places",
    "speaking_year",
    "valid_regions",
    "valid_years",
]

_SPEAKS = lazy_regex(r"[\u4e00-\u9fff]{0,8}?(?:提出|指出|提到|宣布|谈到|讲到|[说讲](?!明))")
_MAY_SPEAK = lazy_regex(  # a cheap test: most questions speak for themselves
    r"年.*(?:报告|提出|指出|提到|宣布|谈到|讲|说).*(?:今年|去年|前年|明年|上年|过去|未来|今后|来|近|届)"
)
_BESIDE = lazy_regex(r"[和与跟同至到、比]$")
_TODAY = Anchor(this_year=LAST_YEAR - 50, task_year=LAST_YEAR - 50)  # any year: words are found
_TERM = 3  # years more than one that a term of office has, at least


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """The years and regions a question is about, and the reports that should answer it."""

    about_years: tuple[int, ...] = ()  # asked about: results or targets of these years
    report_years: tuple[int, ...] = ()  # derived: the years of the reports that should answer
    regions: tuple[str, ...] = ()  # canonical short names
    regions_above: frozenset[str] = frozenset()  # that contain one of them: 甘肃 for 兰州
    aspect: str = "unknown"  # results | targets | unknown
    hard: bool = False  # True if the caller passed years= or regions=
    notes: tuple[str, ...] = ()  # how it was derived, one fact each: 今年 → 2025


def valid_years(years: Iterable[int] | None) -> tuple[int, ...]:
    """Return the report years of a filter.

    Raises:
        FilterError: for a year that is not an integer from 1949 to 2100.
    """
    checked = []
    for year in years or ():
        if isinstance(year, bool) or not isinstance(year, int):
            raise FilterError("filter_year", found=repr(year)[:SHOWN])
        if not FIRST_YEAR <= year <= LAST_YEAR:
            raise FilterError(
                "filter_year_range", found=str(year)[:SHOWN], first=FIRST_YEAR, last=LAST_YEAR
            )
        checked.append(year)
    return tuple(dict.fromkeys(checked))


def valid_regions(
    names: Iterable[str] | None, reports: Iterable[Report], gazetteer: Gazetteer = BUNDLED
) -> tuple[str, ...]:
    """Return the canonical names of a filter; a region that some report has is always known.

    Raises:
        FilterError: for a place that is neither a Chinese region nor that of a report.
    """
    if isinstance(names, str):
        names = (names,)
    if not names:
        return ()
    indexed = frozenset(ReportSet.of(reports).regions)
    checked = []
    for name in names:
        known = name if name in indexed else gazetteer.canonical(name)
        if known is None:
            raise FilterError("filter_region", found=name[:SHOWN])
        checked.append(known)
    return tuple(dict.fromkeys(checked))


def hard_reports(
    reports: Iterable[Report],
    years: Sequence[int],
    regions: Sequence[str],
    *,
    include_children: bool = False,
    gazetteer: Gazetteer = BUNDLED,
) -> ReportSet:
    """Return the reports that pass a caller's filter; all pass an empty one."""
    found = ReportSet.of(reports)
    if years:
        found = found.of_years(years)
    if not regions:
        return found
    within = (
        [name for name in found.regions if name and _is_within(name, regions, gazetteer)]
        if include_children
        else []
    )
    return found.of_regions({*regions, *within})


def newest_report(reports: Iterable[Report], regions: Sequence[str] = ()) -> Report | None:
    """Return the newest report of `regions`, or of all if none of these has one."""
    held = ReportSet.of(reports)
    own = held.of_regions(regions).newest if regions else None
    return own or held.newest


def asks_of_the_future(question: Question, reports: Iterable[Report]) -> bool:
    """Whether a question is about years after the newest report of its places, which only plans.

    One whose words ask for results (2019年建成了多少) lacks a report; 到2019年 may be of a plan.
    """
    newest = newest_report(reports, [region.name for region in question.regions])
    asked = [word for word in question.asked_times if not word.report]
    if newest is None or newest.year is None or not asked:
        return False
    planned = question.aspect != RESULTS or all(word.until for word in asked)
    return planned and min(word.first for word in asked) > newest.year


def speaking_year(text: str) -> int | None:
    """Return the year of the one report whose words a question gives: 2016年报告提出今年…; or None.

    Its 今年 is that year, whatever is the newest report. A relative year before it, or set beside
    it or against it (2016年报告和今年的, 比今年), is not among its words.
    """
    folded = fold(text)
    if not _MAY_SPEAK.search(folded):
        return None
    words = find_times(text, _TODAY)
    said = [
        word
        for word in words
        if word.kind is TimeKind.YEAR and (word.report or _SPEAKS.match(folded, word.end))
    ]
    if len({word.first for word in said}) != 1:
        return None
    relative = [word for word in words if word.kind in (TimeKind.RELATIVE, TimeKind.SPAN)]
    own = all(
        word.start >= said[0].end and not word.report and not _BESIDE.search(folded[: word.start])
        for word in relative
    )
    return said[0].first if relative and own else None


def question_anchor(
    reports: Sequence[Report], regions: Sequence[str] = (), *, year: int | None = None
) -> Anchor:
    """Return the anchor of relative years in a question: the newest report in scope.

    Where the question gives the words of a report of `year`, no later one counts.
    """
    held = ReportSet.of(reports)
    if year is not None:
        held = held.of_years(range(FIRST_YEAR, year + 1))
        own = held.of_regions(regions) or held
        if not own.of_years([year]):
            return Anchor(this_year=year, task_year=year, speaking_year=year)
    newest = newest_report(held, regions)
    anchor = Anchor.of_question(newest)
    own = held if newest is None else held.of_regions([newest.region])
    return replace(anchor, term=own.longest_since(_TERM), speaking_year=year)


def derive_scope(question: Question, reports: Sequence[Report]) -> Scope:
    """Return the scope derived from the words of `question`; never hard."""
    names = tuple(dict.fromkeys(region.name for region in question.regions))
    held = ReportSet.of(reports)
    own = held.of_regions(names) or held
    topical = question.asked_times
    named = [word.first for word in topical if word.report]
    about: list[int] = []
    answering: list[int] = list(named)
    notes: list[str] = []
    for word in topical:
        if word.kind in (TimeKind.RELATIVE, TimeKind.SPAN) and not word.text[0].isdigit():
            notes.append(f"{word.text} → {_years_text(word)}")
        if word.report:
            continue
        about.extend(word.years)
        if not named:
            answering.extend(answering_years(word, question, topical, own))
    if not about:
        about = list(named)
    return Scope(
        about_years=tuple(dict.fromkeys(about)),
        report_years=tuple(dict.fromkeys(answering)),
        regions=names,
        regions_above=frozenset(name for region in question.regions for name in region.above),
        aspect=question.aspect,
        notes=tuple(notes),
    )


def preferred_reports(scope: Scope, reports: Iterable[Report]) -> ReportSet:
    """Return the reports in a derived scope: of its regions, else of their ancestors, and years."""
    found = ReportSet.of(reports)
    if scope.regions:
        found = found.of_regions(scope.regions) or found.of_regions(scope.regions_above) or found
    if scope.report_years:
        found = found.of_years(scope.report_years) or found
    return found


def reports_of_places(scope: Scope, reports: Iterable[Report]) -> ReportSet:
    """Return the reports of the places that a question names; none if it names only the country."""
    named = set(scope.regions)
    return ReportSet.of(reports).of_regions(named if named - {NATION} else ())


def _is_within(region: str, regions: Sequence[str], gazetteer: Gazetteer) -> bool:
    """Whether a region lies in one of `regions`."""
    return not set(gazetteer.ancestors(region)).isdisjoint(regions)


def answering_years(
    word: TimeWord, question: Question, topical: Sequence[TimeWord], reports: Sequence[Report]
) -> list[int]:
    """Return the years of the reports that should answer for `word`, the likeliest first."""
    held = ReportSet.of(reports)
    lag = 1 if held.lag is None else held.lag
    reviewing = held.reviewing(word.last).years - {None}
    results = sorted(year for year in reviewing if year is not None) or [word.last + lag]
    targets = [word.first]
    if word.kind is TimeKind.SPAN and word.last < word.first + 40:
        newest = held.newest
        if newest is not None and newest.year is not None and word.last >= newest.year:
            targets = [newest.year]  # 今后五年: asked of the newest report
    if word.until:
        # 1978年提出，到1985年…: the preceding year determines the report
        targets = [other.first for other in topical if other.last < word.first] + targets
    if question.aspect == RESULTS:
        return list(dict.fromkeys(results))
    if question.aspect == TARGETS:
        return list(dict.fromkeys(targets))
    first, second = (results, targets) if question.result_probability >= 0.5 else (targets, results)
    there = held.years
    both = list(dict.fromkeys(first + second))
    return [year for year in both if year in there] or both


def _years_text(word: TimeWord) -> str:
    return f"{word.first}" if word.first == word.last else f"{word.first}—{word.last}"
