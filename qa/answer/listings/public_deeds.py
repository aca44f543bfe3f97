"""The things that a government promises to do for the people: 2022年岳阳的民生实事有哪些.

A third of the reports list them, in a paragraph (办好民生实事。一是…；二是…) or one below another.
"""

import re
from collections.abc import Mapping

from embeddings.lazy_regex import lazy_regex
from embeddings.records import Report, Role, Section
from qa.answer.listings.items import Item, Items, ListReader
from qa.question.question import Question
from qa.question.scope import newest_report, preferred_reports
from qa.records import Scope

__all__ = ["DEEDS_ROOM", "asks_for_deeds", "public_deeds"]

DEEDS_ROOM = (300, 700)  # characters of the list: preferred, and maximum

_DEEDS = "实事"
_ASKED = lazy_regex(
    r"(?:政府工作报告|报告|政府|全年|[全我本][市省县区州]|里|中|上|安排|提出|确定|承诺|要|将|准备|打算|计划|办好?|抓好?|做好?|实施|推进|"
    r"的|为民办?|民生|惠民|利民|便民|为群众|重点|十大|好事|实事|项目|工程|哪些|哪|什么|几|[一二三四五六七八九十\d]|个|项|件|大|"
    r"方面|有|是|分别|具体|包括|都|呢|[，,。？?])+"
)
_PROMISED = lazy_regex(r"(?:办|抓|做|实施|推进|落实|兴办|完成)[^。；，,]{0,24}实事")
_REVIEWED = lazy_regex(r"(?:全面|圆满|顺利|超额|如期|基本)(?:完成|落实|实施)|完成情况|件件")
_HEADING = lazy_regex(  # 2011年市政府十件实事, but not 办实事惠民生
    r"(?:[十百\d一二三四五六七八九两]+(?:大|件|项|个|方面)[^，。]{0,8}实事|实事(?:项目|清单|安排)|年[^，。]{0,6}实事)"
    r"(?!.*(?:完成|情况|进展|落实|实施$|求是))"
)
_LEAST = 4  # items of a list of deeds
_NEAR = 60  # characters between the word and the first item


def asks_for_deeds(question: Question) -> bool:
    """Whether a question asks for the deeds that are promised, and nothing else of them."""
    rest = question.unscoped.replace(" ", "")
    asks = _DEEDS in rest and re.search("哪|什么|几件是", rest)
    return bool(asks and _ASKED.fullmatch(rest))


def public_deeds(scope: Scope, reports: Mapping[str, Report]) -> Items | None:
    """Return the deeds that the report of the year asked about promises; None if it lists none."""
    found = preferred_reports(scope, reports.values())
    if scope.about_years:
        found = found.of_years(scope.about_years)
    report = newest_report(found, scope.regions) if found else None
    if report is None:
        return None
    reader = ListReader(report)
    lists: list[Items] = []
    for paragraph in report.paragraphs:
        said = _PROMISED.search(report.text, paragraph.start, paragraph.end)
        reviews = report.role_of(paragraph) is Role.REVIEW
        if said is None or reviews or _REVIEWED.search(report.text, said.start(), said.end() + 8):
            continue
        lists += [
            one
            for one in reader.at(paragraph.number)
            if len(one.items) >= _LEAST
            and 0 <= one.items[0].start - said.end() <= _NEAR
            and report.paragraphs[one.items[0].paragraph - 1].section == paragraph.section
        ]
    lists += _sections(report)
    return max(lists, key=lambda one: len(one.items), default=None)


def _sections(report: Report) -> list[Items]:
    """Return the lists whose announcement is a heading, and their items the headings below it."""
    return [
        Items(
            report_id=report.report_id,
            lead=(section.start, section.start),
            paragraphs=frozenset(item.paragraph for item in items),
            items=items,
            numbered=True,
        )
        for section in report.sections
        if _HEADING.search(section.title) and section.role is not Role.REVIEW
        if len(items := _headings(report, section)) >= _LEAST
    ]


def _headings(report: Report, whole: Section) -> tuple[Item, ...]:
    """Return the headings of the next level that paragraphs begin with."""
    found = []
    for section in report.sections_below(whole):
        title = section.title.strip()
        own = (one for one in report.paragraphs if section.start <= one.start < section.end)
        first = next(own, None)
        if first and report.text.startswith(title, first.start):
            end = first.start + len(title)
            found.append(
                Item(
                    paragraph=first.number,
                    start=first.start,
                    clause_end=end,
                    sentence_end=end,
                    end=end,
                )
            )
    return tuple(found)
