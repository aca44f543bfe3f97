"""Scope features: how a candidate's report, section and time words fit the question's scope."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from embeddings.index.passage_index import Candidate
from embeddings.index.stored.report_set import ReportSet
from embeddings.language.time_expressions import TimeKind
from embeddings.records import Report, Role
from qa.question.question import Question
from qa.records import Scope
from qa.text.paragraph import ParagraphAnalysis, ParagraphStore

__all__ = ["NewestRanks", "ReadCandidate", "fill_scope_features"]

Column = npt.NDArray[np.float32]

_FARTHEST = 5  # years; larger distances have the same value


@dataclass(frozen=True, slots=True, kw_only=True)
class _AskedScope:
    """The scope of the question, as sets."""

    years: frozenset[int]  # asked about
    last_years: frozenset[int]  # the last year of each time word
    first_years: frozenset[int]
    named: frozenset[int]  # years that name reports
    report_years: tuple[int, ...]
    regions: tuple[str, ...]
    above: frozenset[str]
    chance: float  # that results are asked for
    dated: bool


class NewestRanks:
    """The rank of a report among those of its region, 1 for the newest; equal years share one."""

    def __init__(self, reports: ReportSet) -> None:
        self._reports = reports
        self._years: dict[str | None, tuple[int, ...]] = {}  # of the regions asked for

    def of(self, report: Report) -> int:
        """Return the rank of a report of the set."""
        years = self._years.get(report.region)
        if years is None:
            held = self._reports.of_regions([report.region]).years
            years = tuple(sorted((year or 0 for year in held), reverse=True))
            self._years[report.region] = years
        return 1 + years.index(report.year or 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadCandidate:
    """A candidate with the analysis of its paragraph; its best sentence is `start` to `end`."""

    analysis: ParagraphAnalysis
    start: int  # offsets in the paragraph's text
    end: int

    @classmethod
    def of(cls, candidate: Candidate, store: ParagraphStore) -> "ReadCandidate":
        """Return a candidate as the store has read it."""
        analysis = store.of(candidate.report_id, candidate.paragraph)
        return cls(
            analysis=analysis,
            start=candidate.sentence_start - analysis.start,
            end=candidate.sentence_end - analysis.start,
        )


def fill_scope_features(
    columns: Mapping[str, Column],
    question: Question,
    scope: Scope,
    candidates: Sequence[ReadCandidate],
    ranks: NewestRanks,
) -> None:
    """Fill the columns of year, region, section and position."""
    asked = _asked(question, scope)
    of_report: dict[str, dict[str, float]] = {}
    for row, one in enumerate(candidates):
        analysis, report = one.analysis, one.analysis.report
        values = of_report.get(report.report_id)
        if values is None:
            values = _report_values(report, asked, ranks.of(report))
            of_report[report.report_id] = values
        for name, value in values.items():
            columns[name][row] = value
        if asked.years:
            _fill_years(columns, row, one, asked.years)
        if asked.regions:
            columns["region_named"][row] = any(
                name in analysis.folded for name in asked.regions if name != report.region
            )
        _fill_role(columns, row, analysis.role, asked.chance)
        columns["position"][row] = analysis.number / len(report.paragraphs)


def _asked(question: Question, scope: Scope) -> _AskedScope:
    topical = question.asked_times
    return _AskedScope(
        years=frozenset(scope.about_years),
        last_years=frozenset(word.last for word in topical),
        first_years=frozenset(word.first for word in topical),
        named=frozenset(word.first for word in question.times if word.report),
        report_years=scope.report_years,
        regions=scope.regions,
        above=scope.regions_above,
        chance=question.result_probability,
        dated=bool(scope.about_years or scope.report_years),
    )


def _report_values(report: Report, asked: _AskedScope, rank: int) -> dict[str, float]:
    """Return the features shared by all paragraphs of a report that are not 0."""
    values: dict[str, float] = {}
    period, year = report.period, report.year
    if not asked.dated:
        values["no_year"] = 1.0
        values["recency"] = 1.0 / rank
    else:
        if period is not None and period[1] in asked.last_years:
            values["gives_results"] = 1.0
            values["results_asked"] = asked.chance
        if year in asked.first_years:
            values["sets_targets"] = 1.0
            values["targets_asked"] = 1 - asked.chance
        if period is not None and any(period[0] <= one <= period[1] for one in asked.last_years):
            values["within_period"] = 1.0
        if year in asked.named:
            values["named_report"] = 1.0
        if year is not None and asked.report_years:
            nearest = min(abs(year - wanted) for wanted in asked.report_years)
            values["year_distance"] = min(nearest, _FARTHEST) / _FARTHEST
            values["in_scope"] = float(nearest == 0)
    same = not asked.regions or report.region in asked.regions
    values["region_same"] = float(same)
    values["region_above"] = float(not same and report.region in asked.above)
    return values


def _fill_years(
    columns: Mapping[str, Column], row: int, one: ReadCandidate, about: frozenset[int]
) -> None:
    analysis, report = one.analysis, one.analysis.report
    mentioned: set[int] = set()  # in the sentence
    here: set[int] = set()  # written in the sentence
    for word in analysis.times:
        if one.start <= word.start < one.end and not word.base:
            mentioned.update(word.years)
            if word.kind is TimeKind.YEAR:
                here.add(word.first)
    implied = _implied_years(analysis.role, report)
    columns["year_in_sentence"][row] = not about.isdisjoint(mentioned or implied)
    columns["year_in_paragraph"][row] = not about.isdisjoint(analysis.years or implied)
    columns["year_written"][row] = not about.isdisjoint(analysis.written_years)
    if here:
        own = {report.year, report.current_year, report.period[1] if report.period else None}
        columns["year_singled_out"][row] = not (about & here).issubset(own)
    columns["other_year"][row] = bool(mentioned) and about.isdisjoint(mentioned)


def _fill_role(columns: Mapping[str, Column], row: int, role: Role, chance: float) -> None:
    if role is Role.REVIEW:
        columns["review_results"][row] = chance
        columns["review_targets"][row] = 1 - chance
    elif role in (Role.GOALS, Role.TASKS):
        columns["plan_targets"][row] = 1 - chance
        columns["plan_results"][row] = chance
        columns["goals"][row] = role is Role.GOALS
    elif role is Role.GOVERNMENT:
        columns["government"][row] = 1.0
    elif role is Role.OPENING:
        columns["opening"][row] = 1.0


def _implied_years(role: Role, report: Report) -> set[int]:
    """Return the years that a sentence without a time word is about, by its section."""
    if role is Role.REVIEW and report.period is not None:
        return set(range(report.period[0], report.period[1] + 1))
    if role in (Role.GOALS, Role.TASKS, Role.GOVERNMENT) and report.year is not None:
        return {report.year}
    return set()
