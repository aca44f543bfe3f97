"""The role of every paragraph, also without an explicit heading.

A report reviews first and plans then. A section without an explicit role is review before the first
planning section, and plan after it. In a report without headings the plan begins at the first
paragraph of planning. A section whose heading reviews and plans (“十三五”成就和“十四五”目标)
plans from the paragraph that first names what is ahead. A communiqué and a table of figures are
about the year that is over.
The years of a heading decide against its words: 圆满完成“十二五”目标任务 reviews only when these
years are over, and 新一届政府的工作思路 plans. So does its place: after the first planning section
共享发展成果 plans.
"""

import re
from collections.abc import Mapping, Sequence

from embeddings.facts.years.time_words import heading_times
from embeddings.language.time_expressions import Anchor, TimeWord, find_times
from embeddings.records import Kind, Paragraph, Report, Role, Section
from embeddings.text.folding import fold

__all__ = ["paragraph_roles"]

_PLANS = frozenset((Role.GOALS, Role.TASKS))
_PAST = (Kind.COMMUNIQUE, Kind.TABLE)
_UNTOLD = frozenset((Role.OTHER, Role.OPENING))
_UNSURE = frozenset((Role.OTHER, Role.REVIEW))
_REVIEWED = re.compile(r"以来|回顾|情况|成立|成就")  # 新一届政府成立以来的工作
_LOOKING_BACK = re.compile(r"回顾|回顧|总结|过去|[一二三四五两]年来|去年|上年|本届政府|情况|以来")
_DONE = re.compile(r"圆满|收官|(?:完成|实现)[^，]*目标任务|胜利完成|辉煌|历史性")
_AHEAD = re.compile(r"目标|任务|要求|方针|展望|考虑|纲要|规划|安排|部署")
_PLAN_WORDS = re.compile('[“”"]|时期|期间|规划|计划')  # beside the number of a plan
_BEGINNING = 45  # characters of a paragraph, after which a year is named in passing
_TURN = re.compile(
    r"(?:总体要求|总体思路|指导思想|预期目标|主要目标|奋斗目标)(?:是|为|：|:|和)|"
    r"(?:今年|明年|20\d\d年|新的?一年|下一?年)[^。]{0,24}(?:要|必须)(?:着力|重点|切实|抓好|做好|突出)|"
    r"(?:做好|安排)[^。]{0,12}(?:今年|明年|20\d\d年)[^。]{0,8}工作"
)
_GOALS = re.compile(r"(?:今年|明年|全年)[^。]{0,30}(?:主要)?预期目标[^。]{0,6}(?:是|为|：|:)")


def paragraph_roles(report: Report) -> tuple[Role, ...]:
    """Return the role of each paragraph of `report`, in their order."""
    if report.kind in _PAST:
        return (Role.REVIEW,) * len(report.paragraphs)
    times = _times_of_headings(report)
    roles = [_role(report, paragraph, times) for paragraph in report.paragraphs]
    roles = _turned(report, roles)
    told = [place for place, role in enumerate(roles) if role in _PLANS]
    if told:
        turn = told[0]
    elif report.sections and Role.REVIEW in roles:
        turn = _announced(report, roles)
    else:
        turn = next(
            (
                place
                for place, paragraph in enumerate(report.paragraphs)
                if _TURN.search(report.text, paragraph.start, paragraph.end)
            ),
            None,
        ) or len(roles)
        if turn == len(roles):
            return tuple(roles)
    looking_back = {top for top, words in times.items() if _looks_back(report, top, words)}
    for place, paragraph in enumerate(report.paragraphs):
        path = report.heading_path(paragraph)
        told_so = not path or path[0] in looking_back
        told_so = told_so or any(_is_of_past(one, report) for one in path[1:])
        if roles[place] in _UNTOLD or (roles[place] is Role.REVIEW and not told_so):
            roles[place] = Role.REVIEW if place < turn else Role.TASKS
    return tuple(roles)


def _announced(report: Report, roles: Sequence[Role]) -> int:
    """Return where a report without a section of plans announces the goals of its year."""
    named = (
        place
        for place, paragraph in enumerate(report.paragraphs)
        if roles[place] in _UNTOLD and _GOALS.search(report.text, paragraph.start, paragraph.end)
    )
    return next(named, len(roles))


def _role(report: Report, paragraph: Paragraph, times: Mapping[str, Sequence[TimeWord]]) -> Role:
    """Return the role of a paragraph's section; 圆满完成“十二五”目标任务 reviews."""
    role, path = report.role_of(paragraph), report.heading_path(paragraph)
    if not path:
        return role
    words, reviewed = times[path[0]], _last_reviewed(report)
    if role is not Role.REVIEW and any(_is_of_past(one, report) for one in path[1:]):
        return Role.REVIEW
    if role in _PLANS and _DONE.search(path[0]):
        over = reviewed is None or all(word.last <= reviewed for word in words)
        return Role.REVIEW if over else role
    if role in _UNSURE and words and reviewed is not None:
        ahead = all(word.first > reviewed for word in words)
        return Role.TASKS if ahead and not _REVIEWED.search(path[0]) else role
    return role


def _is_of_past(heading: str, report: Report) -> bool:
    """Whether a heading below the top looks back at a plan that is over, in a section of plans."""
    reviewed = _last_reviewed(report)
    if reviewed is None or not _REVIEWED.search(heading):
        return False
    words = heading_times(heading, Anchor.of_report(report))
    return bool(words) and all(word.last <= reviewed for word in words)


def _looks_back(report: Report, top: str, words: Sequence[TimeWord]) -> bool:
    """Whether a heading is of a review by more than a word of success."""
    reviewed = _last_reviewed(report)
    past = any(reviewed is None or word.first <= reviewed for word in words)
    return past or _LOOKING_BACK.search(top) is not None


def _times_of_headings(report: Report) -> dict[str, Sequence[TimeWord]]:
    """Return the time words of every heading at the top of a path."""
    anchor = Anchor.of_report(report)
    tops = {section.path[0] for section in report.sections}
    return {top: heading_times(top, anchor) for top in tops}


def _last_reviewed(report: Report) -> int | None:
    """Return the last year that a report reviews, None where its year is unknown."""
    if report.year is None:
        return None
    return max(report.year - 1, report.period[1] if report.period is not None else 0)


def _turned(report: Report, roles: list[Role]) -> list[Role]:
    """Return the roles with goals in the second part of sections that review and plan."""
    for section in report.sections:
        ahead = _named_ahead(report, section)
        if ahead is None:
            continue
        named = _PLAN_WORDS.sub("", ahead.text)
        begun = False
        for place, paragraph in enumerate(report.paragraphs):
            if not section.start <= paragraph.start < section.end:
                continue
            end = min(paragraph.end, paragraph.start + _BEGINNING)
            begun = begun or named in fold(report.text[paragraph.start : end])
            if begun and roles[place] is Role.REVIEW:
                roles[place] = Role.GOALS
    return roles


def _named_ahead(report: Report, section: Section) -> TimeWord | None:
    """Return what a section's heading plans for, beside what it reviews; None for nothing."""
    if section.level > 1 or section.role is not Role.REVIEW or report.year is None:
        return None
    heading = fold(section.title)
    words = find_times(heading, Anchor.of_report(report), prose=True)
    if not words or not words[0].first < report.year <= words[-1].last:
        return None
    return words[-1] if _AHEAD.search(heading, words[-1].end) else None
