"""A snapshot written in segments: those that stay are kept as files, small ones merged.

Whoever adds a report writes a small segment. It is merged with the one before it as soon as it has
a `GROWTH`th of its passages, and the outcome with the one before that: an index has a few segments,
and a passage is written again as often as its segment grows by that factor (as in log-structured
merge trees, O'Neil et al. 1996). Segments keep their order, which is that of the reports.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from embeddings.index.merging.states import StateMerge
from embeddings.index.segments.segment import Segment
from embeddings.index.state import IndexState
from embeddings.store.file_writer import SnapshotWriter, SubfolderWriter

__all__ = ["SnapshotPlan"]

GROWTH = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class _Planned:
    """A segment of the next snapshot: one that is there, or several merged."""

    parts: tuple[Segment, ...]

    @property
    def passages(self) -> int:
        return sum(len(part.state.table.sentences) for part in self.parts)

    @property
    def kept(self) -> Segment | None:
        """The stored segment that it is, if it is one."""
        only = self.parts[0]
        return only if len(self.parts) == 1 and only.folder is not None else None


class SnapshotPlan:
    """What a snapshot of some segments, and of reports added behind them, consists of."""

    def __init__(
        self,
        segments: Sequence[Segment],
        added: Sequence[IndexState] = (),
        *,
        whole: bool = False,
    ) -> None:
        """Decide which segments are kept and which are merged.

        Args:
            segments: of the snapshot before, or changed; at least one.
            added: states of further reports.
            whole: whether all are merged into one segment.
        """
        planned = [_Planned(parts=(segment,)) for segment in segments]
        if added:
            planned.append(_Planned(parts=tuple(Segment(state=state) for state in added)))
        while len(planned) > 1 and (whole or planned[-1].passages * GROWTH >= planned[-2].passages):
            last = planned.pop()
            planned[-1] = _Planned(parts=planned[-1].parts + last.parts)
        self._segments = [
            one.kept or StateMerge([part.state for part in one.parts]) for one in planned
        ]

    @property
    def counts(self) -> dict[str, int]:
        """The counts of the manifest; a term counts in each of its segments."""
        counts: Counter[str] = Counter()
        for one in self._segments:
            counts.update(one.counts if isinstance(one, StateMerge) else one.state.counts)
        return dict(counts)

    def write(self, writer: SnapshotWriter) -> None:
        """Write every file of the snapshot but the manifest."""
        for place, one in enumerate(self._segments):
            folder = SubfolderWriter(writer, f"s{place}") if place else writer
            if isinstance(one, StateMerge):
                one.write(folder)
            elif one.folder is not None:
                for record in one.files:
                    folder.keep(one.folder / record.name, record)
