"""Every comparison of reports, over one snapshot of an index."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from embeddings.index.passage_index import PassageIndex
from embeddings.records import Report
from qa.diff.brief import Brief, earlier_reports, make_brief
from qa.diff.records import ReportDiff
from qa.diff.report_diff import compare_reports
from qa.diff.targets import TargetRow, compare_targets
from qa.diff.words.changed_terms import TermChanges, changed_terms
from qa.diff.words.corpus import Corpus
from qa.diff.words.mentions import Mention, SharedStatement, mentions, shared_statements
from qa.diff.words.new_terms import NewTerm, new_terms
from qa.diff.words.term_counts import Occurrence, TermHistory, count_term, occurrences
from qa.snapshot import Snapshot

__all__ = ["ReportAnalysis", "analysis_of"]


class ReportAnalysis:
    """Compares the reports of an index; folds their texts once, when they are first counted.

    Args:
        index: a snapshot; take a new analysis where the index has changed.
    """

    def __init__(self, index: PassageIndex) -> None:
        self._index = index

    @property
    def reports(self) -> Mapping[str, Report]:
        """The reports by id."""
        return self._index.reports

    @cached_property
    def corpus(self) -> Corpus:
        """The reports' texts for counting."""
        return Corpus(self._index.reports)

    def diff(self, old: Report, new: Report) -> ReportDiff:
        """Return the earlier report's statements aligned with the later one's."""
        facts = self._index.facts
        both = facts.of_report(old.report_id), facts.of_report(new.report_id)
        return compare_reports(old, new, self._index.encoder, both)

    def targets(self, old: Report, new: Report) -> tuple[TargetRow, ...]:
        """Return the earlier report's targets with results and successors in the later one."""
        facts = self._index.facts
        return compare_targets(
            old, new, facts.of_report(old.report_id), facts.of_report(new.report_id)
        )

    def term(
        self,
        term: str,
        *,
        years: Iterable[int] | None = None,
        regions: Iterable[str] | None = None,
    ) -> TermHistory:
        """Return how often a term occurs in each report.

        Raises:
            FilterError: for a term of under 2 or over 40 characters.
        """
        return count_term(self.corpus, term, years=years, regions=regions)

    def mentions(
        self, history: TermHistory, *, most: int | None = None, of_each_region: bool = False
    ) -> tuple[Mention, ...]:
        """Return the best sentence of each report that contains a counted term.

        Of the `most` latest reports, or of the latest of each region, if only these are wanted.
        """
        return mentions(history, self._index.reports, most=most, of_each_region=of_each_region)

    def occurrences(self, history: TermHistory) -> tuple[Occurrence, ...]:
        """Return every place of a counted term."""
        return occurrences(history, self._index.reports)

    def new_terms(self, report: Report, *, k: int = 10) -> tuple[NewTerm, ...]:
        """Return the terms that are in no earlier report of the place, the highest score first."""
        before = earlier_reports(report, self.reports)
        return new_terms(report, before, self.corpus, self.reports, k=k)

    def changed_terms(
        self, report: Report, earlier: Sequence[Report], *, against: int = 10, k: int = 10
    ) -> TermChanges:
        """Return the terms that rose, fell and went, against earlier reports, the latest first."""
        return changed_terms(report, earlier, self.corpus, against=against, k=k)

    def shared(self, one: Report, other: Report) -> tuple[SharedStatement, ...]:
        """Return the sentences that two reports have in the same words."""
        return shared_statements(one, other)

    def earlier(self, report: Report) -> tuple[Report, ...]:
        """Return the earlier reports of the same place, the latest first."""
        return earlier_reports(report, self.reports)

    def brief(self, report: Report) -> Brief:
        """Return one page on a report."""
        wanted = [report, *self.earlier(report)[:1]]
        facts = {one.report_id: self._index.facts.of_report(one.report_id) for one in wanted}
        return make_brief(report, self.reports, facts, self.corpus, self._index.encoder)


def analysis_of(snapshot: Snapshot) -> ReportAnalysis:
    """Return the analysis of a snapshot, made once."""
    return snapshot.derived(ReportAnalysis, lambda: ReportAnalysis(snapshot.index))
