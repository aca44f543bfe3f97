"""A brief of a report: its sections, its targets, the results of the last ones, its new terms.

Every line is quoted or computed, and gives its place in the report.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from embeddings.encoders.encoder import Encoder
from embeddings.facts.records import Fact
from embeddings.records import Report
from qa.diff.records import PairKind, ReportDiff
from qa.diff.report_diff import compare_reports
from qa.diff.targets import TargetRow, compare_targets
from qa.diff.words.changed_terms import TermChange, changed_terms
from qa.diff.words.corpus import Corpus, places_of
from qa.diff.words.new_terms import NewTerm, new_terms

__all__ = [
    "Brief",
    "BriefSection",
    "ChangePlace",
    "TermPlace",
    "earlier_reports",
    "make_brief",
]

_EARLIER = 10  # earlier reports that the frequency of terms is compared with
_TERMS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefSection:
    """A section of the first level: its heading, size, and first paragraph."""

    title: str
    paragraph: int  # 1-based
    characters: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TermPlace:
    """A new term and its first place in the report."""

    term: NewTerm
    paragraph: int  # 1-based
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangePlace:
    """A changed word and its first place in the report, or in the latest one that has it."""

    change: TermChange
    report: Report
    paragraph: int  # 1-based
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """A report in one page; parts that need an earlier report are empty if there is none."""

    report: Report
    earlier: Report | None  # of the same place, the year before or the nearest one
    characters: int  # of the text, white space aside
    sections: tuple[BriefSection, ...]
    targets: tuple[TargetRow, ...]
    terms: tuple[TermPlace, ...]
    against: int  # earlier reports, whose mean the changed words are measured against
    risen: tuple[ChangePlace, ...]
    fallen: tuple[ChangePlace, ...]
    gone: tuple[ChangePlace, ...]
    diff: ReportDiff | None

    def share(self, kind: PairKind) -> float:
        """Return the share of the report's own statements that are of a kind."""
        if self.diff is None:
            return 0.0
        own = [pairing for pairing in self.diff.pairings if pairing.new is not None]
        return sum(pairing.kind is kind for pairing in own) / max(1, len(own))


def earlier_reports(report: Report, reports: Mapping[str, Report]) -> tuple[Report, ...]:
    """Return the earlier reports of the same place, the latest first; one a year."""
    if report.year is None:
        return ()
    found: dict[int, Report] = {}
    for other in sorted(reports.values(), key=lambda r: (r.added, r.report_id)):
        if other.region == report.region and other.year is not None and other.year < report.year:
            found[other.year] = other
    return tuple(found[year] for year in sorted(found, reverse=True))


def make_brief(
    report: Report,
    reports: Mapping[str, Report],
    facts: Mapping[str, Sequence[Fact]],
    corpus: Corpus,
    encoder: Encoder,
) -> Brief:
    """Return the brief of a report.

    Args:
        report: one of `reports`.
        reports: all that are indexed, by id.
        facts: of the report and the one before it, by id.
        corpus: the folded texts of `reports`.
        encoder: the index's own.
    """
    before = earlier_reports(report, reports)
    own = facts[report.report_id]
    earlier = before[0] if before else None
    against = before[:_EARLIER]
    changes = changed_terms(report, before, corpus, against=_EARLIER, k=_TERMS)
    return Brief(
        report=report,
        earlier=earlier,
        characters=corpus.folded(report.report_id).length,
        sections=_sections(report),
        targets=compare_targets(earlier, report, facts[earlier.report_id], own)
        if earlier is not None
        else (),
        terms=_placed(new_terms(report, before, corpus, reports, k=_TERMS), report),
        against=len(against),
        risen=_where(changes.risen, [report]),
        fallen=_where(changes.fallen, [report]),
        gone=_where(changes.gone, against),
        diff=compare_reports(earlier, report, encoder, (facts[earlier.report_id], own))
        if earlier is not None
        else None,
    )


def _sections(report: Report) -> tuple[BriefSection, ...]:
    found = []
    for section in report.sections:
        if section.level != 1:
            continue
        inside = [p for p in report.paragraphs if section.start <= p.start < section.end]
        if inside:
            found.append(
                BriefSection(
                    title=section.title,
                    paragraph=inside[0].number,
                    characters=sum(p.end - p.start for p in inside),
                )
            )
    return tuple(found)


def _placed(terms: Sequence[NewTerm], report: Report) -> tuple[TermPlace, ...]:
    """Return the terms with their first place in a paragraph; a term in headings alone has none."""
    placed = ((term, _first_place(term.term, report)) for term in terms)
    return tuple(
        TermPlace(term=term, paragraph=place[0], start=place[1], end=place[2])
        for term, place in placed
        if place is not None
    )


def _where(changes: Sequence[TermChange], reports: Sequence[Report]) -> tuple[ChangePlace, ...]:
    """Return changed words with their place in the first of `reports` that has them."""
    found = []
    for change in changes:
        for report in reports:
            place = _first_place(change.term, report)
            if place is not None:
                number, start, end = place
                found.append(
                    ChangePlace(
                        change=change, report=report, paragraph=number, start=start, end=end
                    )
                )
                break
    return tuple(found)


def _first_place(term: str, report: Report) -> tuple[int, int, int] | None:
    for start, end in places_of(term, report):
        paragraph = next((p for p in report.paragraphs if p.start <= start < p.end), None)
        if paragraph is not None:
            return paragraph.number, start, end
    return None
