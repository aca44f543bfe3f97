"""The index as an external knowledge base of Dify.

The form is that of https://docs.dify.ai/en/use-dify/knowledge/external-knowledge-api.
"""

from dataclasses import dataclass
from typing import Any

from qa.integrations.documents import FoundDocument
from ui.page.programs.requests import Body, RequestFault

__all__ = ["KNOWLEDGE", "KnowledgeQuestion", "read_knowledge", "record_objects"]

KNOWLEDGE = "govreport"  # the external knowledge ID that is given in Dify
_DIGITS = 4  # of a year
_EQUAL = {"year": ("=", "is"), "region": ("is",)}  # operators that compare with one value


@dataclass(frozen=True, slots=True, kw_only=True)
class KnowledgeQuestion:
    """The question of a retrieval request."""

    query: str
    k: int
    least_score: float
    years: tuple[int, ...] | None = None
    regions: tuple[str, ...] | None = None


def read_knowledge(body: Body) -> KnowledgeQuestion:
    """Return the question of a request.

    Raises:
        RequestFault: for another knowledge base, and for conditions on other fields than year and
            region.
    """
    knowledge = body.text("knowledge_id")
    if knowledge != KNOWLEDGE:
        raise RequestFault(404, "api.no_knowledge", found=knowledge[:100], knowledge=KNOWLEDGE)
    setting = body.object("retrieval_setting")
    years, regions = _filters(body.object("metadata_condition"))
    return KnowledgeQuestion(
        query=body.text("query"),
        k=setting.whole("top_k", 10),
        least_score=setting.number("score_threshold", 0.0),
        years=years,
        regions=regions,
    )


def _filters(condition: Body) -> tuple[tuple[int, ...] | None, tuple[str, ...] | None]:
    """Return years and regions of a conjunction with at most one condition on each."""
    conditions = condition.objects("conditions")
    wanted = {name: values for each in conditions for name, values in [_condition(each)]}
    united = condition.text("logical_operator", "and") == "and" or len(conditions) < 2
    if not united or len(wanted) < len(conditions):
        raise RequestFault(400, "api.condition")
    years = wanted.get("year")
    if years is not None and not all(v.isdecimal() and len(v) <= _DIGITS for v in years):
        raise RequestFault(400, "api.condition")
    return None if years is None else tuple(map(int, years)), wanted.get("region")


def _condition(condition: Body) -> tuple[str, tuple[str, ...]]:
    """Return the field and the values of a condition; `name` may be a list of one."""
    given = condition.raw("name")
    name = given[0] if isinstance(given, list) and len(given) == 1 else given
    operator, value = condition.text("comparison_operator"), condition.raw("value")
    if not isinstance(name, str):
        raise RequestFault(400, "api.condition")
    if name in _EQUAL and operator in _EQUAL[name] and isinstance(value, int | float | str):
        return name, (f"{value:g}" if isinstance(value, float) else str(value),)
    if name in _EQUAL and operator == "in" and isinstance(value, list) and value:
        return name, tuple(map(str, value))
    raise RequestFault(400, "api.condition")


def record_objects(
    found: tuple[FoundDocument, ...], question: KnowledgeQuestion
) -> list[dict[str, Any]]:
    """Return the paragraphs whose score is high enough, best first."""
    return [
        {
            "content": document.text,
            "score": document.score,
            "title": document.metadata["title"],
            "metadata": {"id": document.id, **document.metadata},
        }
        for document in found
        if document.score >= question.least_score
    ]
