"""New reports on their way into an index: segmented, counted and embedded, report by report.

Only flat arrays and the reports' JSON lines are kept, so that a million passages fit in memory.
"""

from array import array
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import chain, count
from typing import Protocol, runtime_checkable

import numpy as np
import numpy.typing as npt

from embeddings.encoders.encoder import Encoder
from embeddings.errors import InputError
from embeddings.facts.extraction import extract_facts
from embeddings.index.catalogue import Catalogue
from embeddings.index.fact_table import FactBatch
from embeddings.index.passage_table import PARAGRAPH_ROW, SENTENCE_ROW, PassageTable
from embeddings.index.passages import digest_of, embedded_text, passages_of
from embeddings.index.state import GranularityState, IndexState
from embeddings.index.stored.lines import head_line
from embeddings.index.stored.report import body_line
from embeddings.records import Report
from embeddings.search.counting import TermCounter
from embeddings.search.dense import DenseIndex, HalfVectors
from embeddings.search.postings import Postings
from embeddings.search.vocabulary import Vocabulary
from embeddings.text.segmentation import Segmentation

__all__ = ["EmbeddedBefore", "ReportBatch", "VectorCache"]

ENCODED_AT_ONCE = 4_096  # texts: enough to keep an encoder busy, some MB of vectors

Digests = npt.NDArray[np.uint64]  # shape (n, 2)


class VectorCache:
    """Vectors of an earlier state by the digest of what was embedded."""

    def __init__(self, digests: Digests, vectors: HalfVectors) -> None:
        self._order = np.argsort(digests[:, 0], kind="stable")
        self._first = digests[self._order, 0]
        self._second = digests[:, 1]
        self._vectors = vectors

    def find(self, digest: bytes) -> HalfVectors | None:
        """Return the vector stored under `digest`, None where there is none."""
        first, second = np.frombuffer(digest, dtype="<u8")
        place = int(np.searchsorted(self._first, first))
        while place < len(self._first) and self._first[place] == first:
            row = self._order[place]
            if self._second[row] == second:
                found: HalfVectors = self._vectors[row]
                return found
            place += 1
        return None

    def lacks(self, digests: Digests) -> int:
        """Return how many of `digests` have no vector here."""
        if not len(self._first):
            return len(digests)
        return sum(self.find(digest.tobytes()) is None for digest in digests)


@dataclass(frozen=True, slots=True, kw_only=True)
class EmbeddedBefore:
    """The vectors of an earlier state, at both granularities."""

    paragraphs: VectorCache
    sentences: VectorCache

    @classmethod
    def of(cls, state: IndexState) -> "EmbeddedBefore":
        """Return what `state` holds."""
        return cls(
            paragraphs=VectorCache(
                state.table.paragraphs["digest"], state.paragraphs.dense.vectors
            ),
            sentences=VectorCache(state.table.sentences["digest"], state.sentences.dense.vectors),
        )

    def lacks(self, state: IndexState) -> int:
        """Return how many of the passages of another state have no vector here."""
        return self.paragraphs.lacks(state.table.paragraphs["digest"]) + self.sentences.lacks(
            state.table.sentences["digest"]
        )


@runtime_checkable
class SegmentationEncoder(Protocol):
    """An encoder that takes texts as they were segmented for the lexical leg."""

    def encode_segmentations(
        self, segmentations: Sequence[Segmentation], contexts: Sequence[Segmentation] | None = None
    ) -> npt.NDArray[np.float32]:
        """Return the vectors that `encode_passages` returns of context, space, text."""
        ...


@dataclass(frozen=True, slots=True)
class _Waiting:
    """A passage that is not embedded yet."""

    text: str  # with its context
    context: Segmentation
    own: Segmentation
    digest: bytes


class _PassageBatch:
    """The passages at one granularity so far."""

    def __init__(self, encoder: Encoder, cache: VectorCache) -> None:
        self._encoder = encoder
        self._cache = cache
        self._counter = TermCounter()
        self._vectors: list[HalfVectors] = []
        self._waiting: list[_Waiting] = []
        self._digests = bytearray()
        self.embedded = 0  # passages whose vector was not in the cache

    def append(
        self,
        text: str,
        context: Segmentation,
        own: Segmentation,
        terms: Sequence[int],
        context_terms: npt.NDArray[np.int32],
    ) -> None:
        """Take a passage: what is embedded of it, how it is segmented, and its terms' numbers."""
        self._counter.append(terms, context_terms)
        digest = digest_of(self._encoder.revision, text)
        self._digests += digest
        self._waiting.append(_Waiting(text, context, own, digest))
        if len(self._waiting) >= ENCODED_AT_ONCE:
            self.encode()

    def encode(self) -> None:
        """Embed what waits, taking from the cache what is there."""
        vectors = np.empty((len(self._waiting), self._encoder.dimension), dtype=np.float16)
        unknown: list[int] = []
        for row, waiting in enumerate(self._waiting):
            found = self._cache.find(waiting.digest)
            if found is None:
                unknown.append(row)
            else:
                vectors[row] = found
        if unknown:
            vectors[unknown] = self._encoded([self._waiting[row] for row in unknown])
            self.embedded += len(unknown)
        self._vectors.append(vectors)
        self._waiting.clear()

    def _encoded(self, passages: Sequence[_Waiting]) -> npt.NDArray[np.float32]:
        if isinstance(self._encoder, SegmentationEncoder):
            return self._encoder.encode_segmentations(
                [passage.own for passage in passages], [passage.context for passage in passages]
            )
        return self._encoder.encode_passages([passage.text for passage in passages])

    def digests(self) -> Digests:
        return np.frombuffer(bytes(self._digests), dtype="<u8").reshape(-1, 2)

    def state(self, numbers: npt.NDArray[np.int32]) -> GranularityState:
        """Return postings and vectors; `numbers` maps provisional to final term numbers."""
        self.encode()
        table = self._counter.table()
        table = replace(table, terms=numbers[table.terms])
        vectors = np.concatenate(self._vectors)
        self._vectors.clear()
        return GranularityState(
            postings=Postings.of(table, len(numbers)), dense=DenseIndex.of(vectors)
        )


class ReportBatch:
    """Reports taken up one by one; `state` makes an index state of them."""

    def __init__(self, encoder: Encoder, earlier: EmbeddedBefore) -> None:
        self._heads: dict[str, bytes] = {}
        self._bodies: dict[str, bytes] = {}
        # of terms, in order of appearance
        self._numbers: defaultdict[str, int] = defaultdict(count().__next__)
        self._paragraph_rows = array("i")
        self._sentence_rows = array("i")
        self._facts = FactBatch()
        self._paragraphs = _PassageBatch(encoder, earlier.paragraphs)
        self._sentences = _PassageBatch(encoder, earlier.sentences)

    @property
    def report_ids(self) -> set[str]:
        """The ids of the reports taken up."""
        return set(self._heads)

    @property
    def embedded(self) -> int:
        """How many passages had to be embedded, because the earlier state had no vector."""
        return self._paragraphs.embedded + self._sentences.embedded

    def append(self, report: Report) -> None:
        """Take up a report.

        Raises:
            InputError: for an id that the batch has already.
        """
        if report.report_id in self._heads:
            raise InputError("report_id_twice", id=report.report_id, title=report.title)
        row = len(self._heads)
        self._heads[report.report_id] = head_line(report)
        self._bodies[report.report_id] = body_line(report)
        self._facts.append(report.report_id, extract_facts(report))
        number = self._numbers.__getitem__
        contexts: dict[str, npt.NDArray[np.int32]] = {}
        for group in passages_of(report):
            if group.context not in contexts:
                numbered = list(map(number, group.context_terms))
                contexts[group.context] = np.array(numbered, dtype=np.int32)
            context_terms = contexts[group.context]
            sentence_terms = [list(map(number, own)) for own in group.own_terms]
            terms = list(chain.from_iterable(sentence_terms))
            place = len(self._paragraph_rows) // 4
            own, *parts = group.segmentations
            passage = group.paragraph
            self._paragraph_rows.extend((row, passage.paragraph, passage.start, passage.end))
            text = embedded_text(group.context, report.text[passage.start : passage.end])
            context = group.context_segmentation
            self._paragraphs.append(text, context, own, terms, context_terms)
            for sentence, part, terms in zip(group.sentences, parts, sentence_terms, strict=True):
                self._sentence_rows.extend((place, sentence.start, sentence.end))
                text = embedded_text(group.context, report.text[sentence.start : sentence.end])
                self._sentences.append(text, context, part, terms, context_terms)

    def state(self) -> IndexState:
        """Return the index state of the reports taken up."""
        terms = sorted(self._numbers, key=str.encode)
        numbers = np.empty(len(terms), dtype=np.int32)
        numbers[[self._numbers[term] for term in terms]] = np.arange(len(terms))
        return IndexState(
            catalogue=Catalogue(self._heads, self._bodies),
            table=PassageTable(
                paragraphs=_rows(self._paragraph_rows, PARAGRAPH_ROW, self._paragraphs.digests()),
                sentences=_rows(self._sentence_rows, SENTENCE_ROW, self._sentences.digests()),
            ),
            vocabulary=Vocabulary.of(terms),
            paragraphs=self._paragraphs.state(numbers),
            sentences=self._sentences.state(numbers),
            facts=self._facts.table(),
        )


def _rows(flat: "array[int]", dtype: np.dtype[np.void], digests: Digests) -> npt.NDArray[np.void]:
    """Return a structured table of the flat column values with the digests as last column."""
    names = (dtype.names or ())[:-1]
    columns = np.frombuffer(flat, dtype=np.int32).reshape(-1, len(names))
    table = np.zeros(len(columns), dtype=dtype)
    for place, name in enumerate(names):
        table[name] = columns[:, place]
    table["digest"] = digests
    return table
