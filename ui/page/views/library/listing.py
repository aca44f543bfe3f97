"""Which reports the table shows: searched, filtered, sorted, a page of them at a time."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from embeddings.records import Report
from embeddings.text.folding import fold
from ui.conversations.stored_values import mapping_of, whole_of

__all__ = [
    "FILTERS",
    "PAGE",
    "SORTED",
    "ReportListing",
    "listed",
    "on_page",
    "read_listing",
    "regions_of",
]

PAGE = 50  # reports; some eight windows of them
SORTED = ("title", "kind", "year", "region", "paragraphs", "added")  # columns that sort
FILTERS = ("kind", "year", "region")
_WORDS_MOST = 200  # characters


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportListing:
    """What one tab of the browser wants to see of the library; empty values limit nothing."""

    words: str = ""  # all of them in the title
    kind: str = ""
    year: str = ""
    region: str = ""
    sort: str = ""  # one of `SORTED`; by default the newest year first
    falls: bool = False
    page: int = 0  # from 0

    @property
    def narrows(self) -> bool:
        """Whether any report may be left out."""
        return bool(self.words.strip() or self.kind or self.year or self.region)


def read_listing(brought: object) -> ReportListing:
    """Return what the page's script asks for; what it cannot mean is ignored."""
    asked: Mapping[str, Any] = mapping_of(brought)

    def text(name: str) -> str:
        value = asked.get(name)
        return value[:_WORDS_MOST] if isinstance(value, str) else ""

    return ReportListing(
        words=text("words"),
        kind=text("kind"),
        year=text("year"),
        region=text("region"),
        sort=text("sort") if text("sort") in SORTED else "",
        falls=asked.get("falls") is True,
        page=max(0, whole_of(asked.get("page"))),
    )


def listed(reports: Iterable[Report], listing: ReportListing) -> list[Report]:
    """Return the reports that a listing lets through, sorted, of all its pages."""
    words = fold(listing.words).lower().split()
    found = [
        report
        for report in reports
        if all(getattr(listing, name) in ("", _value(report, name)) for name in FILTERS)
        and all(word in fold(report.title).lower() for word in words)
    ]
    found.sort(key=lambda report: (-(report.year or 0), _alphabetical(report.title)))
    if not listing.sort:
        return found
    values = {report.report_id: _value(report, listing.sort) for report in found}
    full = [report for report in found if values[report.report_id]]
    full.sort(key=lambda report: _sort_key(values[report.report_id]), reverse=listing.falls)
    empty = [report for report in found if not values[report.report_id]]
    return full + empty  # last, whichever the direction


def on_page(found: Sequence[Report], listing: ReportListing) -> tuple[Sequence[Report], int, int]:
    """Return the reports of the wanted page, its number from 0, and how many pages there are."""
    pages = max(1, -(-len(found) // PAGE))
    page = min(listing.page, pages - 1)
    return found[page * PAGE : (page + 1) * PAGE], page, pages


def regions_of(reports: Collection[Report]) -> list[str]:
    """Return the regions of reports, in the order of a Chinese dictionary."""
    return sorted({report.region for report in reports if report.region}, key=_alphabetical)


def _value(report: Report, column: str) -> str:
    if column == "paragraphs":
        return str(len(report.paragraphs))
    return str(getattr(report, column) or "")


def _sort_key(value: str) -> tuple[int, bytes]:
    return (int(value), b"") if value.isdecimal() else (0, _alphabetical(value))


def _alphabetical(text: str) -> bytes:
    """Return a sort key: GB 2312 lists its 3,755 common characters by their pinyin."""
    return text.encode("gb18030", errors="replace")
