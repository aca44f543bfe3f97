"""The facts of the reports of several segments."""

from collections.abc import Sequence

from embeddings.facts.records import Fact
from embeddings.index.fact_table import FactTable, StoredFacts

__all__ = ["SegmentFacts"]


class SegmentFacts:
    """The tables of the segments, asked like one."""

    def __init__(self, tables: Sequence[FactTable]) -> None:
        """Take at least one table; no report may be in two."""
        self._first = tables[0]
        self._tables = {report_id: table for table in tables for report_id in table.report_ids}
        self._count = sum(map(len, tables))

    def __len__(self) -> int:
        return self._count

    def of_report(self, report_id: str) -> tuple[Fact, ...]:
        """Return the facts of a report in the order of its text; none for an unknown id."""
        return tuple(self.stored(report_id))

    def stored(self, report_id: str) -> StoredFacts:
        """Return the facts of a report, each made when it is needed; none for an unknown id."""
        return self._tables.get(report_id, self._first).stored(report_id)
