"""Which reports are the same: exact duplicates by content, near-duplicates by their paragraphs."""

import hashlib
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import replace

from embeddings.records import Report

__all__ = ["NEAR", "fold_duplicates", "overlap", "paragraph_keys"]

NEAR = 0.9  # share of paragraphs alike from which two reports are one
_SHORTEST = 20  # characters; shorter paragraphs (各位代表) are in every report


def paragraph_keys(report: Report) -> frozenset[str]:
    """Return a key for each paragraph that says something, blind to width, space and signs."""
    keys = set()
    for paragraph in report.paragraphs:
        text = unicodedata.normalize("NFKC", report.text[paragraph.start : paragraph.end])
        bare = "".join(character for character in text if character.isalnum())
        if len(bare) >= _SHORTEST:
            keys.add(hashlib.blake2b(bare.encode(), digest_size=8).hexdigest())
    return frozenset(keys)


def overlap(first: frozenset[str], second: frozenset[str]) -> float:
    """Return the share of paragraphs alike, of the report that has more of them, in [0, 1]."""
    larger = max(len(first), len(second))
    return len(first & second) / larger if larger else 0.0


def fold_duplicates(reports: Iterable[Report]) -> tuple[list[Report], list[str]]:
    """Return the reports with duplicates folded into the first of each, and what was folded.

    Two reports are one where at least `NEAR` of their paragraphs are alike. The kept report has
    the sources of all and a notice of how many were folded.
    """
    kept: list[Report] = []
    keys: list[frozenset[str]] = []
    folded: list[list[Report]] = []
    for report in reports:
        own = paragraph_keys(report)
        for position, other in enumerate(keys):
            same_text = kept[position].sha256 == report.sha256
            if same_text or (own and overlap(own, other) >= NEAR):
                folded[position].append(report)
                break
        else:
            kept.append(report)
            keys.append(own)
            folded.append([])
    notices: list[str] = []
    for position, others in enumerate(folded):
        if others:
            kept[position], notice = _fold(kept[position], others)
            notices.append(notice)
    return kept, notices


def _fold(report: Report, others: Sequence[Report]) -> tuple[Report, str]:
    sources = {source.path + source.sha256: source for source in report.sources}
    for other in others:
        for source in other.sources:
            sources.setdefault(source.path + source.sha256, source)
    exact = sum(other.sha256 == report.sha256 for other in others)
    parts = []
    if exact:
        parts.append(f"{exact} 份完全相同")
    if exact < len(others):
        parts.append(f"{len(others) - exact} 份九成以上段落相同")
    notice = f"《{report.title}》有 {len(others)} 份重复（{'，'.join(parts)}），已合并为一份"
    return (
        replace(report, sources=tuple(sources.values()), notices=(*report.notices, notice)),
        notice,
    )
