"""The scope of a question: its years and regions, and the reports that should answer it.

Results of year Y are in the report whose period ends with Y, usually that of Y+1; targets of Y in
the report of Y. The years of reports come from the reports themselves, so that a report titled
2017 and delivered at the end of 2016 is found for both.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from embeddings.errors import FilterError
from embeddings.language.time_expressions import FIRST_YEAR, LAST_YEAR, Anchor, TimeKind, TimeWord
from embeddings.records import Report
from embeddings.text.gazetteer import BUNDLED, NATION, Gazetteer
from qa.question.aspect import RESULTS, TARGETS
from qa.question.limits import SHOWN
from qa.question.question import Question

__all__ = [
    "Scope",
    "answering_years",
    "derive_scope",
    "hard_reports",
    "newest_report",
    "preferred_reports",
    "question_anchor",
    "reports_of_places",
    "valid_regions",
    "valid_years",
]


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
    indexed = {report.region for report in reports}
    checked = []
    for name in names or ():
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
) -> list[Report]:
    """Return the reports that pass a caller's filter; all pass an empty one."""
    return [
        report
        for report in reports
        if (not years or report.year in years)
        and (
            not regions
            or report.region in regions
            or (include_children and _is_within(report, regions, gazetteer))
        )
    ]


def newest_report(reports: Iterable[Report], regions: Sequence[str] = ()) -> Report | None:
    """Return the newest report of `regions`, or of all if none of these has one."""
    dated = [report for report in reports if report.year is not None]
    own = [report for report in dated if report.region in regions]
    return max(own or dated, key=lambda report: report.year or 0, default=None)


def question_anchor(reports: Sequence[Report], regions: Sequence[str] = ()) -> Anchor:
    """Return the anchor of relative years in a question: the newest report in scope."""
    newest = newest_report(reports, regions)
    anchor = Anchor.of_question(newest)
    terms = [
        report.period
        for report in reports
        if report.period is not None
        and report.period[1] - report.period[0] >= 3
        and (newest is None or report.region == newest.region)
    ]
    return replace(anchor, term=max(terms, default=None))


def derive_scope(question: Question, reports: Sequence[Report]) -> Scope:
    """Return the scope derived from the words of `question`; never hard."""
    names = tuple(dict.fromkeys(region.name for region in question.regions))
    own = [report for report in reports if report.region in names] or list(reports)
    topical = [word for word in question.times if not word.base and word.years]
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


def preferred_reports(scope: Scope, reports: Iterable[Report]) -> list[Report]:
    """Return the reports in a derived scope: of its regions, else of their ancestors, and years."""
    found = list(reports)
    if scope.regions:
        own = [report for report in found if report.region in scope.regions]
        above = [report for report in found if report.region in scope.regions_above]
        found = own or above or found
    if scope.report_years:
        dated = [report for report in found if report.year in scope.report_years]
        found = dated or found
    return found


def reports_of_places(scope: Scope, reports: Iterable[Report]) -> list[Report]:
    """Return the reports of the places that a question names; none if it names only the country."""
    named = set(scope.regions)
    return [report for report in reports if report.region in named] if named - {NATION} else []


def _is_within(report: Report, regions: Sequence[str], gazetteer: Gazetteer) -> bool:
    """Whether a report's region lies in one of `regions`."""
    return report.region is not None and not set(gazetteer.ancestors(report.region)).isdisjoint(
        regions
    )


def answering_years(
    word: TimeWord, question: Question, topical: Sequence[TimeWord], reports: Sequence[Report]
) -> list[int]:
    """Return the years of the reports that should answer for `word`, the likeliest first."""
    lag = _lag(reports)
    results = [
        report.year
        for report in reports
        if report.period is not None and report.period[1] == word.last and report.year is not None
    ]
    results = sorted(set(results)) or [word.last + lag]
    targets = [word.first]
    if word.kind is TimeKind.SPAN and word.last < word.first + 40:
        newest = max((report.year for report in reports if report.year is not None), default=None)
        if newest is not None and word.last >= newest:
            targets = [newest]  # 今后五年: asked of the newest report
    if word.until:
        # 1978年提出，到1985年…: the preceding year determines the report
        targets = [other.first for other in topical if other.last < word.first] + targets
    if question.aspect == RESULTS:
        return list(dict.fromkeys(results))
    if question.aspect == TARGETS:
        return list(dict.fromkeys(targets))
    first, second = (results, targets) if question.result_probability >= 0.5 else (targets, results)
    there = {report.year for report in reports}
    both = list(dict.fromkeys(first + second))
    return [year for year in both if year in there] or both


def _lag(reports: Iterable[Report]) -> int:
    """Return the usual difference in years between a report's title and its results."""
    lags = Counter(
        report.year - report.period[1]
        for report in reports
        if report.year is not None and report.period is not None
    )
    return lags.most_common(1)[0][0] if lags else 1


def _years_text(word: TimeWord) -> str:
    return f"{word.first}" if word.first == word.last else f"{word.first}—{word.last}"
