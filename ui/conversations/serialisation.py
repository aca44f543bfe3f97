"""Conversations packed to JSON for the browser, and checked again when they come back.

A packed turn holds the answer and where its passages stand, not their text: passages are read
from the index again when the turn is shown, so a report that was removed or changed since then
cannot be quoted. What comes back from a browser is a stranger's input: whatever does not fit the
form is left out, never trusted.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Any, TypeVar

from embeddings.messages import Message
from embeddings.records import Report
from embeddings.text.folding import without_whitespace
from qa.gate.kinds import InputKind
from qa.records import (
    Answer,
    Citation,
    Computed,
    Missing,
    OtherPlace,
    Reason,
    Retrieval,
    Scope,
    ScoredPassage,
)
from ui.conversations.conversation import TURNS_KEPT, Conversation, KeptTurn

__all__ = ["pack_turn", "unpack"]

Number = TypeVar("Number", int, float)

# No conversation that the page kept comes near these; a made-up one costs no more than they allow.
_MOST_ITEMS = 200  # of a list
_LONGEST_TEXT = 20_000  # characters
_LARGEST_NUMBER = 2**53  # what a browser's number holds exactly


def unpack(packed: object, reports: Mapping[str, Report]) -> Conversation | None:
    """Return the conversation, or None where the value is not one.

    Passages of reports that are no longer indexed are left out; citations are kept as they were
    and verified where they are shown.
    """
    values = _mapping(packed)
    key = _text(values.get("key"))
    if not key:
        return None
    stored = values.get("turns")
    last = stored[-TURNS_KEPT:] if isinstance(stored, list | tuple) else ()
    turns = [_unpack_turn(_mapping(turn), reports) for turn in last]
    return Conversation(
        key=key[:64],
        title=_text(values.get("title"))[:200],
        begun=_text(values.get("begun"))[:40],
        turns=tuple(turn for turn in turns if turn is not None),
    )


def pack_turn(turn: KeptTurn) -> dict[str, object]:
    """Return a turn as JSON values, about 3 KB."""
    answer = turn.answer
    retrieval = answer.retrieval
    scope = retrieval.scope if retrieval is not None else Scope()
    missing = retrieval.missing if retrieval is not None else Missing()
    return {
        "asked": turn.asked,
        "years": turn.years,
        "regions": turn.regions,
        "alone": turn.alone,
        "question": answer.question,
        "rewritten": answer.rewritten,
        "text": answer.text,
        "spans": answer.spans,
        "computed": [[c.value, c.operation, list(c.operands)] for c in answer.computed],
        "citations": [
            [
                c.report_id,
                c.title,
                c.file,
                c.paragraph,
                c.start,
                c.end,
                c.excerpt,
                c.text_start,
                c.text_end,
            ]
            for c in answer.citations
        ],
        "refused": answer.refused,
        "reason": answer.reason.value if answer.reason else None,
        "message": answer.message,
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
    question = _text(values.get("question"))
    if not question:
        return None
    reason = _text(values.get("reason"))
    text = _text(values.get("text"))
    rewritten = _text(values.get("rewritten"))
    retrieval = Retrieval(
        passages=_unpack_passages(values.get("passages"), reports),
        question=question,
        rewritten=rewritten,
        scope=Scope(
            about_years=_numbers(values.get("about_years")),
            report_years=_numbers(values.get("report_years")),
            regions=_texts(values.get("scope_regions")),
        ),
        missing=Missing(
            years=_numbers(values.get("missing_years")),
            regions=_texts(values.get("missing_regions")),
        ),
    )
    spans = [_numbers(span) for span in _sequence(values.get("unsupported"))]
    answer = Answer(
        question=question,
        rewritten=rewritten,
        text=text,
        spans=tuple(dict.fromkeys(_texts(values.get("spans")))),
        computed=tuple(_unpack_computed(values.get("computed"))),
        citations=tuple(_unpack_citations(values.get("citations"))),
        refused=values.get("refused") is True,
        reason=Reason(reason) if reason in set(Reason) else None,
        message=_text(values.get("message")),
        confidence=min(1.0, max(0.0, _number(values.get("confidence"), 0.0))),
        retrieval=retrieval,
        notices=tuple(_unpack_notices(values.get("notices"))),
        suggestions=_texts(values.get("suggestions")),
        guidance=_kind(values.get("guidance")),
        generated=values.get("generated") is True,
        unsupported=tuple(dict.fromkeys((span[0], span[1]) for span in spans if len(span) == 2)),
        seconds=_number(values.get("seconds"), 0.0),
    )
    years, regions = values.get("years"), values.get("regions")
    return KeptTurn(
        answer=answer,
        asked=_text(values.get("asked"))[:40],
        years=None if years is None else _numbers(years),
        regions=None if regions is None else _texts(regions),
        alone=values.get("alone") is True,
    )


def _unpack_passages(packed: object, reports: Mapping[str, Report]) -> tuple[ScoredPassage, ...]:
    found: list[ScoredPassage] = []
    for row in _sequence(packed):
        cells = _sequence(row)
        report = reports.get(_text(cells[0])) if len(cells) in (6, 7) else None
        number = _number(cells[1], 0) if report else 0
        if report is None or not 1 <= number <= len(report.paragraphs):
            continue
        place = report.paragraphs[number - 1]
        start, end = _number(cells[2], 0), _number(cells[3], 0)
        if not place.start <= start <= end <= place.end:
            start = end = place.start
        shares = list(_mapping(cells[5]).items())[:_MOST_ITEMS]
        why = {str(name)[:64]: _number(share, 0.0) for name, share in shares}
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
                score=_number(cells[4], 0.0),
                rank=len(found) + 1,
                why=why,
                also=_unpack_also(cells[6:], report.text[place.start : place.end], reports),
            )
        )
    return tuple(found)


def _unpack_also(
    packed: Sequence[object], text: str, reports: Mapping[str, Report]
) -> tuple[OtherPlace, ...]:
    """Return the other places that still hold `text`; an older version kept none."""
    found = []
    for row in _sequence(packed[0]) if packed else ():
        cells = _sequence(row)
        report = reports.get(_text(cells[0])) if len(cells) == 2 else None
        number = _number(cells[1], 0) if report else 0
        if report is None or not 1 <= number <= len(report.paragraphs):
            continue
        other = OtherPlace.of(report, number)
        if without_whitespace(report.text[other.start : other.end]) == without_whitespace(text):
            found.append(other)
    return tuple(found)


def _unpack_citations(packed: object) -> list[Citation]:
    found = []
    for row in _sequence(packed):
        cells = _sequence(row)
        if len(cells) != 9:
            continue
        found.append(
            Citation(
                report_id=_text(cells[0]),
                title=_text(cells[1]),
                file=_text(cells[2]),
                paragraph=_number(cells[3], 0),
                start=_number(cells[4], 0),
                end=_number(cells[5], 0),
                excerpt=_text(cells[6]),
                text_start=_number(cells[7], 0),
                text_end=_number(cells[8], 0),
            )
        )
    return found


def _unpack_notices(values: Any) -> Iterator[Message]:
    for stored in _sequence(values):
        with suppress(ValueError):
            yield Message.from_fields(stored)


def _unpack_computed(packed: object) -> list[Computed]:
    rows = [_sequence(row) for row in _sequence(packed)]
    return [
        Computed(value=_text(row[0]), operation=_text(row[1]), operands=_texts(row[2]))
        for row in rows
        if len(row) == 3
    ]


def _kind(value: object) -> str:
    return value if isinstance(value, str) and value in set(InputKind) else ""


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _sequence(value: object) -> Sequence[object]:
    return value[:_MOST_ITEMS] if isinstance(value, list | tuple) else ()


def _text(value: object) -> str:
    return value[:_LONGEST_TEXT] if isinstance(value, str) else ""


def _texts(value: object) -> tuple[str, ...]:
    return tuple(item[:_LONGEST_TEXT] for item in _sequence(value) if isinstance(item, str))


def _number(value: object, otherwise: Number) -> Number:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return otherwise
    if not -_LARGEST_NUMBER <= value <= _LARGEST_NUMBER:  # NaN is not within either
        return otherwise
    return type(otherwise)(value)


def _numbers(value: object) -> tuple[int, ...]:
    found = (item for item in _sequence(value) if isinstance(item, int))
    return tuple(
        item
        for item in found
        if not isinstance(item, bool) and -_LARGEST_NUMBER <= item <= _LARGEST_NUMBER
    )
