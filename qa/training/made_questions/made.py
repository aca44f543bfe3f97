"""A question made by program, and which of many are kept: few alike, of all reports and kinds."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from embeddings.text.bigrams import bigrams
from qa.evaluation.matching.normalisation import contains_form

__all__ = ["MadeQuestion", "as_row", "holds", "spread"]

_ALIKE = 0.6  # share of the character pairs of two questions, place and year aside, that both have
_OFTEN = 4  # questions about one subject
_YEAR = re.compile(r"(?:19|20)?\d\d年")


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeQuestion:
    """A question over one report; without answers it is unanswerable."""

    kind: str  # how it was made: figure, change, pair, list, honour, indicator, subject …
    type: str  # of the test set
    question: str
    subject: str  # what is asked about, in the words of the report
    place: str
    report: str  # title
    answers: tuple[tuple[str, ...], ...] = ()
    quote: str = ""
    lacks: tuple[str, ...] = ()


def as_row(question: MadeQuestion, name: str) -> dict[str, Any]:
    """Return a question as a line of a test set; `name` is its id."""
    row: dict[str, Any] = {
        "id": name,
        "question": question.question,
        "type": question.type,
        "answerable": bool(question.answers),
        "answers": [list(forms) for forms in question.answers],
        "evidence": [{"report": question.report, "quote": question.quote}]
        if question.answers
        else [],
        "history": [],
        "made": question.kind,
    }
    return row if question.answers else row | {"over": question.report, "lacks": question.lacks}


def holds(one: MadeQuestion) -> bool:
    """Whether every part of the answer stands in the quote, and the quote is not too long."""
    return len(one.quote) <= 120 and all(
        any(contains_form(one.quote, form) for form in forms) for forms in one.answers
    )


def spread(found: Iterable[MadeQuestion], most: int, chance: Random) -> list[MadeQuestion]:
    """Return up to `most` questions a report, its kinds in turn, none like an earlier one."""
    by_report: dict[str, dict[str, list[MadeQuestion]]] = defaultdict(lambda: defaultdict(list))
    for one in found:
        by_report[one.report][one.kind].append(one)
    used: Counter[str] = Counter()
    kept: list[tuple[MadeQuestion, frozenset[str]]] = []
    for report in sorted(by_report):
        kinds = [chance.sample(some, len(some)) for _, some in sorted(by_report[report].items())]
        chance.shuffle(kinds)
        own: list[MadeQuestion] = []
        while len(own) < most and any(kinds):
            for some in kinds:
                taken = _next(some, kept, used) if len(own) < most else None
                if taken is not None:
                    own.append(taken)
    return [one for one, _ in kept]


def _next(
    waiting: list[MadeQuestion],
    kept: list[tuple[MadeQuestion, frozenset[str]]],
    used: Counter[str],
) -> MadeQuestion | None:
    while waiting:
        one = waiting.pop()
        pairs = _pairs(one)
        if used[one.subject] < _OFTEN and not _is_like(one, pairs, kept):
            used[one.subject] += 1
            kept.append((one, pairs))
            return one
    return None


def _is_like(
    one: MadeQuestion, pairs: frozenset[str], kept: Sequence[tuple[MadeQuestion, frozenset[str]]]
) -> bool:
    """Whether an earlier question has the same words, or asks the same report nearly the same."""
    for other, others in kept:
        alike = len(pairs & others) / max(1, len(pairs | others))
        if alike == 1 or (alike > _ALIKE and other.report == one.report):
            return True
    return False


def _pairs(one: MadeQuestion) -> frozenset[str]:
    return frozenset(bigrams(_YEAR.sub("", one.question.replace(one.place, ""))))
