"""A contrastive example: a question, a text that answers it, a similar text that doesn't."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import bm25s
import numpy as np
import numpy.typing as npt

from embeddings.text.folding import fold
from embeddings.text.segmentation import segment_all, segmentation_terms

__all__ = [
    "LONGEST_TEXT",
    "ContrastiveExample",
    "NegativeSearch",
    "cut_around",
    "load_examples",
    "save_examples",
]

LONGEST_TEXT = 120  # characters of a passage read in training


@dataclass(frozen=True, slots=True, kw_only=True)
class ContrastiveExample:
    """One row of a batch; the other rows' texts are negatives too, unless of its group."""

    query: str
    positive: str
    negative: str
    group: str  # texts of one group may answer each other's questions
    source: str  # written | reading | notice | heading | figure
    fold: int | None = None  # of a written question


def save_examples(examples: Iterable[ContrastiveExample], path: Path) -> None:
    """Write one example per line, as JSON."""
    lines = [json.dumps(asdict(one), ensure_ascii=False) for one in examples]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def load_examples(path: Path) -> list[ContrastiveExample]:
    """Return the examples that `save_examples` wrote."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [ContrastiveExample(**json.loads(line)) for line in lines]


class NegativeSearch:
    """Finds the texts most like a question in words: BM25 over the terms of the index."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.texts = tuple(texts)
        self._bm25 = bm25s.BM25()
        self._bm25.index(_terms(self.texts), show_progress=False)

    def best(self, questions: Sequence[str], count: int) -> npt.NDArray[np.int64]:
        """Return the rows of the best texts (questions, count), best first."""
        rows, _ = self._bm25.retrieve(
            _terms(questions), k=min(count, len(self.texts)), show_progress=False
        )
        found: npt.NDArray[np.int64] = np.asarray(rows, dtype=np.int64)
        return found


def cut_around(text: str, start: int, end: int) -> str:
    """Return at most `LONGEST_TEXT` characters of `text` that hold `start:end`, or its begin."""
    spare = max(0, LONGEST_TEXT - (end - start))
    first = max(0, min(start - spare // 2, len(text) - LONGEST_TEXT))
    return text[first : first + LONGEST_TEXT]


def _terms(texts: Sequence[str]) -> list[list[str]]:
    return [segmentation_terms(one) or ["∅"] for one in segment_all([fold(t) for t in texts])]
