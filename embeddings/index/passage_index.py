"""The interface of an index for `qa`.

`PassageIndex` is the protocol. `opening.open_index` opens the embedded index of a directory;
`in_memory.MemoryIndex` is the in-memory one. A candidate is always a paragraph, with the scores of
both legs at both granularities, so that a learned ranker has complete features.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from embeddings.encoders.encoder import Encoder
from embeddings.facts.records import Fact
from embeddings.index.fact_table import StoredFacts
from embeddings.records import Report
from embeddings.search.top_k import Vector

__all__ = ["Candidate", "IndexQuery", "PassageIndex", "ReportFacts"]


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexQuery:
    """What to search for: weighted lexical terms, a unit vector, or both.

    Terms are those of `embeddings.text.segmentation` (words, and character bigrams in their own
    namespace); a weight of 1 is a term of the question itself, less an expansion.
    """

    terms: Mapping[str, float]  # weights above 0
    vector: Vector | None  # shape (dimension,), unit length
    k: int  # candidates wanted per leg and granularity, at least 1
    report_ids: Collection[str] | None = None  # hard filter; None searches everything


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A paragraph found by either leg, with the scores of both; larger is better.

    Lexical scores are BM25 sums (0 for no shared term); dense scores are cosines in [-1, 1].
    Sentence scores are the best over the paragraph's sentences; the span is that sentence, the
    lexical leg's best where it scored, else the dense leg's.
    """

    report_id: str
    paragraph: int  # 1-based
    lexical: float
    lexical_sentence: float
    dense: float
    dense_sentence: float
    sentence_start: int  # offsets in Report.text
    sentence_end: int


class ReportFacts(Protocol):
    """The facts of the reports of an index."""

    def __len__(self) -> int:
        """How many there are."""
        ...

    def of_report(self, report_id: str) -> tuple[Fact, ...]:
        """Return the facts of a report in the order of its text; none for an unknown id."""
        ...

    def stored(self, report_id: str) -> StoredFacts:
        """Return the facts of a report, each made when it is needed; none for an unknown id."""
        ...


class PassageIndex(Protocol):
    """A searchable, changeable collection of reports."""

    @property
    def reports(self) -> Mapping[str, Report]:
        """The reports by report_id, in order of indexing."""
        ...

    @property
    def facts(self) -> ReportFacts:
        """The facts of the reports."""
        ...

    @property
    def encoder(self) -> Encoder:
        """The encoder of its vectors."""
        ...

    def search(self, query: IndexQuery) -> Sequence[Candidate]:
        """Return the paragraphs found by either leg at either granularity, unordered, each once."""
        ...

    def add(self, reports: Iterable[Report]) -> None:
        """Add reports; one already present (same report_id) is replaced."""
        ...

    def remove(self, report_ids: Collection[str]) -> None:
        """Remove reports with their passages; an unknown id is an `InputError`."""
        ...

    def save(self, directory: Path) -> None:
        """Write a new snapshot and switch to it atomically."""
        ...
