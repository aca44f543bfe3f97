"""Quotes located: the reports that a name means, and the spans of a report that a quote covers."""

from functools import lru_cache
from pathlib import PurePath

import numpy as np
import numpy.typing as npt

from embeddings.records import Report
from qa.answer.citations import ReportCollection
from qa.evaluation.matching.normalisation import compact, normalised

__all__ = ["ReportCollection", "is_named", "named_reports", "overlap", "quote_spans"]


def is_named(name: str, report: Report) -> bool:
    """Return whether `name` means `report`: its id, its title, or the stem of one of its files."""
    if name == report.report_id:
        return True
    wanted = normalised(name)
    if wanted == normalised(report.title):
        return True
    return any(wanted == normalised(PurePath(source.name).stem) for source in report.sources)


def named_reports(name: str, index: ReportCollection) -> tuple[Report, ...]:
    """Return the reports that `name` means: usually one, none where it is not indexed."""
    if name in index.reports:  # without a scan of a large corpus
        return (index.reports[name],)
    return tuple(report for report in index.reports.values() if is_named(name, report))


def quote_spans(text: str, quote: str) -> tuple[tuple[int, int], ...]:
    """Return the spans of `text` that hold `quote`, white space aside; none where it is not in.

    Offsets are half-open and count code points of `text`.
    """
    return _spans(text, compact(quote))


def overlap(first: tuple[int, int], second: tuple[int, int]) -> int:
    """Return how many characters two half-open spans share."""
    return max(0, min(first[1], second[1]) - max(first[0], second[0]))


@lru_cache(maxsize=16_384)
def _spans(text: str, quote: str) -> tuple[tuple[int, int], ...]:
    if not quote:
        return ()
    letters = compact(text)
    offsets = _letter_offsets(text)
    found = []
    start = letters.find(quote)
    while start >= 0:
        found.append((int(offsets[start]), int(offsets[start + len(quote) - 1]) + 1))
        start = letters.find(quote, start + 1)
    return tuple(found)


@lru_cache(maxsize=256)
def _letter_offsets(text: str) -> npt.NDArray[np.int64]:
    """Return, for each character of `compact(text)`, its offset in `text`."""
    kept = [offset for offset, letter in enumerate(text) if not letter.isspace()]
    return np.asarray(kept, dtype=np.int64)
