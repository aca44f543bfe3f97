"""Notices beside an answer: how the question was understood, what was not read."""

from collections.abc import Mapping
from dataclasses import replace

from embeddings.messages import Message
from embeddings.records import Report
from qa.answer.drafts.passage_draft import PassageDraft
from qa.answer.listings.coined_names import asked_coinage
from qa.question.answer_type import AnswerType
from qa.question.question import Question
from qa.records import Answer, Retrieval

__all__ = ["answer_notices", "noted", "unread_notices"]


def answer_notices(
    retrieval: Retrieval, draft: PassageDraft, reports: Mapping[str, Report]
) -> tuple[Message, ...]:
    """Return the notices on how the question was understood and which report was taken."""
    read = [note.partition(" → ") for note in retrieval.scope.notes]
    notices = [Message("years_read", said=said, years=years) for said, to, years in read if to]
    notices += [Message("slip_read", said=one.written, meant=one.meant) for one in retrieval.slips]
    named = retrieval.scope.about_years or retrieval.scope.report_years
    if draft.citations and not named and len(reports) > 1:
        titles = dict.fromkeys(citation.title for citation in draft.citations)
        notices.append(Message("taken_from", titles=tuple(titles)))
    count = _members_asked(retrieval.origin()[0])
    if count > 1 and draft.citations and len(draft.spans) != count:
        notices.append(Message("list_uncounted", count=count))
    if draft.conflicting:
        notices.append(Message("figures_conflict"))
    return tuple(notices)


def _members_asked(question: Question) -> int:
    """Return how many members of a list a question asks for; 0 if it does not say."""
    coined, kind = asked_coinage(question.folded), question.kind
    if coined is not None:
        return coined.count
    return kind.parts if kind.kind is AnswerType.LIST and not kind.open_ended else 0


def unread_notices(
    answer: Answer, retrieval: Retrieval, reports: Mapping[str, Report]
) -> tuple[Message, ...]:
    """Return the notices on unread parts of the files of the reports cited, or else found first."""
    cited = [citation.report_id for citation in answer.citations]
    found = cited or [passage.report_id for passage in retrieval.passages[:1]]
    sources = [
        source
        for report_id in dict.fromkeys(found)
        if report_id in reports
        for source in reports[report_id].sources
    ]
    return tuple({str(each): each for source in sources for each in source.unread}.values())


def noted(answer: Answer, told: Answer | None, retrieval: Retrieval) -> Answer:
    """Return an answer with its notices and without suggestions; `told` instead of a refusal."""
    found = replace(answer, suggestions=())
    if told is not None:
        found = told if answer.refused else replace(found, notices=(Message("no_advice"),))
    reports = retrieval.origin()[1].reports
    return replace(found, notices=(*found.notices, *unread_notices(found, retrieval, reports)))
