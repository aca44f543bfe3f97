"""Removal of quotes from conversations after their reports were forgotten."""

from collections.abc import Mapping
from dataclasses import replace

from embeddings.records import Report
from qa.records import Answer, Reason
from ui.conversations.conversation import Conversation, KeptTurn

__all__ = ["without_forgotten"]


def without_forgotten(conversation: Conversation, reports: Mapping[str, Report]) -> Conversation:
    """Return the conversation without text of reports outside `reports`.

    An answer that cites such a report becomes a refusal; its citations keep the title, to name what
    was withdrawn, and lose the excerpt. A later answer keeps its own text.
    """
    turns = tuple(_without_forgotten(turn, reports) for turn in conversation.turns)
    return conversation if turns == conversation.turns else replace(conversation, turns=turns)


def _without_forgotten(turn: KeptTurn, reports: Mapping[str, Report]) -> KeptTurn:
    answer = turn.answer
    passages = () if answer.retrieval is None else answer.retrieval.passages
    if all(citation.report_id in reports for citation in answer.citations) and all(
        passage.report_id in reports and all(other.report_id in reports for other in passage.also)
        for passage in passages
    ):
        return turn
    if answer.retrieval is not None:
        kept = tuple(
            replace(
                passage,
                also=tuple(other for other in passage.also if other.report_id in reports),
            )
            for passage in passages
            if passage.report_id in reports
        )
        answer = replace(
            answer, retrieval=replace(answer.retrieval, passages=kept, parsed=None, snapshot=None)
        )
    if any(citation.report_id not in reports for citation in answer.citations):
        answer = _withdrawn(answer)
    return replace(turn, answer=answer)


def _withdrawn(answer: Answer) -> Answer:
    return Answer(
        question=answer.question,
        rewritten=answer.rewritten,
        citations=tuple(replace(citation, excerpt="") for citation in answer.citations),
        refused=True,
        reason=Reason.NO_REPORT,
        retrieval=answer.retrieval,
        seconds=answer.seconds,
    )
