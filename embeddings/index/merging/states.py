"""Index states concatenated and written as one, in blocks.

Memory holds a block of each array and the terms, independently of the number of reports.
"""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from embeddings.index.fact_table import FACT_ROW
from embeddings.index.files import FACTS, GRANULARITIES, SKETCHES, vectors_name
from embeddings.index.merging.arrays import array_writer, blocks_of, shifted_blocks, slices_of
from embeddings.index.merging.facts import FactsMerge
from embeddings.index.merging.postings import PostingsMerge
from embeddings.index.merging.vocabularies import merge_vocabularies
from embeddings.index.passage_table import PARAGRAPH_ROW, SENTENCE_ROW
from embeddings.index.state import GranularityState, IndexState
from embeddings.search.dense import (
    LISTS_FROM,
    CodeRanges,
    Codes,
    DenseIndex,
    HalfVectors,
    codes_writer,
    ranges_of,
    vectors_writer,
)
from embeddings.search.packed_postings import packed_writer
from embeddings.store.file_writer import FilesWriter
from embeddings.text.sketches import SKETCH_ROW

__all__ = ["StateMerge"]

Rows = npt.NDArray[Any]


class StateMerge:
    """The states of an index, without common reports, as one state to be written.

    What `write_plain` writes equals what `write_state` writes of the states joined in memory, byte
    for byte.
    """

    def __init__(self, parts: Sequence[IndexState]) -> None:
        """Plan the merge of at least one state."""
        self._parts = [part for part in parts if len(part.catalogue)] or list(parts[:1])
        merged = merge_vocabularies([part.vocabulary for part in self._parts])
        self._vocabulary = merged.whole
        self._granularities = {
            granularity: [(part.paragraphs, part.sentences)[place] for part in self._parts]
            for place, granularity in enumerate(GRANULARITIES)
        }
        self._postings = {
            granularity: PostingsMerge(
                [state.postings for state in states], merged.numbers, len(self._vocabulary)
            )
            for granularity, states in self._granularities.items()
        }
        facts = [part.facts for part in self._parts if part.facts is not None]
        self._facts = FactsMerge(facts) if len(facts) == len(self._parts) else None

    @property
    def counts(self) -> dict[str, int]:
        """The counts of the manifest."""
        facts = {} if self._facts is None else {"facts": len(self._facts)}
        return {
            "reports": sum(len(part.catalogue) for part in self._parts),
            "paragraphs": sum(len(part.table.paragraphs) for part in self._parts),
            "sentences": sum(len(part.table.sentences) for part in self._parts),
            "terms": len(self._vocabulary),
            **{
                f"{granularity}_postings": len(merge)
                for granularity, merge in self._postings.items()
            },
            **facts,
        }

    def write(self, writer: FilesWriter) -> None:
        """Write every file of a snapshot but the manifest: compressed, and ready to be searched."""
        self._write_tables(writer)
        for granularity, merge in self._postings.items():
            parts = merge.blocks()
            writer.write(
                f"{granularity}_postings.packed",
                packed_writer(merge.starts, parts, merge.count_type),
            )
        for granularity, states in self._granularities.items():
            count = sum(len(state.dense) for state in states)
            ranges = ranges_of([state.dense for state in states])
            name = vectors_name(granularity, coded=True)
            writer.write(name, codes_writer(ranges, count, _codes(states, ranges)))
            if count >= LISTS_FROM:
                written = DenseIndex.load(writer.path / name)
                writer.write(f"{granularity}_lists.faiss", written.save_lists)

    def write_plain(self, writer: FilesWriter) -> None:
        """Write the same files as they are fastest to write and to read, to be merged again."""
        self._write_tables(writer)
        for granularity, merge in self._postings.items():
            rows = (rows for rows, _ in merge.blocks())
            counts = (counts for _, counts in merge.blocks())
            name = f"{granularity}_posting"
            self._write_array(writer, f"{name}_rows.npy", np.int32, len(merge), rows)
            self._write_array(writer, f"{name}_counts.npy", merge.count_type, len(merge), counts)
        for granularity, states in self._granularities.items():
            count, dimension = sum(len(one.dense) for one in states), states[0].dense.dimension
            name = vectors_name(granularity, coded=False)
            writer.write(name, vectors_writer(dimension, count, _vectors(states)))

    def _write_tables(self, writer: FilesWriter) -> None:
        """Write the files that are the same in both forms."""
        counts = self.counts
        first, *others = (part.catalogue for part in self._parts)
        first.joined(*others).save(writer)
        self._write_array(
            writer, "paragraphs.npy", PARAGRAPH_ROW, counts["paragraphs"], self._paragraphs()
        )
        self._write_array(
            writer, "sentences.npy", SENTENCE_ROW, counts["sentences"], self._sentences()
        )
        self._write_whole(writer, "terms.npy", self._vocabulary.text)
        self._write_whole(writer, "term_ends.npy", self._vocabulary.ends)
        for granularity, merge in self._postings.items():
            lengths = [state.postings.lengths for state in self._granularities[granularity]]
            total = sum(map(len, lengths))
            self._write_whole(writer, f"{granularity}_posting_starts.npy", merge.starts)
            self._write_array(writer, f"{granularity}_lengths.npy", np.uint32, total, iter(lengths))
        if self._facts is not None:
            self._write_array(writer, FACTS, FACT_ROW, len(self._facts), self._facts.rows())
            self._write_whole(writer, "fact_strings.npy", self._facts.strings.text)
            self._write_whole(writer, "fact_string_ends.npy", self._facts.strings.ends)
        sketches = [part.sketches for part in self._parts if part.sketches is not None]
        if len(sketches) == len(self._parts):
            self._write_array(writer, SKETCHES, SKETCH_ROW, counts["reports"], iter(sketches))

    def _paragraphs(self) -> Iterator[Rows]:
        first = 0
        for part in self._parts:
            yield from shifted_blocks(part.table.paragraphs, "report", first)
            first += len(part.catalogue)

    def _sentences(self) -> Iterator[Rows]:
        first = 0
        for part in self._parts:
            yield from shifted_blocks(part.table.sentences, "paragraph", first)
            first += len(part.table.paragraphs)

    def _write_array(
        self,
        writer: FilesWriter,
        name: str,
        dtype: npt.DTypeLike,
        count: int,
        blocks: Iterator[Rows],
    ) -> None:
        writer.write(name, array_writer(dtype, count, blocks))

    def _write_whole(self, writer: FilesWriter, name: str, values: Rows) -> None:
        writer.write(name, array_writer(values.dtype, len(values), blocks_of(values)))


def _vectors(states: Sequence[GranularityState]) -> Iterator[HalfVectors]:
    for state in states:
        for part in slices_of(len(state.dense)):
            yield state.dense.decoded(part)


def _codes(states: Sequence[GranularityState], ranges: CodeRanges) -> Iterator[Codes]:
    for state in states:
        for part in slices_of(len(state.dense)):
            yield state.dense.codes(part, ranges)
