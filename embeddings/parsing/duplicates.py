"""Near-duplicate reports, by content, ignoring width, white space and punctuation.

Sentences are compared, not lines: the same report as txt and as pdf may break its paragraphs in
different places. MinHash (datasketch) finds candidates among thousands of reports, which are then
compared exactly.
"""

import hashlib
import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from embeddings.messages import Message
from embeddings.parsing.versions import figure_differences
from embeddings.records import Report, SourceFile

__all__ = [
    "NEAR",
    "NearDuplicateIndex",
    "fold_duplicates",
    "near_duplicates",
    "overlap",
    "paragraph_keys",
    "sources_for",
]

NEAR = 0.9  # share of common sentences from which two reports are one
_SHORTEST = 8  # characters; shorter sentences (各位代表) are in every report
_SENTENCE_END = re.compile("[。！？!?；;\n]+")
_SIGNS = re.compile("[\\W_]+")
_PERMUTATIONS = 128  # of MinHash: the estimate's standard error is 0.03 near 0.9
# bands and rows of the sketch: what datasketch finds, by integration in 0.3 s, for a similarity
# of 0.7 (0.9 of the larger set is at least 0.82, less the error), missing weighed 9 times as bad
_BANDS = (20, 6)


def paragraph_keys(report: Report) -> frozenset[str]:
    """Return a key for each sentence of the report's paragraphs of minimum length."""
    text = "\n".join(report.text[each.start : each.end] for each in report.paragraphs)
    keys = set()
    for sentence in _SENTENCE_END.split(unicodedata.normalize("NFKC", text)):
        bare = _SIGNS.sub("", sentence)
        if len(bare) >= _SHORTEST:
            keys.add(hashlib.blake2b(bare.encode(), digest_size=8).hexdigest())
    return frozenset(keys)


def overlap(first: Collection[str], second: Collection[str]) -> float:
    """Return the share of common keys in the larger set, in [0, 1]."""
    larger = max(len(first), len(second))
    return len(set(first) & set(second)) / larger if larger else 0.0


class NearDuplicateIndex:
    """Finds the near-duplicate of a report among any number of them."""

    def __init__(self) -> None:
        # datasketch imports scipy (0.3 s) and is needed only where reports are compared
        from datasketch import MinHashLSH  # noqa: PLC0415

        self._index: Any = MinHashLSH(num_perm=_PERMUTATIONS, params=_BANDS)
        self._texts: dict[str, str] = {}  # hash of the text → report_id

    def put(self, report: Report) -> None:
        """Add a report, replacing an earlier reading of it."""
        self._texts[report.sha256] = report.report_id
        if report.report_id in self._index:
            self._index.remove(report.report_id)
        self._index.insert(report.report_id, _sketch(paragraph_keys(report)))

    def find(self, report: Report, present: Mapping[str, Report]) -> str | None:
        """Return the id of the near-duplicate of `report` in `present`; None if there is none."""
        same = self._texts.get(report.sha256)
        if same is not None and same in present and present[same].sha256 == report.sha256:
            return same
        keys = paragraph_keys(report)
        if not keys:
            return None
        candidates = [found for found in self._index.query(_sketch(keys)) if found in present]
        shares = {
            report_id: overlap(keys, paragraph_keys(present[report_id]))
            for report_id in sorted(candidates)
        }
        best = max(shares, key=lambda report_id: shares[report_id], default=None)
        return best if best is not None and shares[best] >= NEAR else None


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
                    index.put(first)
            same = index.find(report, kept)
        if same is not None and not _differs(report, kept[same]):
            folded[same].append(report)
            continue
        kept[report.report_id] = report
        folded[report.report_id] = []
        texts[report.sha256] = report.report_id
        if index is not None:
            index.put(report)
    notices: list[Message] = []
    for report_id, others in folded.items():
        if others:
            kept[report_id], notice = _fold(kept[report_id], others)
            notices.append(notice)
    return list(kept.values()), notices


def _differs(report: Report, first: Report) -> bool:
    return report.sha256 != first.sha256 and bool(figure_differences(first, report))


def _sketch(keys: Collection[str]) -> Any:
    from datasketch import MinHash  # noqa: PLC0415

    sketch = MinHash(num_perm=_PERMUTATIONS, hashfunc=_half)  # keys are hashes already
    sketch.update_batch(list(keys))
    return sketch


def _half(key: str) -> int:
    return int(key[:8], 16)


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
