"""Candidates for example questions, made from reports and their facts; not asked yet."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from embeddings.facts.records import Aspect, Measure
from embeddings.records import Kind, Report, Role, Section
from embeddings.text.gazetteer import NATION
from qa.offers.next_questions import outline_question_of
from qa.snapshot import Snapshot

__all__ = [
    "outline_candidates",
    "place_candidates",
    "target_candidates",
    "trend_candidates",
    "wording_candidates",
]

_FEWEST = 3  # minimum years, or places, of a series
_DECADE = 10
_NAMES = 6  # indicators taken from a report
_NUMBERED = re.compile(
    r"^(?:[（(]?[一二三四五六七八九十\d]+[)）、.．]|[一二三四五六七八九十]+是)\s*"
)
_SHORTEST, _LONGEST = 4, 14  # characters of a heading used in a question
_PURPOSE = re.compile("^(?:(?:紧紧|始终|坚持)?(?:围绕|聚焦)(?:着|于)?)")
_REPORTS_READ, _TOPICS = 8, 2  # reports whose headings are read, and headings of each
_PIECE = re.compile("[，、。；：“”《》（）()]")


def target_candidates(snapshot: Snapshot) -> Iterator[str]:
    """Yield questions whether targets were met that the report of the next year reviews."""
    for row in _by_place(snapshot):
        for earlier, later in zip(row[1:], row, strict=False):
            if later.year == (earlier.year or 0) + 1:
                for name in _target_names(snapshot, earlier):
                    yield f"{earlier.year}年{_place(earlier)}{name}目标完成了吗？"
                break


def trend_candidates(snapshot: Snapshot) -> Iterator[str]:
    """Yield questions for targets over the years of the place with most reports."""
    rows = sorted(_by_place(snapshot), key=len, reverse=True)
    for row in rows[:1]:
        years = [report.year for report in row if report.year is not None]
        last = years[0]
        recent = [year for year in years if year > last - _DECADE]
        if len(recent) < _FEWEST:
            return
        whole = len(recent) > _DECADE // 2
        span = "近十年" if whole else f"{recent[-1]}年到{last}年"
        for name in _target_names(snapshot, row[0]):
            yield f"{span}{_place(row[0])}{name}目标分别是多少？"


def place_candidates(snapshot: Snapshot) -> Iterator[str]:
    """Yield questions for targets of one year over the places with reports of that year."""
    by_year: dict[int, dict[str, Report]] = {}
    for report in _work_reports(snapshot):
        if report.year is not None and report.region not in (None, NATION):
            by_year.setdefault(report.year, {})[report.region or ""] = report
    years = [year for year, places in by_year.items() if len(places) >= _FEWEST]
    for year in sorted(years, reverse=True)[:2]:
        report = next(iter(by_year[year].values()))
        for name in islice(_target_names(snapshot, report), 2):
            for places in ("各省", "各市"):
                yield f"{year}年{places}{name}目标"


def wording_candidates(snapshot: Snapshot) -> Iterator[str]:
    """Yield questions what the newest reports say about the subjects of their headings."""
    for report in _newest_first(_work_reports(snapshot))[:_REPORTS_READ]:
        topics = (_topic(section.path[-1]) for section in report.sections if _is_task(section))
        fitting = (topic for topic in topics if _SHORTEST <= len(topic) <= _LONGEST)
        for topic in islice(fitting, _TOPICS):
            yield f"关于{topic}，{_name(report)}怎么说？"


def _is_task(section: Section) -> bool:
    return section.role is Role.TASKS and len(section.path) > 1


def _topic(heading: str) -> str:
    """Return the subject of a heading: 经济转型升级 of (一)围绕经济转型升级，聚焦发力“七大工程”."""
    return _PURPOSE.sub("", _PIECE.split(_NUMBERED.sub("", heading))[0])


def outline_candidates(snapshot: Snapshot) -> Iterator[str]:
    """Yield questions what the newest reports are about."""
    for report in _newest_first(_work_reports(snapshot))[:2]:
        yield outline_question_of(report)


def _by_place(snapshot: Snapshot) -> list[list[Report]]:
    """Return the reports of each place, the newest first; the nation's, then the newest places."""
    rows: dict[str, list[Report]] = {}
    for report in _newest_first(_work_reports(snapshot)):
        if report.region and report.year is not None:
            rows.setdefault(report.region, []).append(report)
    return sorted(
        rows.values(), key=lambda row: (row[0].region != NATION, -(row[0].year or 0), row[0].title)
    )


def _work_reports(snapshot: Snapshot) -> list[Report]:
    return [report for report in snapshot.reports.values() if report.kind is Kind.WORK_REPORT]


def _newest_first(reports: Sequence[Report]) -> list[Report]:
    return sorted(reports, key=lambda report: (-(report.year or 0), report.title))


def _target_names(snapshot: Snapshot, report: Report) -> Iterator[str]:
    """Yield the indicators for which a report sets targets, as a question names them."""
    names: list[str] = []
    for fact in snapshot.index.facts.of_report(report.report_id):
        if fact.aspect is not Aspect.TARGET or fact.yearly_average or fact.cumulative or fact.whole:
            continue
        name = "".join(fact.restrictions) + fact.indicator
        if fact.measure is Measure.CHANGE:
            name += "增长"
        if name not in names and _SHORTEST <= len(name) <= _LONGEST:
            names.append(name)
            yield name
        if len(names) == _NAMES:
            return


def _place(report: Report) -> str:
    return "" if report.region in (None, NATION) else str(report.region)


def _name(report: Report) -> str:
    return f"{report.year}年{_place(report)}政府工作报告" if report.year else report.title
