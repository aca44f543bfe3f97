"""A term counted over reports: how often, since when, where."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from embeddings.errors import FilterError
from embeddings.records import Report
from qa.diff.words.corpus import Corpus, folded_term, places_of

__all__ = [
    "Occurrence",
    "TermCount",
    "TermGroup",
    "TermHistory",
    "count_term",
    "occurrences",
    "rate",
]

_SHORTEST, _LONGEST = 2, 40  # characters of a term


@dataclass(frozen=True, slots=True, kw_only=True)
class TermCount:
    """How often a term occurs in one report."""

    report_id: str
    title: str
    year: int | None
    region: str | None
    count: int
    characters: int  # of the report, white space aside

    @property
    def per_10_000(self) -> float:
        """How often in 10,000 characters of the report."""
        return rate(self.count, self.characters)


@dataclass(frozen=True, slots=True, kw_only=True)
class TermGroup:
    """How often the reports of one year, or of one place, say a term together."""

    label: str  # the year, or the place
    reports: int
    saying: int  # of them: those that say it
    count: int
    per_10_000: float  # of the characters of all of them


@dataclass(frozen=True, slots=True, kw_only=True)
class TermHistory:
    """A term over reports, by year and place; reports without it are included with 0."""

    term: str
    counts: tuple[TermCount, ...]

    @property
    def total(self) -> int:
        """Its occurrences in all reports together."""
        return sum(one.count for one in self.counts)

    @property
    def first(self) -> TermCount | None:
        """The earliest report with it; None if there is none."""
        return next((one for one in self.counts if one.count), None)

    @property
    def last(self) -> TermCount | None:
        """The latest report with it; None if there is none."""
        return next((one for one in reversed(self.counts) if one.count), None)

    @property
    def by_year(self) -> tuple[TermGroup, ...]:
        """The years, in their order; reports without one are left out."""
        dated = [one for one in self.counts if one.year is not None]
        return _grouped(dated, [str(one.year) for one in dated])

    @property
    def by_place(self) -> tuple[TermGroup, ...]:
        """The places, those that say it most often in their length first."""
        placed = [one for one in self.counts if one.region is not None]
        groups = _grouped(placed, [one.region or "" for one in placed])
        return tuple(sorted(groups, key=lambda group: (-group.per_10_000, group.label)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """One place of a term; `report.text[start:end]` is the term as the report writes it."""

    report_id: str
    paragraph: int  # 1-based
    start: int
    end: int


def count_term(
    corpus: Corpus,
    term: str,
    *,
    years: Iterable[int] | None = None,
    regions: Iterable[str] | None = None,
) -> TermHistory:
    """Return how often `term` occurs in each report; quotation marks and white space are ignored.

    Args:
        corpus: the reports.
        term: 2 to 40 characters.
        years: only reports titled with these years.
        regions: only reports of these regions, by canonical short name.

    Raises:
        FilterError: for a term that is too short or too long.
    """
    wanted = folded_term(term)
    if not _SHORTEST <= len(wanted) <= _LONGEST:
        raise FilterError(
            "term_length", found=len(wanted), shortest=_SHORTEST, longest=_LONGEST, term=term[:60]
        )
    some_years = frozenset(years) if years is not None else None
    some_regions = frozenset(regions) if regions is not None else None
    counts = [
        TermCount(
            report_id=report.report_id,
            title=report.title,
            year=report.year,
            region=report.region,
            count=report.text.count(wanted),
            characters=report.length,
        )
        for report in corpus
        if (some_years is None or report.year in some_years)
        and (some_regions is None or report.region in some_regions)
    ]
    counts.sort(key=lambda one: (one.year or 0, one.region or "", one.title, one.report_id))
    return TermHistory(term=term.strip(), counts=tuple(counts))


def occurrences(history: TermHistory, reports: Mapping[str, Report]) -> tuple[Occurrence, ...]:
    """Return every place of a term within a paragraph, in the order of the counts."""
    found = []
    for one in history.counts:
        if not one.count:
            continue
        report = reports[one.report_id]
        paragraphs = iter(report.paragraphs)
        paragraph = next(paragraphs, None)
        for start, end in places_of(history.term, report):
            while paragraph is not None and paragraph.end <= start:
                paragraph = next(paragraphs, None)
            if paragraph is not None and paragraph.start <= start:
                found.append(
                    Occurrence(
                        report_id=report.report_id,
                        paragraph=paragraph.number,
                        start=start,
                        end=end,
                    )
                )
    return tuple(found)


def rate(count: int, characters: int) -> float:
    """Return how often in 10,000 characters, to two decimal places."""
    return round(10_000 * count / max(1, characters), 2)


def _grouped(counts: Sequence[TermCount], labels: Sequence[str]) -> tuple[TermGroup, ...]:
    groups: dict[str, list[TermCount]] = {}
    for one, label in zip(counts, labels, strict=True):
        groups.setdefault(label, []).append(one)
    return tuple(
        TermGroup(
            label=label,
            reports=len(members),
            saying=sum(bool(one.count) for one in members),
            count=sum(one.count for one in members),
            per_10_000=rate(
                sum(one.count for one in members), sum(one.characters for one in members)
            ),
        )
        for label, members in groups.items()
    )
