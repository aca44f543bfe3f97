"""The text of many reports, folded once for counting."""

import re
from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from embeddings.records import Report
from embeddings.text.folding import fold
from qa.diff.words.spread import Spread

__all__ = ["Corpus", "FoldedReport", "folded_term", "places_of"]

_TEXTS_KEPT = 32  # folded texts, 60 kB each: a brief asks eleven reports for its terms
_SPREADS_KEPT = 6  # a few megabytes each for 200 reports
# Marks and white space in which variants of one term differ: “人工智能+”行动, 人工智能+行动.
_SKIPPED = re.compile(r"[“”\"‘’'「」『』\s　]")
_SKIPPED_RUN = f"{_SKIPPED.pattern}*"


@dataclass(frozen=True, slots=True, kw_only=True)
class FoldedReport:
    """A report for counting: its text folded, without quotation marks and white space."""

    report_id: str
    title: str
    year: int | None
    region: str | None
    text: str
    length: int  # characters of the stored text without white space


class Corpus:
    """Reports folded when they are first needed, the last ones kept.

    Belongs to one snapshot of an index, whose reports never change.

    Args:
        reports: by id.
        kept: characters kept at the most; 40 million take 80 to 160 MB.
    """

    def __init__(self, reports: Mapping[str, Report], *, kept: int = 40_000_000) -> None:
        self._reports = reports
        self._kept = kept
        self._size = 0
        self._folded: dict[str, FoldedReport] = {}
        self._spreads: OrderedDict[tuple[str, ...], Spread] = OrderedDict()

    def __iter__(self) -> Iterator[FoldedReport]:
        for report_id in self._reports:
            yield self.folded(report_id)

    def folded(self, report_id: str) -> FoldedReport:
        """Return a report for counting.

        Raises:
            KeyError: for an unknown id.
        """
        found = self._folded.get(report_id)
        if found is not None:
            return found
        report = self._reports[report_id]
        text = folded_term(report.text)
        found = FoldedReport(
            report_id=report_id,
            title=report.title,
            year=report.year,
            region=report.region,
            text=text,
            length=len("".join(report.text.split())),
        )
        if self._size + len(text) <= self._kept:
            self._folded[report_id] = found
            self._size += len(text)
        return found

    def spread(self, report_ids: Sequence[str]) -> Spread:
        """Return the document frequencies of terms over some reports; the last few are kept."""
        key = tuple(report_ids)
        found = self._spreads.pop(key, None)
        if found is None:
            found = Spread([self.folded(report_id).text for report_id in key])
        self._spreads[key] = found
        while len(self._spreads) > _SPREADS_KEPT:
            self._spreads.popitem(last=False)
        return found


def folded_term(term: str) -> str:
    """Return a term as it is counted: folded, without quotation marks and white space."""
    return _SKIPPED.sub("", fold(term))


def places_of(term: str, report: Report) -> tuple[tuple[int, int], ...]:
    """Return the places of a term in a report: (start, end) in the stored text.

    One for each time that the term is counted, marks and white space inside it included.
    """
    wanted = folded_term(term)
    if not wanted:
        return ()
    pattern = _SKIPPED_RUN.join(map(re.escape, wanted))
    return tuple(found.span() for found in re.finditer(pattern, _folded(report.text)))


@lru_cache(maxsize=_TEXTS_KEPT)
def _folded(text: str) -> str:
    return fold(text)
