"""A draft from facts → the answer."""

from dataclasses import replace

from qa.answer.figures.draft import FigureDraft
from qa.answer.refusals.refusal_messages import refusal_message
from qa.answer.refusals.suggestions import suggestions
from qa.records import Answer, Reason, Retrieval
from qa.tables import CellStatus

__all__ = ["answer_of_facts"]


def _looked_through(draft: FigureDraft) -> bool:
    """Whether a report that should say what was asked is indexed, and was read."""
    grid = draft.refused
    return grid is not None and any(cell.status is CellStatus.NOT_FOUND for cell in grid.cells)


def answer_of_facts(retrieval: Retrieval, draft: FigureDraft) -> Answer:
    """Return the answer that facts give, or their refusal."""
    reports = retrieval.origin()[1].reports
    base = Answer(
        question=retrieval.question,
        rewritten=retrieval.rewritten,
        confidence=draft.probability,
        retrieval=retrieval,
    )
    if draft.reason is not None:
        missing = bool(retrieval.missing) and not _looked_through(draft)
        grounds = () if missing else draft.grounds
        return replace(
            base,
            refused=True,
            reason=Reason.NO_REPORT if missing else draft.reason,
            message=refusal_message(Reason.NO_REPORT, retrieval, reports.values())
            if missing
            else "".join(f"{ground.text('zh')}。" for ground in grounds),
            grounds=grounds,
            suggestions=suggestions(retrieval, reports),
        )
    return replace(
        base,
        text=draft.text,
        spans=draft.spans,
        computed=draft.computed,
        citations=draft.citations,
        table=draft.table,
        notices=draft.notices,
    )
