"""Shards: the states of some reports, each in a folder of its own, mapped when they are merged."""

from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from embeddings.encoders.encoder import Encoder
from embeddings.index.batching.report_batch import ReportBatch
from embeddings.index.batching.vector_cache import EmbeddedBefore
from embeddings.index.catalogue import Catalogue
from embeddings.index.files import map_state, write_arrays, write_state
from embeddings.index.state import IndexState
from embeddings.index.stored.report import plain_report

__all__ = ["FolderWriter", "complete_shard", "read_shard", "write_shard"]


class FolderWriter:
    """Writes files to a folder that nobody needs after the run: neither hashed nor flushed."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def write(self, name: str, produce: Callable[[BinaryIO], object]) -> None:
        """Write one file through `produce`, in the place of one that is there."""
        with (self.path / name).open("wb") as file:
            produce(file)


def write_shard(state: IndexState, folder: Path) -> None:
    """Write a state to a folder, which is made."""
    folder.mkdir()
    write_state(state, FolderWriter(folder))


def complete_shard(folder: Path, encoder: Encoder) -> None:
    """Segment, count and embed the reports that lie in a folder; write what comes of it there."""
    batch = ReportBatch(encoder, EmbeddedBefore.of(IndexState.empty(encoder.dimension)))
    for report in Catalogue.load(folder).values():
        batch.append(plain_report(report))
    write_arrays(batch.state(), FolderWriter(folder))


def read_shard(folder: Path) -> IndexState:
    """Map the state in a folder.

    Raises:
        ValueError, KeyError, TypeError, EOFError, OSError: where it holds none.
    """
    return map_state(folder, {path.name for path in folder.iterdir()})
