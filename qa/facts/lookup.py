"""The facts that answer one frame, ranked by conditions, name similarity and report."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from embeddings.facts.records import Aspect, Fact
from embeddings.lazy_regex import lazy_regex
from embeddings.records import Report, Role
from qa.facts.asked_measure import AskedAspect
from qa.facts.conditions import Condition, failing, measure_rank
from qa.facts.fact_book import AlikeFact, FactBook
from qa.facts.frames import Frame

__all__ = ["SAME", "FactMatch", "answering", "candidates", "in_place_first", "natural_reports"]

SAME = 0.82  # similarity from which two names mean one indicator; chosen on the dev table
_OTHER_UNIT = 0.1  # bonus in similarity of a fact in exactly the unit asked for
_HELD = ("稳定", "保持", "确保", "守住")  # 稳定粮食总产210万吨以上 is an aim, in a review too
_ANNOUNCED = lazy_regex("预期目标|约束性指标|预期性指标")  # of the year: before what a task aims at
_ANY_UNIT = ("个", "人")  # asked of things that have their own measure words: 14所, 30名


@dataclass(frozen=True, slots=True, kw_only=True)
class FactMatch:
    """A fact compared with a frame."""

    fact: Fact
    report: Report
    likeness: float  # of its name, 0 to 1
    apart: frozenset[str]  # restricting words that contradict the frame
    failing: frozenset[Condition]
    loose: int  # restricting words that only the fact has
    rank: tuple[float, ...]  # smaller is better

    @property
    def answers(self) -> bool:
        """Whether it meets every condition and names the indicator asked for."""
        return not self.failing and not self.apart and self.likeness >= SAME


def candidates(
    frame: Frame,
    book: FactBook,
    reports: Iterable[Report],
    *,
    period: tuple[int, int] | None,
    places: Sequence[str],
    aspect: AskedAspect,
) -> tuple[FactMatch, ...]:
    """Return the facts of `reports` whose names are near that of `frame`, best first.

    Those of equal rank that do not answer come in any order: see `in_place_first`.
    """
    found = []
    for report in reports:
        for alike in book.alike(report.report_id, frame.name):
            match = _match(frame, alike, report, period=period, places=places, aspect=aspect)
            found.append(match)
    found.sort(key=_order)
    answers = [match for match in found if match.answers]
    return (*in_place_first(answers), *found[len(answers) :])


def in_place_first(matches: Sequence[FactMatch]) -> list[FactMatch]:
    """Return candidates in their order, of equal ranks first those in the section for such facts.

    Where a fact stands is read from its report's text, which thousands that are not told need not.
    """
    placed: list[FactMatch] = []
    for _, tied in groupby(matches, key=_order):
        equal = list(tied)
        placed += sorted(equal, key=_place) if len(equal) > 1 else equal
    return placed


def answering(matches: Sequence[FactMatch]) -> FactMatch | None:
    """Return the best of the candidates that answers; None if none does."""
    return matches[0] if matches and matches[0].answers else None


def natural_reports(
    reports: Sequence[Report], period: tuple[int, int] | None, aspect: AskedAspect
) -> list[Report]:
    """Return the reports that should state a period's figures: one plans it, one reviews it."""
    if period is None:
        return list(reports)
    sets = [report for report in reports if report.year == period[0]]
    reviews = [
        report for report in reports if report.period is not None and report.period[1] == period[1]
    ]
    if aspect is AskedAspect.TARGET:
        return sets
    if aspect is AskedAspect.RESULT:
        return reviews
    return reviews + [report for report in sets if report not in reviews]


def _match(
    frame: Frame,
    alike: AlikeFact,
    report: Report,
    *,
    period: tuple[int, int] | None,
    places: Sequence[str],
    aspect: AskedAspect,
) -> FactMatch:
    fact = alike.fact
    return FactMatch(
        fact=fact,
        report=report,
        likeness=alike.likeness,
        apart=alike.apart,
        failing=failing(frame, fact, report, period=period, places=places, aspect=aspect),
        loose=alike.loose,
        rank=(
            -round(alike.likeness - _OTHER_UNIT * _of_other_unit(frame, fact), 2),
            float(alike.loose),
            float(measure_rank(frame, fact) or 0),
            float(_distance(fact, report, period)),
            float(fact.milestone or _is_passed(fact)),
            float(fact.estimated),
            float(fact.aspect is not Aspect.TARGET and fact.indicator.startswith(_HELD)),
        ),
    )


def _is_passed(fact: Fact) -> bool:
    """Whether a result is only said to have passed a mark: 城镇化率超过50%."""
    return fact.aspect is Aspect.RESULT and fact.hedge in ("超过", "突破", "超", "逾")


def _of_other_unit(frame: Frame, fact: Fact) -> bool:
    """Whether a question names its unit (多少户) and the fact has another (126个)."""
    units = [unit for unit in frame.units if unit not in _ANY_UNIT]
    return bool(units) and fact.unit not in units


def _distance(fact: Fact, report: Report, period: tuple[int, int] | None) -> int:
    """Return the distance in years of a report from the one that should state a fact."""
    year = report.year or 0
    if period is None:
        return -year  # the newest
    if fact.aspect is Aspect.TARGET:
        return abs(year - period[0])
    reviewed = report.period[1] if report.period is not None else year - 1
    return abs(reviewed - period[1])


def _order(match: FactMatch) -> tuple[bool, tuple[float, ...]]:
    return not match.answers, match.rank


def _place(match: FactMatch) -> tuple[bool, int]:
    return _out_of_place(match.fact, match.report), match.fact.start


def _out_of_place(fact: Fact, report: Report) -> bool:
    """Whether a fact is outside the sections for figures of its aspect."""
    told = report.paragraphs[fact.paragraph - 1]
    role = report.role_of(told)
    if fact.aspect is Aspect.TARGET:
        goals = role is Role.GOALS or _ANNOUNCED.search(report.text, told.start, told.end)
        return not goals
    return role is not Role.REVIEW
