"""Passages at one granularity on their way into an index: counted, embedded, known by digests."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol, runtime_checkable

import numpy as np
import numpy.typing as npt

from embeddings.encoders.encoder import Encoder
from embeddings.index.batching.report_passages import GranularityPassages, ReportPassages
from embeddings.index.batching.vector_cache import Digests, VectorCache
from embeddings.index.passages import DigestMaker, embedded_text
from embeddings.index.state import GranularityState
from embeddings.search.counting import TermCounter
from embeddings.search.dense import DenseIndex, HalfVectors
from embeddings.search.postings import Postings

__all__ = ["GranularityBatch"]

ENCODED_AT_ONCE = 4_096  # texts: enough to keep an encoder busy, some MB of vectors

Vectors = npt.NDArray[np.float32]
Places = npt.NDArray[np.int64]
Numbers = npt.NDArray[np.int32]


@runtime_checkable
class TokenEncoder(Protocol):
    """An encoder that takes texts as they were segmented for the lexical leg."""

    def token_sums(self, tokens: Numbers, starts: Places, sizes: Places) -> Vectors:
        """Return for each run of tokens, `sizes` from `starts` on, the sum of their vectors."""
        ...

    def unit_vectors(self, sums: Vectors) -> Vectors:
        """Return the vectors that `encode_passages` returns of texts with these sums."""
        ...


class GranularityBatch:
    """The passages at one granularity so far."""

    def __init__(self, encoder: Encoder, cache: VectorCache) -> None:
        self._encoder = encoder
        self._digest_maker = DigestMaker(encoder.revision)
        self._cache = cache
        self._counter = TermCounter()
        self._vectors: list[HalfVectors] = []
        self._waiting: list[str] = []  # texts that are not embedded yet, with their contexts
        self._waiting_digests: list[bytes] = []
        self._digests = bytearray()
        self.embedded = 0  # passages whose vector was not in the cache

    def extend(self, text: str, report: ReportPassages, passages: GranularityPassages) -> None:
        """Take the passages of a report with this text."""
        own, around = passages.own, passages.around
        self._counter.extend(
            len(passages), (own.passages, own.numbers), (around.passages, around.numbers)
        )
        texts = [
            text[start:end]
            for start, end in zip(passages.starts.tolist(), passages.ends.tolist(), strict=True)
        ]
        contexts = passages.contexts.tolist()
        digests = self._digest_maker.digests(report.contexts, contexts, texts)
        joined = b"".join(digests)
        self._digests += joined
        if isinstance(self._encoder, TokenEncoder):
            self._encode_tokens(self._encoder, report, passages)
            self.embedded += self._cache.lacks(_unpacked(joined))
            return
        self._waiting += [
            embedded_text(report.contexts[context], each)
            for context, each in zip(contexts, texts, strict=True)
        ]
        self._waiting_digests += digests
        if len(self._waiting) >= ENCODED_AT_ONCE:
            self._encode_waiting()

    def digests(self) -> Digests:
        """Return the digest of each passage."""
        return _unpacked(bytes(self._digests))

    def state(self, numbers: Numbers) -> GranularityState:
        """Return postings and vectors; `numbers` maps provisional to final term numbers."""
        self._encode_waiting()
        table = self._counter.table()
        table = replace(table, terms=numbers[table.terms])
        empty = np.zeros((0, self._encoder.dimension), dtype=np.float16)
        vectors = np.concatenate([empty, *self._vectors])
        self._vectors.clear()
        return GranularityState(
            postings=Postings.of(table, len(numbers)), dense=DenseIndex.of(vectors)
        )

    def _encode_tokens(
        self, encoder: TokenEncoder, report: ReportPassages, passages: GranularityPassages
    ) -> None:
        """Embed passages: known ones too, whose stored vectors are rounded, as workers do."""
        runs, context_runs = passages.tokens, report.context_tokens
        contexts = encoder.token_sums(report.tokens, context_runs.starts, context_runs.sizes)
        sums = encoder.token_sums(report.tokens, runs.starts, runs.sizes)
        sums += contexts[passages.contexts]
        self._vectors.append(encoder.unit_vectors(sums).astype(np.float16))

    def _encode_waiting(self) -> None:
        if not self._waiting:
            return
        vectors, unknown = self._cached(self._waiting_digests)
        if len(unknown):
            texts = [self._waiting[row] for row in unknown.tolist()]
            vectors[unknown] = self._encoder.encode_passages(texts)
            self.embedded += len(unknown)
        self._vectors.append(vectors)
        self._waiting.clear()
        self._waiting_digests.clear()

    def _cached(self, digests: Sequence[bytes]) -> tuple[HalfVectors, Places]:
        """Return the vectors that are known, and the rows that are not."""
        vectors = np.empty((len(digests), self._encoder.dimension), dtype=np.float16)
        if not len(self._cache):
            return vectors, np.arange(len(digests))
        unknown: list[int] = []
        for row, digest in enumerate(digests):
            found = self._cache.find(digest)
            if found is None:
                unknown.append(row)
            else:
                vectors[row] = found
        return vectors, np.array(unknown, dtype=np.int64)


def _unpacked(digests: bytes) -> Digests:
    return np.frombuffer(digests, dtype="<u8").reshape(-1, 2)
