"""The filters of a question: for selected reports, and after removing a chip."""

from collections.abc import Collection, Mapping

from embeddings.records import Report
from ui.conversations.conversation import KeptTurn
from ui.page.views.chips import searched_years

__all__ = ["Filters", "filters_of", "filters_without"]

# Years and regions; None to derive them from the question.
Filters = tuple[tuple[int, ...] | None, tuple[str, ...] | None]


def filters_of(
    chosen: Collection[str], reports: Mapping[str, Report]
) -> tuple[tuple[int, ...], tuple[str, ...], int]:
    """Return the years and regions of the selected reports, and how many others have both.

    A report without year or region cannot be selected, and is left out.
    """
    own = [reports[one] for one in chosen if one in reports]
    pairs = {(report.year, report.region) for report in own if report.year and report.region}
    years = sorted({year for year, _ in pairs if year is not None})
    regions = sorted({region for _, region in pairs if region is not None})
    more = [
        report
        for report in reports.values()
        if report.year in years and report.region in regions and report.report_id not in chosen
    ]
    return tuple(years), tuple(regions), len(more)


def filters_without(turn: KeptTurn, dropped: str, reports: Mapping[str, Report]) -> Filters:
    """Return the filters of a turn without one chip, as `chips_html` names it.

    Without its last chip a kind is unlimited: every year of `reports`, since the question's own
    would be derived again. `year:all` derives them from the question again.
    """
    scope = turn.answer.scope
    kind, _, value = dropped.partition(":")
    if value == "all":
        return (None, turn.regions) if kind == "year" else (turn.years, None)
    if kind == "year":
        first, last = _bounds(value)
        years = tuple(year for year in searched_years(turn, reports) if not first <= year <= last)
        known = sorted({r.year for r in reports.values() if r.year is not None})
        return years or tuple(known), turn.regions
    regions = tuple(region for region in scope.regions if region != value)
    return turn.years, regions or tuple(
        dict.fromkeys(r.region for r in reports.values() if r.region)
    )


def _bounds(value: str) -> tuple[int, int]:
    """Return the first and last year of 2015-2024 or 2015; an empty range for other text."""
    numbers = [int(part) for part in value.split("-") if part.isdecimal() and len(part) == 4]
    return (numbers[0], numbers[-1]) if numbers else (1, 0)
