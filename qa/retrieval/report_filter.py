"""A caller's hard filter by years and regions of reports, which every passage satisfies."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from embeddings.index.stored.report_set import ReportSet
from embeddings.text.gazetteer import Gazetteer
from qa.question.scope import hard_reports, valid_regions, valid_years
from qa.records import Missing, Scope
from qa.retrieval.coverage import missing_of_filter

__all__ = ["ReportFilter", "report_filter"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportFilter:
    """The years and regions of a filter, and the reports that pass it."""

    years: tuple[int, ...]
    regions: tuple[str, ...]  # canonical names
    include_children: bool  # 甘肃 includes 兰州
    gazetteer: Gazetteer
    reports: ReportSet  # all of the index
    allowed: ReportSet  # those that pass it

    @property
    def is_set(self) -> bool:
        """Whether it names a year or a region."""
        return bool(self.years or self.regions)

    def narrowed(self, scope: Scope) -> Scope:
        """Return the scope of a question under this filter."""
        if not self.is_set:
            return scope
        above = frozenset(
            above for name in self.regions for above in self.gazetteer.ancestors(name)
        )
        return replace(
            scope,
            report_years=self.years or scope.report_years,
            regions=self.regions or scope.regions,
            regions_above=above or scope.regions_above,
            hard=True,
        )

    def missing(self, derived: Missing) -> Missing:
        """Return the missing years and regions; `derived` are those of the question alone."""
        if not self.is_set:
            return derived
        return missing_of_filter(
            self.allowed,
            self.reports,
            self.years,
            self.regions,
            derived,
            self.include_children,
            self.gazetteer,
        )


def report_filter(
    reports: ReportSet,
    years: Iterable[int] | None,
    regions: Iterable[str] | None,
    *,
    include_children: bool = False,
    gazetteer: Gazetteer,
) -> ReportFilter:
    """Return the filter over `reports`; without years and regions all pass it.

    Raises:
        FilterError: for a malformed year or an unknown region.
    """
    wanted_years = valid_years(years)
    wanted_regions = valid_regions(regions, reports, gazetteer)
    allowed = hard_reports(
        reports,
        wanted_years,
        wanted_regions,
        include_children=include_children,
        gazetteer=gazetteer,
    )
    return ReportFilter(
        years=wanted_years,
        regions=wanted_regions,
        include_children=include_children,
        gazetteer=gazetteer,
        reports=reports,
        allowed=allowed,
    )
