"""Publishing: a snapshot's passages loaded into an engine, and an index opened over both."""

from dataclasses import dataclass
from pathlib import Path

from embeddings.encoders.encoder import Encoder
from embeddings.errors import IndexStateError
from embeddings.index.opening import open_index
from embeddings.index.qdrant.engine import Engine
from embeddings.index.qdrant.points import count_of, state_points
from embeddings.index.qdrant.qdrant_index import QdrantIndex
from embeddings.index.segments.reading import read_segments, read_state
from embeddings.index.segments.segment import counts_of
from embeddings.index.segments.writing import SnapshotPlan
from embeddings.store.snapshots import read_current, read_snapshot, write_lock, write_snapshot

__all__ = ["Published", "check_published", "open_published", "publish"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """The state of an index in an engine."""

    epoch: str  # name of the snapshot
    points: int
    loaded: bool  # False if the engine had them already


def publish(directory: Path | str, engine: Engine, *, keep_previous: bool = True) -> Published:
    """Load the current snapshot of an index directory into an engine.

    Its segments are merged first, since points are numbered by the rows of one. Readers use the
    points of the previous snapshot until all of this one's are stored; those are
    kept for them, unless `keep_previous` is False, as after reports were forgotten.

    Raises:
        NoIndexError, IndexFormatError: as for `open_index`.
        IndexLockedError: if segments are to be merged, and another process keeps writing.
        IndexStateError: if the engine cannot be reached, or has not stored all points.
    """
    _merge_segments(Path(directory))
    epoch, state, dimension = read_current(
        Path(directory),
        lambda snapshot: (snapshot.name, read_state(snapshot), snapshot.manifest.encoder.dimension),
    )
    count = count_of(state)
    loaded = engine.count(epoch) != count or not count
    kept = {epoch}
    if loaded:
        before = engine.load(epoch, dimension, state_points(state), count)
        if before and keep_previous:
            kept.add(before)
    if loaded or not keep_previous:
        engine.drop_others(kept)
    return Published(epoch=epoch, points=count, loaded=loaded)


def _merge_segments(directory: Path) -> None:
    """Write a snapshot of one segment if the current one has several."""
    if len(read_snapshot(directory).folders) == 1:
        return
    with write_lock(directory):
        segments, identity = read_current(
            directory, lambda snapshot: (read_segments(snapshot), snapshot.manifest.encoder)
        )
        plan = SnapshotPlan(segments, whole=True)
        write_snapshot(directory, identity, plan.counts, plan.write)


def open_published(
    directory: Path | str, engine: Engine, *, encoder: Encoder | None = None
) -> QdrantIndex:
    """Open the index in `directory`, its passages searched by `engine`.

    Raises:
        NoIndexError, IndexFormatError, EncoderMismatchError: as for `open_index`.
        IndexStateError: where the engine does not hold the points of the current snapshot.
    """
    index = open_index(directory, encoder=encoder)
    _check_count(directory, engine, index.snapshot, count_of(index.state))
    return QdrantIndex(index, engine, epoch=index.snapshot)


def check_published(directory: Path | str, engine: Engine) -> None:
    """Compare an engine with the current snapshot of an index directory.

    Raises:
        NoIndexError, IndexFormatError: as for `open_index`.
        IndexStateError: where the engine does not hold as many points as the snapshot has.
    """
    epoch, counts = read_current(
        Path(directory), lambda snapshot: (snapshot.name, counts_of(read_segments(snapshot)))
    )
    _check_count(directory, engine, epoch, counts["paragraphs"] + counts["sentences"])


def _check_count(directory: Path | str, engine: Engine, epoch: str, expected: int) -> None:
    found = engine.count(epoch)
    if found != expected:
        raise IndexStateError(
            "engine_not_loaded",
            directory=directory,
            snapshot=epoch,
            found=found,
            expected=expected,
        )
