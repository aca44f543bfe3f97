"""The state of an index in which a question is answered, the same for every stage."""

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from embeddings.index.catalogue import all_reports
from embeddings.index.passage_index import PassageIndex
from embeddings.index.stored.report_set import ReportSet
from embeddings.records import Report
from embeddings.text.gazetteer import Gazetteer
from qa.text.paragraph import ParagraphStore

__all__ = ["Snapshot"]

_Derived = TypeVar("_Derived")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Snapshot:
    """One state of an index with the analyses of its paragraphs.

    It does not change with the index directory, so that an answer in progress keeps its reports.
    """

    index: PassageIndex
    reports: Mapping[str, Report]  # by report_id
    paragraphs: ParagraphStore
    gazetteer: Gazetteer  # knows the regions of the reports
    _derived: dict[type[Any], Any] = field(default_factory=dict, repr=False)
    _deriving: threading.RLock = field(default_factory=threading.RLock, repr=False)

    @property
    def every(self) -> ReportSet:
        """All reports, to be asked by year, region and period without a walk through them."""
        return self.derived(ReportSet, lambda: all_reports(self.reports))

    def derived(self, kind: type[_Derived], make: Callable[[], _Derived]) -> _Derived:
        """Return the single value of type `kind` for this snapshot, made on first use.

        Values computed from all reports (their facts in one book, their texts folded for counting)
        are computed once, and released with the snapshot.
        """
        with self._deriving:
            if kind not in self._derived:
                self._derived[kind] = make()
            value: _Derived = self._derived[kind]
            return value
