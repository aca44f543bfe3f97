"""`brief`: one page on a report."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ui.commands.comparing.opened import chosen_report, opened_analysis, write_file
from ui.commands.options import IndexOption, JsonOption, terminal_of
from ui.commands.terminal import Terminal

if TYPE_CHECKING:
    from qa.diff.brief import Brief

__all__ = ["brief"]

_ENDINGS = (".md", ".docx", ".html")


def brief(
    context: typer.Context,
    report: Annotated[str, typer.Argument(metavar="REPORT", help="argument.report_or_year")],
    as_json: JsonOption = False,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="option.brief_output")
    ] = None,
    index: IndexOption = None,
) -> None:
    """Write one page on a report."""
    terminal = terminal_of(context)
    if output is not None and output.suffix.lower() not in _ENDINGS:
        raise terminal.mistake("file_ending", path=output, endings=_ENDINGS)
    analysis = opened_analysis(index)
    found = analysis.brief(chosen_report(report, analysis.reports, terminal))
    if as_json:
        from ui.rendering.diff.objects import brief_object  # noqa: PLC0415  (only for JSON)

        terminal.emit(brief_object(found))
    elif output is not None:
        write_file(output, _file(found, output.suffix.lower(), terminal), terminal)
    else:
        from ui.rendering.diff.brief_markdown import brief_markdown  # noqa: PLC0415

        terminal.raw(brief_markdown(found, terminal.language) + "\n")


def _file(found: "Brief", ending: str, terminal: Terminal) -> str | bytes:
    if ending == ".docx":
        from ui.rendering.diff.brief_word import brief_word  # noqa: PLC0415  (only for Word)

        return brief_word(found, terminal.language)
    if ending == ".html":
        from ui.rendering.diff.brief_page import brief_page  # noqa: PLC0415  (only for HTML)

        return brief_page(found, terminal.language)
    from ui.rendering.diff.brief_markdown import brief_markdown  # noqa: PLC0415

    return brief_markdown(found, terminal.language)
