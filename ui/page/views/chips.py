"""The scope of a question as removable chips: 问 2016 → 报告 2017 · 兰州."""

from collections.abc import Iterable, Mapping, Sequence

from embeddings.records import Report
from qa.markup.html import Safe, element
from qa.records import Answer, Scope
from ui.conversations.conversation import KeptTurn
from ui.i18n.messages import message

__all__ = ["chips_html", "searched_years", "spans"]

_SPAN = 3  # minimum consecutive years of one chip


def chips_html(turn: KeptTurn, reports: Mapping[str, Report], language: str) -> Safe:
    """Return the chips of a turn; empty if its question has neither year nor place.

    The years asked about are shown where they are not those of the reports.

    The × of a chip removes `year:2015-2024` or `region:兰州`; of an unlimited kind, `year:all`.
    """
    scope = turn.answer.scope
    asked = _asked_years(turn.answer)
    about = [
        _chip(message("page.year", language, year=_written(span)), "", language)
        for span in spans(asked if asked != searched_years(turn, reports) else ())
    ]
    years = _year_chips(turn, reports, language)
    regions = _region_chips(turn, scope, reports, language)
    if not (about or years or regions):
        return Safe("")
    parts: list[str] = []
    if about:
        parts += [element("span", message("page.asked_about", language), class_="gov-label")]
        parts += [*about, element("span", "→", class_="gov-arrow", aria_hidden="true")]
    parts += [element("span", message("page.in_reports", language), class_="gov-label")]
    parts += [*years, *regions]
    return element(
        "div",
        *parts,
        class_="gov-chips",
        role="group",
        aria_label=message("page.scope", language),
        title="\n".join(scope.notes) or None,
    )


def _asked_years(answer: Answer) -> tuple[int, ...]:
    """Return the years that an answer is about: those of its table, or as the question was read."""
    table = answer.table
    rows = {row.year for row in table.rows if row.year is not None} if table is not None else set()
    return tuple(sorted(rows)) or tuple(sorted(answer.scope.about_years))


def searched_years(turn: KeptTurn, reports: Mapping[str, Report]) -> tuple[int, ...]:
    """Return the years of the reports that a turn was answered from, or should have been.

    The scope has those of the first value of several; the citations have the others.
    """
    scope = turn.answer.scope
    if not scope.report_years:
        return ()
    cited = (reports[c.report_id].year for c in turn.answer.citations if c.report_id in reports)
    return tuple(sorted({*scope.report_years, *(year for year in cited if year is not None)}))


def spans(years: Iterable[int], known: Iterable[int] = ()) -> list[tuple[int, int]]:
    """Return sorted years as (first, last): three or more in a row are one span.

    Years are in a row if they are consecutive, or if no other of `known` is between them.
    """
    wanted = set(years)
    found: list[list[int]] = []
    before: int | None = None
    for year in sorted(wanted | set(known)):
        if year in wanted:
            follows = before is not None and (before in wanted) and (known or year == before + 1)
            if follows:
                found[-1].append(year)
            else:
                found.append([year])
        before = year
    return [
        pair
        for row in found
        for pair in ([(row[0], row[-1])] if len(row) >= _SPAN else [(y, y) for y in row])
    ]


def _year_chips(turn: KeptTurn, reports: Mapping[str, Report], language: str) -> list[Safe]:
    known = {report.year for report in reports.values() if report.year is not None}
    if turn.years is not None and known and known <= set(turn.years):
        return [_chip(message("page.all_years", language), "year:all", language)]
    return [
        _chip(_written(span), f"year:{span[0]}-{span[1]}", language)
        for span in spans(searched_years(turn, reports), known)
    ]


def _region_chips(
    turn: KeptTurn, scope: Scope, reports: Mapping[str, Report], language: str
) -> list[Safe]:
    known = {report.region for report in reports.values() if report.region}
    if turn.regions is not None and known and known <= set(turn.regions):
        return [_chip(message("page.all_regions", language), "region:all", language)]
    return [_chip(region, f"region:{region}", language) for region in scope.regions]


def _written(span: Sequence[int]) -> str:
    first, last = span
    return str(first) if first == last else f"{first}–{last}"


def _chip(text: str, removes: str, language: str) -> Safe:
    if not removes:
        return element("span", text, class_="gov-chip")
    label = message("page.remove_chip", language, name=text)
    return element(
        "span",
        text,
        element("button", "×", type="button", data_drop=removes, aria_label=label, title=label),
        class_="gov-chip gov-removable",
    )
