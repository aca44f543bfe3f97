"""What the reader learns from: a question and the sentences among which it must choose."""

import json
import random
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from embeddings.encoders.reading_units import ReadingUnit, unit_spans
from embeddings.training.sources import Pair, pairs_of

__all__ = [
    "ReadQuestion",
    "ReadUnit",
    "load_questions",
    "passage_questions",
    "save_questions",
]

_UNITS_MOST = 24  # of a passage, those that share most characters with the question
_LONGEST_ANSWER = 40  # characters

Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadUnit:
    """A sentence; `right` answers the question, `unknown` may answer it too and teaches nothing."""

    text: str
    context: str = ""  # title, role and year of its section, heading
    right: bool = False
    unknown: bool = False
    quotes: Spans = ()  # of the evidence, in `text`
    answers: Spans = ()

    @property
    def plain(self) -> ReadingUnit:
        """The unit without its labels."""
        return ReadingUnit(self.text, self.context)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadQuestion:
    """A question and its units, the likeliest first; unanswerable where none is right."""

    question: str
    units: tuple[ReadUnit, ...]
    source: str  # written | made | passage

    @property
    def answerable(self) -> bool:
        """Whether a unit is right."""
        return any(unit.right for unit in self.units)


def save_questions(questions: Iterable[ReadQuestion], path: Path) -> None:
    """Write one question per line, as JSON."""
    lines = [json.dumps(asdict(one), ensure_ascii=False) for one in questions]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def load_questions(path: Path) -> list[ReadQuestion]:
    """Return the questions that `save_questions` wrote."""
    found = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        units = [
            ReadUnit(**unit | {key: _spans(unit[key]) for key in ("quotes", "answers")})
            for unit in row.pop("units")
        ]
        found.append(ReadQuestion(**row, units=tuple(units)))
    return found


def passage_questions(train: Path, name: str, count: int) -> list[ReadQuestion]:
    """Return up to `count` questions of `pairs/` whose answer is a span of its passage."""
    found = [pair for pair in pairs_of(train, name) if 0 < len(pair.answer) <= _LONGEST_ANSWER]
    random.Random(1).shuffle(found)
    questions = (_of_passage(pair) for pair in found)
    return [one for one in questions if one is not None][:count]


def _of_passage(pair: Pair) -> ReadQuestion | None:
    place = pair.positive.find(pair.answer)
    end = place + len(pair.answer)
    units = []
    for first, last in unit_spans(pair.positive):
        text, own = pair.positive[first:last], first <= place and end <= last
        units.append(
            ReadUnit(
                text=text,
                right=own,
                unknown=not own and pair.answer in text,
                answers=((place - first, end - first),) if own else (),
            )
        )
    if place < 0 or len(units) < 2 or not any(unit.right for unit in units):
        return None
    letters = set(pair.query)
    units.sort(key=lambda unit: -len(letters & set(unit.text)) / (1 + len(unit.text) ** 0.5))
    kept = units[:_UNITS_MOST] + [unit for unit in units[_UNITS_MOST:] if unit.right]
    return ReadQuestion(question=pair.query, units=tuple(kept), source="passage")


def _spans(found: Iterable[Iterable[int]]) -> Spans:
    return tuple((start, end) for start, end in found)
