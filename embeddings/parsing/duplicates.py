"""Near-duplicate reports, by content, ignoring width, white space and punctuation.

Sentences are compared, not lines: the same report as txt and as pdf may break its paragraphs in
different places. Sketches (MinHash) find candidates among thousands of reports, which are then
compared exactly.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from embeddings.messages import Message
from embeddings.parsing.versions import figure_differences
from embeddings.records import Report, SourceFile
from embeddings.text.sketches import BANDS, Sketch, paragraph_keys, report_sketch

__all__ = [
    "NEAR",
    "NearDuplicateIndex",
    "fold_duplicates",
    "near_duplicates",
    "overlap",
    "sources_for",
]

NEAR = 0.9  # share of common sentences from which two reports are one


def overlap(first: Collection[bytes], second: Collection[bytes]) -> float:
    """Return the share of common keys in the larger set, in [0, 1]."""
    larger = max(len(first), len(second))
    return len(set(first) & set(second)) / larger if larger else 0.0


class NearDuplicateIndex:
    """Finds the near-duplicate of a report among any number of them."""

    def __init__(
        self, report_ids: Sequence[str] = (), sketches: npt.NDArray[np.uint64] | None = None
    ) -> None:
        """Create the index of reports with these sketches, shape (reports, BANDS)."""
        rows = np.zeros((0, BANDS), dtype=np.uint64) if sketches is None else sketches
        self._report_ids = list(report_ids)
        self._orders = np.argsort(rows, axis=0, kind="stable")
        self._bands = np.take_along_axis(rows, self._orders, axis=0)  # each sorted
        self._later: defaultdict[tuple[int, int], list[str]] = defaultdict(list)

    def put(self, report_id: str, bands: Sketch) -> None:
        """Add a report by its sketch, beside that of an earlier reading."""
        for pair in enumerate(bands.tolist()):
            self._later[pair].append(report_id)

    def find(
        self, report: Report, present: Mapping[str, Report], bands: Sketch | None = None
    ) -> str | None:
        """Return the id of the near-duplicate of `report` in `present`; None if there is none.

        `bands` is the report's sketch; by default it is computed.
        """
        proposed = self._proposed(report_sketch(report) if bands is None else bands)
        candidates = sorted(proposed & present.keys())
        same = (each for each in candidates if present[each].sha256 == report.sha256)
        if (found := next(same, None)) is not None or not candidates:
            return found
        keys = paragraph_keys(report)
        shares = {each: overlap(keys, paragraph_keys(present[each])) for each in candidates}
        best = max(shares, key=lambda report_id: shares[report_id])
        return best if shares[best] >= NEAR else None

    def _proposed(self, bands: Sketch) -> set[str]:
        """Return the ids of those with a band of `bands`."""
        found: set[str] = set()
        for band, value in enumerate(bands):
            column = self._bands[:, band]
            first, last = column.searchsorted(value), column.searchsorted(value, side="right")
            found.update(self._report_ids[row] for row in self._orders[first:last, band].tolist())
            found.update(self._later.get((band, int(value)), ()))
        return found


def near_duplicates(report: Report, others: Iterable[Report]) -> list[tuple[Report, float]]:
    """Return the near-duplicates among `others` with the share in common, the largest first."""
    keys = paragraph_keys(report)
    shares = [(other, overlap(keys, paragraph_keys(other))) for other in others]
    alike = [(other, share) for other, share in shares if share >= NEAR]
    return sorted(alike, key=lambda pair: -pair[1])


def sources_for(text_hash: str, report: Report) -> tuple[SourceFile, ...]:
    """Return the sources of `report` as those of a report whose text has the hash `text_hash`.

    Page starts are offsets in the text of the file; they are dropped for another text.
    """
    if report.sha256 == text_hash:
        return report.sources
    return tuple(replace(source, page_starts=()) for source in report.sources)


def fold_duplicates(reports: Iterable[Report]) -> tuple[list[Report], list[Message]]:
    """Return the reports with duplicates merged into the first of each, and the notices.

    Two reports are duplicates if at least `NEAR` of their sentences are common and no figure
    differs. The kept report has the sources of all and a notice with their number.
    """
    kept: dict[str, Report] = {}
    folded: dict[str, list[Report]] = {}
    index: NearDuplicateIndex | None = None
    texts: dict[str, str] = {}
    for report in reports:
        same = texts.get(report.sha256)
        if same is None and kept:
            if index is None:
                index = NearDuplicateIndex()
                for first in kept.values():
                    index.put(first.report_id, report_sketch(first))
            same = index.find(report, kept)
        if same is not None and not figure_differences(kept[same], report):
            folded[same].append(report)
            continue
        kept[report.report_id] = report
        folded[report.report_id] = []
        texts[report.sha256] = report.report_id
        if index is not None:
            index.put(report.report_id, report_sketch(report))
    notices: list[Message] = []
    for report_id, others in folded.items():
        if others:
            kept[report_id], notice = _fold(kept[report_id], others)
            notices.append(notice)
    return list(kept.values()), notices


def _fold(report: Report, others: Sequence[Report]) -> tuple[Report, Message]:
    sources = {(source.path, source.name): source for source in report.sources}
    for other in others:
        for source in sources_for(report.sha256, other):
            sources.setdefault((source.path, source.name), source)
    exact = sum(other.sha256 == report.sha256 for other in others)
    parts = []
    if exact:
        parts.append(Message("duplicates_identical", count=exact))
    if exact < len(others):
        parts.append(Message("duplicates_near", count=len(others) - exact))
    notice = Message("duplicates_folded", title=report.title, count=len(others), kinds=tuple(parts))
    return (
        replace(report, sources=tuple(sources.values()), notices=(*report.notices, notice)),
        notice,
    )
