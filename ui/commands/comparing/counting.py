"""`words` and `terms`: a term over the reports, and the terms that changed in one."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ui.commands.comparing.opened import chosen_report, opened_analysis, write_file
from ui.commands.options import (
    IndexOption,
    JsonOption,
    RegionsOption,
    YearsOption,
    parse_regions,
    parse_years,
    terminal_of,
)
from ui.commands.terminal import Terminal

if TYPE_CHECKING:
    from qa.diff.words.term_counts import TermHistory

__all__ = ["terms", "words"]

NOTHING = 1
_BAR = 24  # columns of the longest bar
_LISTED = 60  # reports that are listed by themselves; with more the years are
_MEAN_OF = 10  # earlier reports of --against ten


class By(StrEnum):
    """What the lines of a count are."""

    REPORT = "report"
    YEAR = "year"
    PLACE = "place"


class Against(StrEnum):
    """What the words of a report are measured against."""

    LAST = "last"
    TEN = "ten"


CsvOption = Annotated[bool, typer.Option("--csv", help="option.words_csv")]


def words(
    context: typer.Context,
    term: Annotated[str, typer.Argument(metavar="TERM", help="argument.term")],
    years: YearsOption = None,
    regions: RegionsOption = None,
    by: Annotated[
        By | None, typer.Option("--by", metavar="report|year|place", help="option.words_by")
    ] = None,
    as_json: JsonOption = False,
    as_csv: CsvOption = False,
    xlsx: Annotated[
        Path | None, typer.Option("--xlsx", metavar="FILE", help="option.words_xlsx")
    ] = None,
    html: Annotated[
        Path | None, typer.Option("--html", metavar="FILE", help="option.words_html")
    ] = None,
    index: IndexOption = None,
) -> None:
    """Count a term over the reports."""
    terminal = terminal_of(context)
    analysis = opened_analysis(index)
    from qa.question.scope import valid_regions  # noqa: PLC0415  (with the analysis)

    named = parse_regions(regions)
    history = analysis.term(
        term,
        years=parse_years(years, terminal),
        regions=valid_regions(named, analysis.reports.values()) if named else None,
    )
    if as_json:
        from ui.rendering.diff.objects import term_object  # noqa: PLC0415  (only for JSON)

        found = analysis.mentions(history), analysis.occurrences(history)
        terminal.emit(term_object(history, *found))
    elif as_csv:
        from ui.rendering.diff.term_files import term_csv  # noqa: PLC0415  (only for CSV)

        terminal.raw(term_csv(history))
    elif xlsx is not None:
        from ui.rendering.diff.term_files import term_workbook  # noqa: PLC0415  (only there)

        places = analysis.occurrences(history)
        book = term_workbook(history, places, analysis.reports, terminal.language)
        write_file(xlsx, book, terminal)
    elif html is not None:
        from ui.rendering.diff.term_page import term_page  # noqa: PLC0415  (only for HTML)

        page = term_page(history, analysis.mentions(history), terminal.language)
        write_file(html, page, terminal)
    else:
        _show(terminal, history, by or _fitting(history))
    if not history.total:
        terminal.tell("words.nowhere", term=history.term, count=len(history.counts))
        raise typer.Exit(NOTHING)


def terms(
    context: typer.Context,
    report: Annotated[str, typer.Argument(metavar="REPORT", help="argument.report_or_year")],
    against: Annotated[
        Against, typer.Option("--against", metavar="last|ten", help="option.terms_against")
    ] = Against.LAST,
    k: Annotated[int, typer.Option("--k", "-k", metavar="N", help="option.terms_k")] = 10,
    as_json: JsonOption = False,
    as_csv: CsvOption = False,
    index: IndexOption = None,
) -> None:
    """List the terms of a report that are new, risen, fallen, gone."""
    terminal = terminal_of(context)
    analysis = opened_analysis(index)
    chosen = chosen_report(report, analysis.reports, terminal)
    earlier = analysis.earlier(chosen)
    if not earlier:
        terminal.tell("terms.nothing_earlier", title=chosen.title)
        raise typer.Exit(NOTHING)
    compared = earlier[: 1 if against is Against.LAST else _MEAN_OF]
    new = analysis.new_terms(chosen, k=k)
    changes = analysis.changed_terms(chosen, earlier, against=len(compared), k=k)
    from ui.rendering.diff import term_lists  # noqa: PLC0415  (with the analysis)

    if as_json:
        terminal.emit(term_lists.terms_object(chosen, compared, new, changes))
        return
    if as_csv:
        terminal.raw(term_lists.terms_csv(new, changes))
        return
    rows = term_lists.term_rows(new, changes, terminal.language)
    terminal.table(term_lists.term_heads(terminal.language), rows)
    key = "terms.against_last" if len(compared) == 1 else "terms.against_ten"
    terminal.tell(key, title=compared[0].title, count=len(compared))


def _fitting(history: "TermHistory") -> By:
    """Return what is listed unless told: the reports, or where these are many the years."""
    return By.REPORT if len(history.counts) <= _LISTED else By.YEAR


def _show(terminal: Terminal, history: "TermHistory", by: By) -> None:
    from ui.rendering.diff.values import term_told  # noqa: PLC0415  (with the analysis)

    if by is By.REPORT:
        lines = [(one.title, one.count, one.per_10_000) for one in history.counts]
    else:
        groups = history.by_year if by is By.YEAR else history.by_place
        lines = [(one.label, one.count, one.per_10_000) for one in groups]
    most = max((rate for _, _, rate in lines), default=0.0)
    rows = [
        [label, str(count), f"{rate:g}", "█" * _length(rate, most)] for label, count, rate in lines
    ]
    heads = ("title" if by is By.REPORT else "label", "count", "per_10000", "bar")
    terminal.table([terminal.message(f"words.column_{name}") for name in heads], rows)
    if history.total:
        terminal.show(term_told(history, terminal.language))


def _length(rate: float, most: float) -> int:
    return round(_BAR * rate / most) if most else 0
