"""The table of indexed reports: searched, filtered, sorted and ticked by the page's script."""

from collections.abc import Iterable, Sequence

from embeddings.records import Report
from qa.gate.posts import speaker_of
from qa.markup.html import Safe, element
from ui.i18n.messages import message
from ui.page.views.links import paragraph_link
from ui.page.views.remedies import page_text

__all__ = ["EDITABLE", "library_html"]

_COLUMNS = ("title", "kind", "year", "region", "paragraphs", "added", "notes")
_UNSORTED = ("notes",)
EDITABLE = ("title", "kind", "year", "region")  # fields that can be corrected in the table


def library_html(reports: Iterable[Report], *, language: str, editable: bool) -> Safe:
    """Return the reports as a table, the newest year first."""
    ordered = sorted(reports, key=lambda report: (-(report.year or 0), report.title))
    count = element("p", message("page.library_count", language, count=len(ordered)))
    if not ordered:
        return element("div", count, class_="gov-library")
    heads = [_head(name, language) for name in _COLUMNS]
    pick = element("th", message("page.pick", language), scope="col", class_="gov-pick")
    rows = [_row(report, language, editable) for report in ordered]
    return element(
        "div",
        count,
        _filters(ordered, language),
        _picked(language),
        element(
            "table",
            element("thead", element("tr", pick, *heads, element("td"))),
            element("tbody", *rows),
            class_="gov-table",
        ),
        class_="gov-library",
    )


def _filters(reports: Sequence[Report], language: str) -> Safe:
    """Return the filters of the table: words of the title, and lists of kinds, years and places."""
    kinds = {str(report.kind): message(f"kind.{report.kind}", language) for report in reports}
    years = sorted({report.year for report in reports if report.year}, reverse=True)
    regions = sorted({report.region for report in reports if report.region})
    search = message("page.library_search", language)
    return element(
        "div",
        element("input", type="search", placeholder=search, aria_label=search),
        _choice("kind", kinds, language),
        _choice("year", {str(year): str(year) for year in years}, language),
        _choice("region", {region: region for region in regions}, language),
        element(
            "span",
            class_="gov-library-shown",
            role="status",
            data_say=message("page.library_shown", language, shown="{shown}", count=len(reports)),
        ),
        class_="gov-library-filters",
        role="search",
    )


def _choice(name: str, values: dict[str, str], language: str) -> Safe:
    everything = element("option", message(f"page.all_{name}s", language), value="")
    options = [element("option", words, value=value) for value, words in values.items()]
    label = message(f"page.column_{name}", language)
    return element("select", everything, *options, data_filter=name, aria_label=label)


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


def _head(name: str, language: str) -> Safe:
    words = message(f"page.column_{name}", language)
    if name in _UNSORTED:
        return element("th", words, scope="col")
    button = element("button", words, type="button", class_="gov-sort")
    return element("th", button, scope="col")


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
        data_kind=str(report.kind),
        data_year=report.year or "",
        data_region=report.region or "",
    )
