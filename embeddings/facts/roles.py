"""The role of every paragraph, also without an explicit heading.

A report reviews first and plans then. A section without an explicit role is review before the first
planning section, and plan after it. In a report without headings the plan begins at the first
paragraph of planning. A communiqué and a table of figures are about the year that is over.
"""

import re

from embeddings.records import Kind, Paragraph, Report, Role

__all__ = ["paragraph_roles"]

_PLANS = frozenset((Role.GOALS, Role.TASKS))
_PAST = (Kind.COMMUNIQUE, Kind.TABLE)
_UNTOLD = frozenset((Role.OTHER, Role.OPENING))
_DONE = re.compile(r"圆满|收官|(?:完成|实现)[^，]*目标任务|胜利完成|辉煌|历史性")
_TURN = re.compile(
    r"(?:总体要求|总体思路|指导思想|预期目标|主要目标|奋斗目标)(?:是|为|：|:|和)|"
    r"(?:今年|明年|20\d\d年|新的?一年|下一?年)[^。]{0,24}(?:要|必须)(?:着力|重点|切实|抓好|做好|突出)|"
    r"(?:做好|安排)[^。]{0,12}(?:今年|明年|20\d\d年)[^。]{0,8}工作"
)


def paragraph_roles(report: Report) -> tuple[Role, ...]:
    """Return the role of each paragraph of `report`, in their order."""
    if report.kind in _PAST:
        return (Role.REVIEW,) * len(report.paragraphs)
    roles = [_role(report, paragraph) for paragraph in report.paragraphs]
    told = [place for place, role in enumerate(roles) if role in _PLANS]
    if told:
        turn = told[0]
    elif report.sections and Role.REVIEW in roles:
        turn = len(roles)
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
    return tuple(
        (Role.REVIEW if place < turn else Role.TASKS) if role in _UNTOLD else role
        for place, role in enumerate(roles)
    )


def _role(report: Report, paragraph: Paragraph) -> Role:
    """Return the role of a paragraph's section; 圆满完成“十二五”目标任务 reviews."""
    role, path = report.role_of(paragraph), report.heading_path(paragraph)
    return Role.REVIEW if role in _PLANS and path and _DONE.search(path[0]) else role
