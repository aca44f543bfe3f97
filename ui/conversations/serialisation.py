"""Conversations serialised to JSON for the browser, and validated when they are sent back.

A packed turn has the answer and the places of its passages, not their text: passages are read from
the index again when the turn is shown, so that a report removed or changed since cannot be quoted.
Data from a browser is untrusted: whatever does not fit the form is left out.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Any

from embeddings.messages import Message
from embeddings.records import Report
from embeddings.text.folding import without_whitespace
from qa.gate.kinds import InputKind
from qa.records import (
    Answer,
    Computed,
    Missing,
    OtherPlace,
    Reason,
    Retrieval,
    Scope,
    ScoredPassage,
)
from ui.conversations.conversation import TURNS_KEPT, Conversation, KeptTurn
from ui.conversations.forgetting import without_forgotten
from ui.conversations.stored_values import (
    MOST_ITEMS,
    list_of,
    mapping_of,
    number_of,
    numbers_of,
    text_of,
    texts_of,
)
from ui.conversations.tables import pack_citation, pack_table, unpack_citations, unpack_table

__all__ = ["pack_turn", "unpack"]


def unpack(packed: object, reports: Mapping[str, Report]) -> Conversation | None:
    """Return the conversation; None if the value is not one.

    Text of reports that are no longer indexed is left out; other citations are kept and verified
    when they are shown.
    """
    values = mapping_of(packed)
    key = text_of(values.get("key"))
    if not key:
        return None
    stored = values.get("turns")
    last = stored[-TURNS_KEPT:] if isinstance(stored, list | tuple) else ()
    turns = [_unpack_turn(mapping_of(turn), reports) for turn in last]
    conversation = Conversation(
        key=key[:64],
        title=text_of(values.get("title"))[:200],
        begun=text_of(values.get("begun"))[:40],
        turns=tuple(turn for turn in turns if turn is not None),
    )
    return without_forgotten(conversation, reports)


def pack_turn(turn: KeptTurn) -> dict[str, object]:
    """Return a turn as JSON values: about 3 KB, and 150 bytes per cell of a table."""
    answer = turn.answer
    retrieval = answer.retrieval
    scope = answer.scope
    missing = retrieval.missing if retrieval is not None else Missing()
    return {
        "key": turn.key,
        "asked": turn.asked,
        "years": turn.years,
        "regions": turn.regions,
        "alone": turn.alone,
        "question": answer.question,
        "rewritten": answer.rewritten,
        "text": answer.text,
        "spans": answer.spans,
        "computed": [[c.value, c.operation, list(c.operands)] for c in answer.computed],
        "citations": [pack_citation(citation) for citation in answer.citations],
        "table": pack_table(answer.table, answer.citations),
        "refused": answer.refused,
        "reason": answer.reason.value if answer.reason else None,
        "message": answer.message,
        "grounds": [ground.fields() for ground in answer.grounds],
        "confidence": answer.confidence,
        "notices": [notice.fields() for notice in answer.notices],
        "suggestions": answer.suggestions,
        "guidance": answer.guidance,
        "generated": answer.generated,
        "unsupported": [list(span) for span in answer.unsupported],
        "seconds": answer.seconds,
        "about_years": scope.about_years,
        "report_years": scope.report_years,
        "scope_regions": scope.regions,
        "missing_years": missing.years,
        "missing_regions": missing.regions,
        "passages": [
            [
                p.report_id,
                p.paragraph,
                p.match_start,
                p.match_end,
                p.score,
                dict(p.why),
                [[other.report_id, other.paragraph] for other in p.also],
            ]
            for p in retrieval or ()
        ],
    }


def _unpack_turn(values: Mapping[str, Any], reports: Mapping[str, Report]) -> KeptTurn | None:
    question = text_of(values.get("question"))
    if not question:
        return None
    reason = text_of(values.get("reason"))
    text = text_of(values.get("text"))
    rewritten = text_of(values.get("rewritten"))
    retrieval = Retrieval(
        passages=_unpack_passages(values.get("passages"), reports),
        question=question,
        rewritten=rewritten,
        scope=Scope(
            about_years=numbers_of(values.get("about_years")),
            report_years=numbers_of(values.get("report_years")),
            regions=texts_of(values.get("scope_regions")),
        ),
        missing=Missing(
            years=numbers_of(values.get("missing_years")),
            regions=texts_of(values.get("missing_regions")),
        ),
    )
    spans = [numbers_of(span) for span in list_of(values.get("unsupported"))]
    citations = tuple(unpack_citations(values.get("citations")))
    answer = Answer(
        question=question,
        rewritten=rewritten,
        text=text,
        spans=tuple(dict.fromkeys(texts_of(values.get("spans")))),
        computed=tuple(_unpack_computed(values.get("computed"))),
        citations=citations,
        table=unpack_table(values.get("table"), citations),
        refused=values.get("refused") is True,
        reason=Reason(reason) if reason in set(Reason) else None,
        message=text_of(values.get("message")),
        grounds=tuple(_unpack_messages(values.get("grounds"))),
        confidence=min(1.0, max(0.0, number_of(values.get("confidence"), 0.0))),
        retrieval=retrieval,
        notices=tuple(_unpack_messages(values.get("notices"))),
        suggestions=texts_of(values.get("suggestions")),
        guidance=_kind(values.get("guidance")),
        generated=values.get("generated") is True,
        unsupported=tuple(dict.fromkeys((span[0], span[1]) for span in spans if len(span) == 2)),
        seconds=number_of(values.get("seconds"), 0.0),
    )
    years, regions = values.get("years"), values.get("regions")
    return KeptTurn(
        key=text_of(values.get("key"))[:64],
        answer=answer,
        asked=text_of(values.get("asked"))[:40],
        years=None if years is None else numbers_of(years),
        regions=None if regions is None else texts_of(regions),
        alone=values.get("alone") is True,
    )


def _unpack_passages(packed: object, reports: Mapping[str, Report]) -> tuple[ScoredPassage, ...]:
    found: list[ScoredPassage] = []
    for row in list_of(packed):
        cells = list_of(row)
        report = reports.get(text_of(cells[0])) if len(cells) in (6, 7) else None
        number = number_of(cells[1], 0) if report else 0
        if report is None or not 1 <= number <= len(report.paragraphs):
            continue
        place = report.paragraphs[number - 1]
        start, end = number_of(cells[2], 0), number_of(cells[3], 0)
        if not place.start <= start <= end <= place.end:
            start = end = place.start
        shares = list(mapping_of(cells[5]).items())[:MOST_ITEMS]
        why = {str(name)[:64]: number_of(share, 0.0) for name, share in shares}
        found.append(
            ScoredPassage(
                report_id=report.report_id,
                title=report.title,
                paragraph=number,
                start=place.start,
                end=place.end,
                text=report.text[place.start : place.end],
                match_start=start,
                match_end=end,
                score=number_of(cells[4], 0.0),
                rank=len(found) + 1,
                why=why,
                also=_unpack_also(cells[6:], report.text[place.start : place.end], reports),
            )
        )
    return tuple(found)


def _unpack_also(
    packed: Sequence[object], text: str, reports: Mapping[str, Report]
) -> tuple[OtherPlace, ...]:
    """Return the other places that still have `text`; older versions stored none."""
    found = []
    for row in list_of(packed[0]) if packed else ():
        cells = list_of(row)
        report = reports.get(text_of(cells[0])) if len(cells) == 2 else None
        number = number_of(cells[1], 0) if report else 0
        if report is None or not 1 <= number <= len(report.paragraphs):
            continue
        other = OtherPlace.of(report, number)
        if without_whitespace(report.text[other.start : other.end]) == without_whitespace(text):
            found.append(other)
    return tuple(found)


def _unpack_messages(values: Any) -> Iterator[Message]:
    for stored in list_of(values):
        with suppress(ValueError):
            yield Message.from_fields(stored)


def _unpack_computed(packed: object) -> list[Computed]:
    rows = [list_of(row) for row in list_of(packed)]
    return [
        Computed(value=text_of(row[0]), operation=text_of(row[1]), operands=texts_of(row[2]))
        for row in rows
        if len(row) == 3
    ]


def _kind(value: object) -> str:
    return value if isinstance(value, str) and value in set(InputKind) else ""
