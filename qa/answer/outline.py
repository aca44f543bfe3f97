"""The outline of a report or of a part of it: its headings, each with a clause quoted below it.

The work of a year (2023年的重点工作有哪些) is the headings of the part that plans or reviews it.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from embeddings.language.clauses import clauses
from embeddings.language.figures import find_figures
from embeddings.lazy_regex import lazy_regex
from embeddings.records import Paragraph, Report, Role, Section
from embeddings.text.folding import fold
from embeddings.text.numerals import numeral_value
from qa.question.question import Question
from qa.question.scope import newest_report, preferred_reports
from qa.quotes import LONGEST, SHORTEST, Quote
from qa.records import Retrieval

__all__ = ["OutlinePoint", "asked_work", "outline", "work_outline"]

_PART = lazy_regex(
    r"第(?P<number>[一二三四五六七八九十\d]+)个?(?:部分|章|节|大点|点)|(?P<last>最后(?:一个)?部分)"
)
_NUMBERING = lazy_regex(
    r"^(?:[（(][一二三四五六七八九十百\d]+[）)]|[一二三四五六七八九十百\d]+(?:[、.．,，\s]|是(?=..)))\s*"
    r"|^第[一二三四五六七八九十]+[部章节][分]?\s*"
)
_POINTS_MOST, _WORK_MOST = 7, 15
_ROOM, _WORK_ROOM = 195, 600  # characters of the whole outline
_WORK_LEAST = 3
# A question for work or tasks and of no subject: 今年要抓好哪几方面工作, 去年取得了哪些成绩.
_WORK_ASKED = lazy_regex(
    r"(?:政府工作报告|报告|政府|全年|[全我本][市省县区州]|里|中|上|部署|安排|提出|确定|明确|了|的|要|将|准备|打算|计划|重点|主要|"
    r"核心|首要|着力|抓好?|做好?|干|推进|开展|完成|取得|工作|任务|成绩|成就|成效|哪些|哪|什么|几|[一二三四五六七八九十]|个|项|件|大|"
    r"方面|有|是|分别|包括|都|呢|[，,。？?])+"
)
_WORK = lazy_regex(r"工作|任务|方面|成[绩就效]")
_DONE = lazy_regex(r"(?:[做干抓]|完成|推进|开展|取得)了|成[绩就效]")
_PLANS = lazy_regex(
    r"^(?!.*(?:回顾|总结|自身建设|五年|十[一二三四五]五|时期|规划)).*(?:工作|任务|安排|部署|举措|重点)"
)
_PARTS = {
    Role.TASKS: (_PLANS, (Role.TASKS, Role.GOALS)),
    Role.REVIEW: (lazy_regex(""), (Role.REVIEW,)),
}
_HEADING_LONGEST = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class OutlinePoint:
    """A heading, without its numbering, and a clause below it.

    The heading is empty where it has a figure other than a year, or where the paragraph begins with
    it: it is quoted there.
    """

    heading: str
    quote: Quote
    name: str  # the heading, quoted or not


def outline(retrieval: Retrieval, reports: Mapping[str, Report]) -> tuple[OutlinePoint, ...]:
    """Return the points of the report asked about, or of the part asked about; at most seven.

    If the question names no report, the newest in scope is taken.
    """
    report = _report(retrieval, reports)
    if report is None:
        return ()
    sections = _wanted(fold(retrieval.rewritten), report)
    return _points(sections[:_POINTS_MOST], report, _ROOM)


def asked_work(question: Question) -> Role | None:
    """Return the role of the part that tells the work of a year: its plan, or its review.

    None unless the question asks for work or tasks, and of no subject in particular.
    """
    rest = question.unscoped.replace(" ", "")
    asks = _WORK.search(rest) and re.search("哪|什么|几", rest)
    if not asks or not _WORK_ASKED.fullmatch(rest):
        return None
    return Role.REVIEW if _DONE.search(rest) else Role.TASKS


def work_outline(
    retrieval: Retrieval, reports: Mapping[str, Report], role: Role
) -> tuple[OutlinePoint, ...]:
    """Return the work of the year asked about, or that of the newest report in scope.

    Empty if no report plans or reviews that year, or not under headings.
    """
    found, scope = preferred_reports(retrieval.scope, reports.values()), retrieval.scope
    if role is Role.TASKS and scope.about_years:
        found = found.of_years(scope.about_years)
    report = newest_report(found, scope.regions) if found else None
    if report is None or not report.sections:
        return ()
    top = min(section.level for section in report.sections)
    said, roles = _PARTS[role]
    parts = [
        report.sections_below(section)
        for section in report.sections
        if section.level == top and section.role in roles and said.search(section.title)
    ]
    work = max(parts, key=len, default=[])
    numbered = [section for section in work if _NUMBERING.match(section.title.strip())]
    work = numbered if len(numbered) >= _WORK_LEAST else work
    return _points(work[:_WORK_MOST], report, _WORK_ROOM) if len(work) >= _WORK_LEAST else ()


def _points(sections: Sequence[Section], report: Report, room: int) -> tuple[OutlinePoint, ...]:
    """Return the points of sections, as many as there is room for."""
    points: list[OutlinePoint] = []
    for section in sections:
        point = _point(section, report)
        if point is None:
            continue
        size = len(point.heading) + 1 + (point.quote.end - point.quote.start) + 1
        if size > room:
            break
        points.append(point)
        room -= size
    return tuple(points)


def _report(retrieval: Retrieval, reports: Mapping[str, Report]) -> Report | None:
    preferred = preferred_reports(retrieval.scope, reports.values())
    return newest_report(preferred, retrieval.scope.regions) or next(iter(preferred), None)


def _wanted(question: str, report: Report) -> Sequence[Section]:
    """Return the sections of the first level, or those below the part that the question names."""
    if not report.sections:
        return ()
    top = min(section.level for section in report.sections)
    first = [section for section in report.sections if section.level == top]
    named = _PART.search(question)
    if named is None:
        return first
    number = len(first) if named["last"] else int(numeral_value(named["number"]) or 0)
    if not 1 <= number <= len(first):
        return ()
    return report.sections_below(first[number - 1]) or (first[number - 1],)


def _point(section: Section, report: Report) -> OutlinePoint | None:
    """Return a section's heading with the first clause below it that can be cited."""
    title = section.title.strip()
    name = _NUMBERING.sub("", title)
    heading = _shortened(name)
    if any(figure.unit != "年" for figure in find_figures(heading)):
        heading = ""  # a value must be in the excerpt: the clause alone is quoted
    for paragraph in report.paragraphs:
        if section.start <= paragraph.start < section.end:
            end = paragraph.start + len(title)
            if SHORTEST <= len(title) <= LONGEST and report.text[paragraph.start : end] == title:
                return OutlinePoint(
                    heading="", quote=_quote(report, paragraph, 0, len(title)), name=name
                )
            quote = _first_clause(paragraph, report)
            if quote is not None:
                return OutlinePoint(heading=heading, quote=quote, name=name)
    return None


def _shortened(name: str) -> str:
    """Return at most `_HEADING_LONGEST` characters of a heading, cut after a clause if any."""
    if len(name) <= _HEADING_LONGEST:
        return name
    clause = name[:_HEADING_LONGEST].rpartition("，")[0]
    return clause or name[:_HEADING_LONGEST]


def _first_clause(paragraph: Paragraph, report: Report) -> Quote | None:
    text = report.text[paragraph.start : paragraph.end]
    for clause in clauses(text):
        if clause.end - clause.start >= SHORTEST:
            return _quote(report, paragraph, clause.start, clause.end)
    return None


def _quote(report: Report, paragraph: Paragraph, start: int, end: int) -> Quote:
    """Return the quote of `start:end` of a paragraph."""
    return Quote(
        report_id=report.report_id,
        paragraph=paragraph.number,
        start=paragraph.start + start,
        end=paragraph.start + end,
    )
