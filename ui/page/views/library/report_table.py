"""The table of indexed reports, a page of them; what is ticked is counted by the page's script."""

from collections.abc import Collection

from embeddings.records import Report
from qa.gate.posts import speaker_of
from qa.markup.html import Safe, element
from ui.i18n.messages import message
from ui.page.views.library.listing import SORTED, ReportListing, listed, on_page
from ui.page.views.links import paragraph_link
from ui.page.views.remedies import page_text

__all__ = ["EDITABLE", "report_table_html"]

_COLUMNS = (*SORTED, "notes")
EDITABLE = ("title", "kind", "year", "region")  # fields that can be corrected in the table


def report_table_html(
    reports: Collection[Report],
    listing: ReportListing,
    *,
    language: str,
    editable: bool,
    snapshot: str = "",
) -> Safe:
    """Return a page of the reports that a listing lets through, and the actions on ticked ones."""
    if not reports:
        return Safe("")
    found = listed(reports, listing)
    shown, page, pages = on_page(found, listing)
    heads = [_head(name, listing, language) for name in _COLUMNS]
    pick = element("th", message("page.pick", language), scope="col", class_="gov-pick")
    said = message("page.library_shown", language, shown=len(found), count=len(reports))
    return element(
        "div",
        _picked(language),
        element(
            "table",
            element("thead", element("tr", pick, *heads, element("td"))),
            element("tbody", *[_row(report, language, editable) for report in shown]),
            class_="gov-table",
        ),
        _pages(page, pages, language) if pages > 1 else "",
        class_="gov-library",
        data_sort=listing.sort,
        data_falls=listing.falls,
        data_snapshot=snapshot,
        data_said=said if listing.narrows else "",
    )


def _pages(page: int, pages: int, language: str) -> Safe:
    """Return the way to the other pages."""
    number = [
        element(
            "option",
            message("page.library_page", language, page=at + 1, pages=pages),
            value=at,
            selected=at == page,
        )
        for at in range(pages)
    ]
    label = message("page.library_pages", language)

    def step(name: str, to: int) -> Safe:
        return element(
            "button",
            message(f"page.library_{name}", language),
            type="button",
            class_="gov-small",
            data_step=name,
            value=to,
            aria_disabled=None if 0 <= to < pages else "true",  # disabled, it would lose the focus
        )

    return element(
        "nav",
        step("previous", page - 1),
        element("select", *number, data_pages=True, aria_label=label),
        step("next", page + 1),
        class_="gov-pages",
        aria_label=label,
    )


def _picked(language: str) -> Safe:
    """Return the actions on ticked reports, hidden until one is ticked."""

    def button(key: str, **data: bool) -> Safe:
        return element("button", message(key, language), type="button", class_="gov-small", **data)

    return element(
        "p",
        element("span", role="status"),
        button("page.ask_only_these", data_only=True),
        button("page.unpick", data_unpick=True),
        class_="gov-picked",
        data_say=message("page.picked", language, count="{count}"),
        hidden=True,
    )


def _head(name: str, listing: ReportListing, language: str) -> Safe:
    words = message(f"page.column_{name}", language)
    if name not in SORTED:
        return element("th", words, scope="col")
    button = element("button", words, type="button", class_="gov-sort", data_sort=name)
    order = "descending" if listing.falls else "ascending"
    return element("th", button, scope="col", aria_sort=order if name == listing.sort else None)


def _delivered(report: Report) -> str:
    """Return who delivered a report, and when, as far as its title block says."""
    speaker = speaker_of(report)
    said = f"{speaker.post} {speaker.name}" if speaker is not None else ""
    return " · ".join(filter(None, (said, report.date or "")))


def _row(report: Report, language: str, editable: bool) -> Safe:
    def small(key: str, **attributes: str) -> Safe:
        label = f"{message(key, language)}：{report.title}"
        words = message(key, language)
        return element(
            "button", words, type="button", class_="gov-small", aria_label=label, **attributes
        )

    def field(name: str, words: str) -> Safe:
        if not editable:
            return element("td", words)
        told = f"{message('page.edit', language)}{message(f'page.column_{name}', language)}"
        return element(
            "td",
            element(
                "button",
                words or "—",
                type="button",
                class_="gov-correct",
                title=told,
                aria_label=f"{told}：{words}",
                data_correct=name,
                data_report=report.report_id,
            ),
        )

    actions = [small("page.explain", data_explain=report.report_id)]
    if editable:
        sure = message("page.remove_sure", language)
        actions.append(small("page.retitle", data_correct="title", data_report=report.report_id))
        actions.append(small("page.remove", data_forget=report.report_id, data_sure=sure))
    link = element(
        "a", report.title, href=paragraph_link(report.report_id, 1), data_read=report.report_id
    )
    label = f"{message('page.pick', language)}：{report.title}"
    pick = element("input", type="checkbox", data_pick=report.report_id, aria_label=label)
    return element(
        "tr",
        element("td", pick, class_="gov-pick"),
        element("th", link, element("small", _delivered(report)), scope="row"),
        field("kind", message(f"kind.{report.kind}", language)),
        field("year", str(report.year or "")),
        field("region", report.region or ""),
        element("td", str(len(report.paragraphs))),
        element("td", report.added[:10]),
        element("td", *[element("p", page_text(notice, language)) for notice in report.notices]),
        element("td", *actions, class_="gov-row-actions"),
    )
