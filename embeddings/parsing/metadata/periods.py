"""The year of 今年 in a report, and the span of years that its results are of."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from embeddings.records import Role, Section
from embeddings.text.dates import han_number, plain_years, years_in

__all__ = ["Times", "heading_years", "planned_year", "times_of"]

_PLAN = re.compile('[“"「‘]([一二三四五六七八九十]{1,2})五[”"」’]')
_SPAN = re.compile("(?<![个第今后来\\d])([一二两三四五六七八九十]|\\d)年(?!计划|规划)")
# 本届政府, 市五届人民政府: its last report reviews a term of office.
_TERM = re.compile("(?<![新下上])(?:本|[一二三四五六七八九十])届[省市州盟区县]?(?:人民)?政府")
_TERM_YEARS = 5
_TERM_SAID = re.compile("([三四五])年(?:来|间|里)|(?:过去|这)([三四五])年")  # a term cut short
_REVIEW = re.compile("回顾|总结|完成情况|执行情况")
_TASKS = re.compile("工作|任务|安排|建议|部署|重点|计划")
_DEEPEST = 2  # level of the headings that set a report's years
_LATE_WORDS = 2  # minimum uses of 明年 in a report delivered at the end of the year before
_SAID_TASKS = re.compile(  # 做好2023年工作; not 到2025年的目标
    "(?<![到至—－-])(?P<year>(?:19|20)\\d\\d)年(?:的|是|全[市省县区州]|我[市省县区州]|政府|国民|经济|社会|"
    "发展|和|主要|重点|预期)*(?:工作|任务|目标|安排|预期|要求|开局|起步|关键|第一年|落实)(?!回顾|总结|情况)"
    "|(?P<named>(?:19|20)\\d\\d)年是[^。，；]{2,30}(?:之年|第一年|元年)"
)
_SAID_ANY = re.compile("(?<![到至比较自从—－-])(?P<year>(?:19|20)\\d\\d)年(?![底末—－-])")
_OFTEN = 2  # minimum mentions of the year reviewed


@dataclass(frozen=True, slots=True, kw_only=True)
class Times:
    """Both values, and whether they are in the text or derived from the report's year."""

    current_year: int
    current_said: bool
    period: tuple[int, int]
    period_said: bool


def times_of(
    text: str, sections: Sequence[Section], *, year: int, national: bool, delivered: int | None
) -> Times:
    """Return the times of a report of `year`; `delivered` is the year of its session, if known.

    A report delivered at the end of the year before the one it plans calls that 明年 and hardly
    ever uses 去年. State Council reports are named after the year of their session.
    """
    tasks, reviewed = heading_years(sections)
    planned = max((each for each in tasks if abs(each - year) <= 1), default=year)
    says_next_year = text.count("明年") >= _LATE_WORDS and text.count("明年") > text.count("去年")
    if delivered is not None and abs(delivered - year) <= 1:
        current, said = delivered, True
    elif national:
        late = says_next_year and planned > year
        current, said = planned - 1 if late else year, late or bool(tasks)
    else:
        current, said = planned - says_next_year, says_next_year or bool(tasks)
    late = current < planned and (says_next_year or delivered is not None) and current != year
    last = current if late else current - 1
    near = [each for each in reviewed if abs(each - last) <= 1]
    last = max(near, default=last)
    first = _first_reviewed(text, sections, last)
    return Times(
        current_year=current,
        current_said=said,
        period=(min([first or last, *reviewed, last]), last),
        period_said=first is not None or bool(reviewed),
    )


def heading_years(sections: Sequence[Section]) -> tuple[list[int], list[int]]:
    """Return the years that the headings plan, and those that they review."""
    tasks: list[int] = []
    reviewed: list[int] = []
    for section in sections:
        years = years_in(section.title)
        if not years or section.level > _DEEPEST:
            continue
        if _REVIEW.search(section.title):
            reviewed.append(min(years))
            tasks += [year for year in years if year > min(years)]
        elif _TASKS.search(section.title) and len(years) == 1:
            tasks += years
    return tasks, reviewed


def planned_year(text: str) -> int | None:
    """Return the year that a text plans, by its sentences alone; None if unknown.

    That is the latest of the years with most tasks or targets. Without any, it is the one after the
    year that the text names most often.
    """
    plain = plain_years(text)
    said = Counter(int(match["year"] or match["named"]) for match in _SAID_TASKS.finditer(plain))
    if said:
        most = max(said.values())
        return max(year for year, count in said.items() if 2 * count >= most)
    named = Counter(int(match["year"]) for match in _SAID_ANY.finditer(plain))
    often = [year for year, count in named.items() if count >= _OFTEN]
    return max(often, key=lambda year: (named[year], year)) + 1 if often else None


def _first_reviewed(text: str, sections: Sequence[Section], last: int) -> int | None:
    """Return the first year of the review by its headings: 过去五年, 本届政府."""
    found: list[int] = []
    for section in sections:
        if section.role is not Role.REVIEW or section.level > 1:
            continue
        title = plain_years(section.title)
        starts = (_plan_start(han_number(match[1])) for match in _PLAN.finditer(title))
        found += [start for start in starts if start <= last]
        for match in _SPAN.finditer(title):
            length = int(match[1]) if match[1].isdigit() else han_number(match[1])
            found.append(last - length + 1)
        if _TERM.search(title):
            found.append(last - _term_length(text) + 1)
    return min(found, default=None)


def _term_length(text: str) -> int:
    """Return the number of years in office of a government whose whole term is reviewed."""
    said = _TERM_SAID.search(plain_years(text))
    return han_number(said[1] or said[2]) if said else _TERM_YEARS


def _plan_start(number: int) -> int:
    """Return the first year of the five-year plan `number`; 13 → 2016."""
    return {1: 1953, 2: 1958}.get(number, 1966 + 5 * (number - 3))
