"""What stands above the table of reports: how many there are, search, filters, order."""

from collections.abc import Collection

from embeddings.records import Report
from qa.markup.html import Safe, element, fragment
from ui.i18n.messages import message
from ui.page.views.library.listing import SORTED, ReportListing, regions_of

__all__ = ["filters_html"]


def filters_html(reports: Collection[Report], listing: ReportListing, language: str) -> Safe:
    """Return the count of reports, and what narrows and sorts their table."""
    count = element("p", message("page.library_count", language, count=len(reports)))
    if not reports:
        return count
    kinds = {str(report.kind): message(f"kind.{report.kind}", language) for report in reports}
    years = sorted({str(report.year) for report in reports if report.year}, reverse=True)
    search = message("page.library_search", language)
    words = element(
        "input", type="search", placeholder=search, aria_label=search, value=listing.words
    )
    told = element("span", class_="gov-library-shown", role="status")
    controls = (
        words,
        _choice("kind", kinds, listing.kind, language),
        _choice("year", {year: year for year in years}, listing.year, language),
        _choice("region", {r: r for r in regions_of(reports)}, listing.region, language),
        _order(listing, language),
        told,
    )
    row = element("div", *controls, class_="gov-library-filters", role="search")
    return fragment([count, row])


def _choice(name: str, values: dict[str, str], chosen: str, language: str) -> Safe:
    everything = element("option", message(f"page.all_{name}s", language), value="")
    if chosen and chosen not in values:  # its last report is gone
        values = {**values, chosen: chosen}
    options = [
        element("option", words, value=value, selected=value == chosen)
        for value, words in values.items()
    ]
    label = message(f"page.column_{name}", language)
    return element("select", everything, *options, data_filter=name, aria_label=label)


def _order(listing: ReportListing, language: str) -> Safe:
    """Return the list of orders, for a narrow window, where the table has no heads."""
    label = message("page.sort_by", language)
    options = [element("option", label, value="")] + [
        element(
            "option",
            f"{message(f'page.column_{name}', language)} {arrow}",
            value=f"{name} {order}",
            selected=(name, order == "falls") == (listing.sort, listing.falls),
        )
        for name in SORTED
        for order, arrow in (("rises", "↑"), ("falls", "↓"))
    ]
    return element("select", *options, data_order=True, aria_label=label, class_="gov-order")
