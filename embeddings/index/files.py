"""The files of a snapshot: which part of an index state is in which, and how it is read.

Arrays are `.npy` and memory-mapped, FAISS indexes `.faiss` and memory-mapped, reports JSON lines.
Nothing is pickled and nothing in the directory is executed. A snapshot has its postings packed and
its vectors in 8 bits (`merging.states`); shards, and snapshots of format 1, have them plain.
"""

from collections.abc import Callable, Collection
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
import numpy.typing as npt

from embeddings.facts.records import REVISION
from embeddings.index.catalogue import Catalogue
from embeddings.index.fact_table import FACT_ROW, FactTable
from embeddings.index.passage_table import PARAGRAPH_ROW, SENTENCE_ROW, PassageTable
from embeddings.index.state import GranularityState, IndexState
from embeddings.search.dense import DenseIndex
from embeddings.search.packed_postings import PackedPostings
from embeddings.search.postings import Postings
from embeddings.search.vocabulary import Vocabulary
from embeddings.store.arrays import load_array
from embeddings.store.file_writer import FilesWriter
from embeddings.text.sketches import SKETCH_REVISION, SKETCH_ROW

__all__ = [
    "FACTS",
    "GRANULARITIES",
    "SKETCHES",
    "map_state",
    "vectors_name",
    "write_arrays",
    "write_state",
]

Array = npt.NDArray[Any]

GRANULARITIES = ("paragraph", "sentence")
SKETCHES = f"sketches_{SKETCH_REVISION}.npy"
FACTS = f"facts_{REVISION}.npy"  # facts of another revision are not read


def vectors_name(granularity: str, *, coded: bool) -> str:
    """Return the name of the file of vectors, in 8 bits or in half precision."""
    return f"{granularity}_{'codes' if coded else 'vectors'}.faiss"


def write_state(state: IndexState, writer: FilesWriter) -> None:
    """Write every file of a shard, plain."""
    state.catalogue.save(writer)
    write_arrays(state, writer)


def write_arrays(state: IndexState, writer: FilesWriter) -> None:
    """Write the arrays of a state, without its reports."""
    arrays: dict[str, Array] = {
        "paragraphs.npy": state.table.paragraphs,
        "sentences.npy": state.table.sentences,
        "terms.npy": state.vocabulary.text,
        "term_ends.npy": state.vocabulary.ends,
    }
    for granularity, part in zip(GRANULARITIES, (state.paragraphs, state.sentences), strict=True):
        postings = part.postings.unpacked()
        arrays[f"{granularity}_posting_starts.npy"] = postings.starts
        arrays[f"{granularity}_posting_rows.npy"] = postings.rows
        arrays[f"{granularity}_posting_counts.npy"] = postings.counts
        arrays[f"{granularity}_lengths.npy"] = postings.lengths
    if state.facts is not None:
        arrays[FACTS] = state.facts.rows
        arrays["fact_strings.npy"] = state.facts.strings.text
        arrays["fact_string_ends.npy"] = state.facts.strings.ends
    if state.sketches is not None:
        arrays[SKETCHES] = state.sketches
    for name, values in arrays.items():
        writer.write(name, _array_writer(values))
    for granularity, part in zip(GRANULARITIES, (state.paragraphs, state.sentences), strict=True):
        vectors = part.dense if part.dense.ranges is None else DenseIndex.of(part.dense.vectors)
        writer.write(vectors_name(granularity, coded=False), vectors.save)


def map_state(path: Path, names: Collection[str]) -> IndexState:
    """Map the files `names` of a folder.

    Raises:
        ValueError, KeyError, TypeError, EOFError, OSError: if they make no state.
    """
    paragraphs, sentences = (_granularity(path, names, name) for name in GRANULARITIES)
    catalogue = Catalogue.load(path)
    state = IndexState(
        catalogue=catalogue,
        table=PassageTable(
            paragraphs=_array(path / "paragraphs.npy", PARAGRAPH_ROW),
            sentences=_array(path / "sentences.npy", SENTENCE_ROW),
        ),
        vocabulary=Vocabulary(
            text=_array(path / "terms.npy", np.uint8),
            ends=_array(path / "term_ends.npy", np.int64),
        ),
        paragraphs=paragraphs,
        sentences=sentences,
        facts=_facts(path, catalogue) if FACTS in names else None,
        sketches=_array(path / SKETCHES, SKETCH_ROW) if SKETCHES in names else None,
    )
    _check_shapes(state)
    return state


def _granularity(path: Path, names: Collection[str], granularity: str) -> GranularityState:
    starts = _array(path / f"{granularity}_posting_starts.npy", np.int64)
    lengths = _array(path / f"{granularity}_lengths.npy", np.uint32)
    packed, lists = f"{granularity}_postings.packed", f"{granularity}_lists.faiss"
    vectors = vectors_name(granularity, coded=vectors_name(granularity, coded=True) in names)
    return GranularityState(
        postings=PackedPostings.load(path / packed, starts, lengths)
        if packed in names
        else Postings(
            starts=starts,
            rows=_array(path / f"{granularity}_posting_rows.npy", np.int32),
            counts=_array(path / f"{granularity}_posting_counts.npy", np.uint8, np.uint16),
            lengths=lengths,
        ),
        dense=DenseIndex.load(path / vectors, path / lists if lists in names else None),
    )


def _facts(path: Path, catalogue: Catalogue) -> FactTable:
    return FactTable(
        report_ids=tuple(catalogue),
        rows=_array(path / FACTS, FACT_ROW),
        strings=Vocabulary(
            text=_array(path / "fact_strings.npy", np.uint8),
            ends=_array(path / "fact_string_ends.npy", np.int64),
        ),
    )


def _check_shapes(state: IndexState) -> None:
    """Compare the shapes, without reading the arrays."""
    if state.sketches is not None and len(state.sketches) != len(state.catalogue):
        raise ValueError(f"{len(state.catalogue)} reports, {len(state.sketches)} sketches")
    tables = (state.table.paragraphs, state.table.sentences)
    for part, rows in zip((state.paragraphs, state.sentences), tables, strict=True):
        postings = part.postings
        sizes = {len(rows), len(postings.lengths), len(part.dense)}
        if len(sizes) != 1:
            raise ValueError(f"passages, lengths and vectors differ in number: {sorted(sizes)}")
        if len(postings.starts) != len(state.vocabulary) + 1 or (
            isinstance(postings, Postings) and len(postings.counts) != len(postings.rows)
        ):
            raise ValueError("the postings do not fit the vocabulary")
        if part.dense.dimension != state.paragraphs.dense.dimension:
            raise ValueError(f"vectors of {part.dense.dimension} dimensions")


def _array(path: Path, *dtypes: npt.DTypeLike) -> Array:
    # a plain view: slicing a memmap object costs ten times as much
    return load_array(path, *dtypes, mapped="r").view(np.ndarray)


def _array_writer(values: Array) -> Callable[[BinaryIO], None]:
    return lambda file: np.save(file, np.ascontiguousarray(values), allow_pickle=False)
