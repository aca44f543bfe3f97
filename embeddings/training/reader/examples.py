"""Training examples of the reader: question, window and span.

A window is a run of whole sentences of a passage, at most `WINDOW` words. The positive window
holds the answer; the negatives are other windows of the same passage and windows of passages
that share the most rare words with the question.
"""

import json
import lzma
import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from embeddings.text.segmentation import Segmentation, segment
from embeddings.text.sentences import sentence_spans

__all__ = ["Example", "Triple", "Window", "build_examples", "read_triples", "windows_of"]

WINDOW = 80  # words; one to three sentences of a report
SPAN_SETS = (
    "mrc",
    "cmrc2018_train",
    "cjrc_devtest",
    "security_mrc",
    "chinese_squad2_dev",
    "xquad_zh",
    "ncp_policies_mrc",
)
NEGATIVES = 2
_TRIES = 100  # passages looked at for them: most hold no answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """Words of a window; `first`, `last` are the answer's words, -1 where it holds none."""

    words: tuple[str, ...]
    first: int = -1
    last: int = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One question with the window that answers it and windows that do not."""

    question: tuple[str, ...]
    positive: Window
    negatives: tuple[Window, ...]
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Triple:
    """A question, a passage and the answer's place in it (code points, half-open)."""

    question: str
    passage: str
    start: int
    end: int
    source: str


def read_triples(directory: Path) -> Iterator[Triple]:
    """Yield the triples of `pairs/` and `questions/` whose answer is in its passage."""
    for name in SPAN_SETS:
        for row in _rows(directory / "pairs" / f"{name}.jsonl.xz"):
            answer = row.get("answer") or ""
            if not answer or row.get("span") is False:
                continue
            start = row["positive"].find(answer)
            if start >= 0 and len(answer) <= 80:
                yield Triple(
                    question=row["query"],
                    passage=row["positive"],
                    start=start,
                    end=start + len(answer),
                    source=name,
                )
    for row in _rows(directory / "questions" / "written.jsonl.xz"):
        evidence = row["evidence"][0]
        passage, quote = evidence["paragraph"], evidence["quote"]
        at = evidence["start"]
        places = []
        for forms in row["answers"]:
            found = [(quote.find(form), len(form)) for form in forms if form in quote]
            if found:
                place, length = max(found, key=lambda pair: pair[1])
                places.append((at + place, at + place + length))
        start, end = (
            (min(place[0] for place in places), max(place[1] for place in places))
            if places and len(row["evidence"]) == 1
            else (at, evidence["end"])
        )
        yield Triple(
            question=row["question"],
            passage=passage,
            start=start,
            end=end,
            source="written",
        )


def build_examples(triples: Sequence[Triple], *, seed: int) -> Iterator[Example]:
    """Yield one example per triple; windows and negatives drawn with `seed`."""
    draw = random.Random(seed)
    passages = list(dict.fromkeys(triple.passage for triple in triples))
    segmented = {passage: segment(passage) for passage in passages}
    neighbours = _Neighbours(passages, segmented)
    for triple in triples:
        segmentation = segmented[triple.passage]
        question = _words(segment(triple.question))
        spans = windows_of(triple.passage, segmentation, draw)
        positive: Window | None = None
        negatives: list[Window] = []
        for start, end in spans:
            window = _window(segmentation, start, end, triple.start, triple.end)
            if window is None:
                continue
            if window.first >= 0 and positive is None:
                positive = window
            elif end <= triple.start or start >= triple.end:
                negatives.append(window)
        if positive is None:
            continue
        draw.shuffle(negatives)
        negatives = negatives[: NEGATIVES - 1]
        for passage in islice(neighbours.nearest(question, triple.passage, draw), _TRIES):
            if len(negatives) == NEGATIVES:
                break
            if passage.find(triple.passage[triple.start : triple.end]) < 0:
                other = segmented[passage]
                start, end = draw.choice(windows_of(passage, other, draw))
                window = _window(other, start, end, -1, -1)
                if window is not None:
                    negatives.append(window)
        yield Example(
            question=question,
            positive=positive,
            negatives=tuple(negatives),
            source=triple.source,
        )


def windows_of(
    passage: str, segmentation: Segmentation, draw: random.Random
) -> list[tuple[int, int]]:
    """Return disjoint windows of one to three sentences, each at most `WINDOW` words."""
    found: list[tuple[int, int]] = []
    room, wanted = 0, 0
    for start, end in sentence_spans(passage):
        size = len(segmentation.between(start, end).words)
        if found and wanted > 0 and size <= room:
            found[-1] = (found[-1][0], end)
            room -= size
            wanted -= 1
        else:
            found.append((start, end))
            room, wanted = WINDOW - size, draw.randrange(3)
    return found


def _window(
    segmentation: Segmentation, start: int, end: int, answer_start: int, answer_end: int
) -> Window | None:
    part = segmentation.between(start, end)
    kept = [i for i, word in enumerate(part.words[:WINDOW]) if word.strip()]
    if not kept:
        return None
    inside = [
        place
        for place, i in enumerate(kept)
        if part.starts[i] < answer_end and part.ends[i] > answer_start
    ]
    whole = start <= answer_start and answer_end <= end
    return Window(
        words=tuple(part.words[i] for i in kept),
        first=inside[0] if inside and whole else -1,
        last=inside[-1] if inside and whole else -1,
    )


def _words(segmentation: Segmentation) -> tuple[str, ...]:
    return tuple(word for word in segmentation.words if word.strip())[:40]


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


class _Neighbours:
    """Passages that share rare words with a question, by an inverted list."""

    def __init__(self, passages: Sequence[str], segmented: dict[str, Segmentation]) -> None:
        self._passages = passages
        self._postings: dict[str, list[int]] = defaultdict(list)
        for number, passage in enumerate(passages):
            for word in set(segmented[passage].words):
                self._postings[word].append(number)

    def nearest(self, question: Iterable[str], passage: str, draw: random.Random) -> Iterator[str]:
        counts: Counter[int] = Counter()
        for word in set(question):
            postings = self._postings.get(word, [])
            if 0 < len(postings) <= len(self._passages) * 0.01:
                for number in postings:
                    counts[number] += 1
        for number, _ in counts.most_common(6):
            if self._passages[number] != passage:
                yield self._passages[number]
        while True:
            other = draw.choice(self._passages)
            if other != passage:
                yield other
