"""Reports → index states, one shard of some reports at a time.

With the bundled encoder, several shards and several workers, the workers segment, count, extract
facts and embed; otherwise this process does. The result is the same, byte for byte: shards depend
on the reports alone and are merged in order.
"""

import json
import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from embeddings.encoders.encoder import Encoder, load_encoder
from embeddings.encoders.static import StaticEncoder
from embeddings.errors import IndexStateError
from embeddings.index.batching.report_batch import ReportBatch
from embeddings.index.batching.vector_cache import EmbeddedBefore
from embeddings.index.catalogue import Catalogue
from embeddings.index.merging.shards import FolderWriter, write_shard
from embeddings.index.merging.stack import ShardStack
from embeddings.index.state import IndexState
from embeddings.index.stored.report import body_size
from embeddings.indexing.worker_process import WorkerEndedError, WorkerLateError, WorkerProcess
from embeddings.indexing.workers import Workers
from embeddings.records import Report

__all__ = ["Prepared", "prepare"]

SHARD_BYTES = 1_500_000  # of stored reports: some 25 of them, 100 MB while they are segmented
FEW_SHARDS = 32  # of more reports, shards grow to twice the size: fewer are merged
SHARD_SECONDS = 60  # of processor time; a shard takes five
SECONDS_PER_MB = 20  # in addition: one report may be longer than a shard
PATIENCE = 10  # maximum ratio of wall time to processor time
TRIES = 2  # processes that a shard may end before the run fails

ReportProgress = Callable[[int], None]  # called with the number of reports done


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """The states of reports, in their order."""

    states: tuple[IndexState, ...]
    embedded: int  # passages without a known vector


def prepare(
    reports: Sequence[Report],
    encoder: Encoder,
    before: Sequence[IndexState],
    folder: Path,
    *,
    workers: Workers,
    tell: ReportProgress,
) -> Prepared:
    """Return the states of `reports`; those of several shards are mapped from `folder`.

    Raises:
        IndexStateError: if a shard ends one process after the other.
        OSError: if `folder` cannot be written.
    """
    known = EmbeddedBefore.of(*before)
    shards = list(shards_of(reports))
    if not shards:
        return Prepared(states=(), embedded=0)
    if len(shards) < 2:
        return _prepared_at_once(reports, encoder, known, tell)
    stack = ShardStack(folder)
    if len(workers) < 2 or not _is_bundled(encoder):
        return _prepared_here(shards, encoder, known, stack, folder, tell)
    embedded = 0
    for shard, own in zip(shards, _prepared_by(workers, shards, folder), strict=True):
        try:  # in one thread: numpy parses headers, and Python 3.11's parser is not thread-safe
            state = stack.append(own)
        except (ValueError, KeyError, TypeError, EOFError, FileNotFoundError) as error:
            raise IndexStateError("worker_ended", tries=1, reason=error) from error
        embedded += known.lacks(state)
        tell(len(shard))
    return Prepared(states=stack.states, embedded=embedded)


def shards_of(reports: Sequence[Report]) -> Iterator[list[Report]]:
    """Yield the reports in order, grouped into shards of some `SHARD_BYTES`."""
    sizes = [body_size(report) for report in reports]
    room = max(SHARD_BYTES, min(2 * SHARD_BYTES, sum(sizes) // FEW_SHARDS))
    shard: list[Report] = []
    size = 0
    for report, own in zip(reports, sizes, strict=True):
        shard.append(report)
        size += own
        if size >= room:
            yield shard
            shard, size = [], 0
    if shard:
        yield shard


def _is_bundled(encoder: Encoder) -> bool:
    """Return whether workers have the same encoder."""
    return isinstance(encoder, StaticEncoder) and encoder.revision == load_encoder().revision


def _prepared_at_once(
    reports: Sequence[Report], encoder: Encoder, known: EmbeddedBefore, tell: ReportProgress
) -> Prepared:
    batch = _batch_of(reports, encoder, known, tell)
    return Prepared(states=(batch.state(),), embedded=batch.embedded)


def _prepared_here(
    shards: Sequence[Sequence[Report]],
    encoder: Encoder,
    known: EmbeddedBefore,
    stack: ShardStack,
    folder: Path,
    tell: ReportProgress,
) -> Prepared:
    embedded = 0
    for place, shard in enumerate(shards):
        batch = _batch_of(shard, encoder, known, tell)
        write_shard(batch.state(), folder / str(place))
        embedded += batch.embedded
        stack.append(folder / str(place))
    return Prepared(states=stack.states, embedded=embedded)


def _batch_of(
    reports: Sequence[Report], encoder: Encoder, known: EmbeddedBefore, tell: ReportProgress
) -> ReportBatch:
    batch = ReportBatch(encoder, known)
    for report in reports:
        batch.append(report)
        tell(1)
    return batch


def _prepared_by(
    workers: Workers, shards: Sequence[Sequence[Report]], folder: Path
) -> Iterator[Path]:
    """Yield the folder of each shard, in order; the queue of the workers is bounded."""
    waiting: deque[Future[Path]] = deque()
    for place, shard in enumerate(shards):
        if len(waiting) > len(workers):
            yield waiting.popleft().result()
        own = folder / str(place)
        own.mkdir()
        Catalogue.of(shard).save(FolderWriter(own))
        size = sum(map(body_size, shard))
        seconds = SHARD_SECONDS + SECONDS_PER_MB * size // 1_000_000
        waiting.append(workers.submit(partial(_completed, folder=own, seconds=seconds)))
    for future in waiting:
        yield future.result()


def _completed(process: WorkerProcess, *, folder: Path, seconds: int) -> Path:
    """Let a worker complete the shard in a folder, and another one if it ends."""
    request = {"task": "shard", "folder": str(folder.absolute()), "seconds": seconds}
    faults: list[str] = []
    while len(faults) < TRIES:
        try:
            (line,) = process.ask(request, seconds=PATIENCE * seconds)
            _check_answer(line)
            return folder
        except (WorkerEndedError, WorkerLateError, ValueError) as error:
            faults.append(f"{type(error).__name__}: {error}")
    raise IndexStateError("worker_ended", tries=TRIES, reason=faults[-1])


def _check_answer(line: bytes) -> None:
    told = json.loads(line)
    if told.get("fault") == "disk":
        raise OSError(told["errno"], os.strerror(told["errno"]))
    if told:
        raise ValueError(told.get("fault"))
