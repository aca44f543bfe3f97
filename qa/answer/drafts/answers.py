"""A draft → the answer or the refusal."""

from dataclasses import replace

from embeddings.index.catalogue import all_reports
from qa.answer.citations import is_true
from qa.answer.drafts.draft import Draft
from qa.answer.refusals.refusal_messages import refusal_message
from qa.answer.refusals.suggestions import suggestions
from qa.records import Answer, Retrieval

__all__ = ["answer_of"]


def answer_of(retrieval: Retrieval, draft: Draft) -> Answer:
    """Return the answer of `draft`, or the refusal with its reason and suggested questions.

    A citation whose excerpt is not in its report is left out; the passages cited come first.

    Raises:
        ValueError: if the retrieval was stored and read back.
    """
    reports = retrieval.origin()[1].reports
    base = Answer(
        question=retrieval.question,
        rewritten=retrieval.rewritten,
        confidence=draft.probability,
        retrieval=retrieval,
    )
    if draft.reason is not None:
        told = "".join(f"{ground.text('zh')}。" for ground in draft.grounds)
        return replace(
            base,
            refused=True,
            reason=draft.reason,
            message=told or refusal_message(draft.reason, retrieval, all_reports(reports)),
            grounds=draft.grounds,
            suggestions=suggestions(retrieval, reports),
        )
    citations = tuple(one for one in draft.citations if is_true(one, reports))
    return replace(
        base,
        retrieval=retrieval.ordered((one.report_id, one.paragraph) for one in citations),
        text=draft.text,
        spans=draft.spans,
        computed=draft.computed,
        citations=citations,
        table=draft.table,
        notices=draft.notices,
    )
