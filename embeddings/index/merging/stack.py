"""Shards as they are finished, merged in levels so that few are mapped at a time.

A mapped shard takes some twenty maps, each with its file held open; a process may have 1,024 files
open, where nobody allows it more. `MERGED_AT_ONCE` shards of one level are merged into one of
the next: every passage is rewritten once per level.
"""

import shutil
from dataclasses import dataclass
from pathlib import Path

from embeddings.index.merging.shards import FolderWriter, read_shard
from embeddings.index.merging.states import StateMerge
from embeddings.index.state import IndexState

__all__ = ["ShardStack"]

MERGED_AT_ONCE = 48  # shards, some 900 files: 100,000 reports are two levels


@dataclass(frozen=True, slots=True)
class _Shard:
    state: IndexState
    folder: Path


class ShardStack:
    """Shards in the order of their reports."""

    def __init__(self, folder: Path) -> None:
        """Begin without shards; merged ones are written below `folder`."""
        self._folder = folder
        self._levels: list[list[_Shard]] = []
        self._merged = 0  # merged ones made so far

    def append(self, folder: Path) -> IndexState:
        """Take over the shard in a folder, which may be deleted later; return its state.

        Raises:
            ValueError, KeyError, TypeError, EOFError, OSError: if it has none.
        """
        state = read_shard(folder)
        self._put(_Shard(state, folder), 0)
        return state

    @property
    def states(self) -> tuple[IndexState, ...]:
        """The states, in order."""
        return tuple(one.state for level in reversed(self._levels) for one in level)

    def _put(self, shard: _Shard, level: int) -> None:
        while len(self._levels) <= level:
            self._levels.append([])
        shards = self._levels[level]
        shards.append(shard)
        if len(shards) < MERGED_AT_ONCE:
            return
        folder = self._folder / f"merged{self._merged}"
        self._merged += 1
        folder.mkdir()
        StateMerge([one.state for one in shards]).write_plain(FolderWriter(folder))
        for one in shards:
            shutil.rmtree(one.folder, ignore_errors=True)
        shards.clear()
        self._put(_Shard(read_shard(folder), folder), level + 1)
