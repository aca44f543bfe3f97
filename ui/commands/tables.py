"""`table`: one indicator over years or places, every cell with its source."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from ui.commands.options import (
    IndexOption,
    JsonOption,
    RegionsOption,
    YearsOption,
    joined_words,
    open_assistant,
    parse_regions,
    parse_years,
    terminal_of,
)
from ui.config import find_places

__all__ = ["table"]

NOTHING = 1


def table(
    context: typer.Context,
    indicator: Annotated[list[str], typer.Argument(metavar="INDICATOR", help="argument.indicator")],
    years: YearsOption = None,
    regions: RegionsOption = None,
    aspect: Annotated[
        str, typer.Option("--aspect", metavar="target|result|both", help="option.aspect")
    ] = "both",
    as_csv: Annotated[bool, typer.Option("--csv", help="option.table_csv")] = False,
    xlsx: Annotated[
        Path | None, typer.Option("--xlsx", metavar="FILE", help="option.table_xlsx")
    ] = None,
    as_json: JsonOption = False,
    index: IndexOption = None,
) -> None:
    """Show the figures of an indicator, one row per year or place."""
    terminal = terminal_of(context)
    assistant = open_assistant(terminal, find_places(index).index)
    found = assistant.table(
        joined_words(indicator, terminal),
        years=parse_years(years, terminal),
        regions=parse_regions(regions),
        aspect=aspect,
    )
    from ui.rendering import figure_table as written  # noqa: PLC0415  (qa, loaded by now)

    if as_json:
        terminal.emit(written.table_object(found))
    elif as_csv:
        sys.stdout.write(written.table_csv(found))
    elif xlsx is not None:
        xlsx.write_bytes(written.table_workbook(found))
        terminal.tell("diff.written", path=xlsx)
    elif found.stated:
        terminal.show(found.title)
        terminal.table(*written.table_rows(found, terminal.language))
    if not found.stated:
        terminal.tell("table.nothing", name=found.indicator)
        raise typer.Exit(NOTHING)
