"""Shards: the states of some reports, each in its own folder, mapped when they are merged."""

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
    """Writes files to a temporary folder, neither hashed nor flushed."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def write(self, name: str, produce: Callable[[BinaryIO], object]) -> None:
        """Write one file through `produce`, replacing an existing one."""
        with (self.path / name).open("wb") as file:
            produce(file)


def write_shard(state: IndexState, folder: Path) -> None:
    """Write a state to a new folder."""
    folder.mkdir()
    write_state(state, FolderWriter(folder))


def complete_shard(folder: Path, encoder: Encoder) -> None:
    """Segment, count and embed the reports in a folder; write the results to it."""
    batch = ReportBatch(encoder, EmbeddedBefore.of(IndexState.empty(encoder.dimension)))
    catalogue = Catalogue.load(folder)
    for report_id, report in catalogue.items():
        batch.append(plain_report(report), lines=catalogue.lines(report_id))
    write_arrays(batch.state(), FolderWriter(folder))


def read_shard(folder: Path) -> IndexState:
    """Map the state in a folder.

    Raises:
        ValueError, KeyError, TypeError, EOFError, OSError: if it has none.
    """
    return map_state(folder, {path.name for path in folder.iterdir()})
