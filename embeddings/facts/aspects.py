"""The aspect of a figure, planned or achieved, from its years, its section, and words before it."""

import re

from embeddings.facts.records import Aspect
from embeddings.facts.years.periods import Period
from embeddings.language.tense_cues import REACHED, plans
from embeddings.records import Role

__all__ = ["aspect_of"]

# 要把物价涨幅控制在10%以内 in a review: an earlier target.
_HAD_PLANNED = re.compile(
    r"要(?:把|将|从|使|在)|目标(?:是|为|定为)|预定|计划为?$|原定|提出.{0,8}目标"
)
_AHEAD = (Role.GOALS, Role.TASKS, Role.GOVERNMENT)


def aspect_of(
    words: str, role: Role, period: Period, *, planned_before: bool, task_year: int | None
) -> Aspect:
    """Return the aspect of a figure.

    Args:
        words: the folded clause up to the figure.
        role: of its section.
        period: of the figure.
        planned_before: whether the sentence sets a target before the clause.
        task_year: the year that the report plans.
    """
    planned = planned_before or plans(words)
    if period.last is not None and task_year is not None:
        if period.last >= task_year:
            return Aspect.TARGET if planned or role is not Role.REVIEW else Aspect.RESULT
        if planned and role is not Role.REVIEW and not REACHED.search(words):
            return Aspect.TARGET
        if _HAD_PLANNED.search(words) and not REACHED.search(words):
            return Aspect.TARGET
        return Aspect.RESULT
    if role is Role.REVIEW:
        return Aspect.RESULT
    if role in _AHEAD or planned:
        return Aspect.TARGET
    return Aspect.RESULT if REACHED.search(words) else Aspect.NEITHER
