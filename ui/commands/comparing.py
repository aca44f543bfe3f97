"""`diff`, `words` and `brief`: reports read against each other."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ui.commands.library import named_reports
from ui.commands.options import (
    IndexOption,
    JsonOption,
    RegionsOption,
    YearsOption,
    open_retriever,
    parse_regions,
    parse_years,
    terminal_of,
)
from ui.commands.terminal import Terminal
from ui.config import find_places

if TYPE_CHECKING:
    from embeddings.records import Report
    from qa.diff import ReportAnalysis
    from qa.diff.records import Pairing, ReportDiff
    from qa.diff.targets import TargetRow

__all__ = ["brief", "diff", "words"]

NOTHING = 1
_BAR = 24  # columns of the longest bar

HtmlOption = Annotated[Path | None, typer.Option("--html", metavar="FILE", help="option.html")]


def diff(
    context: typer.Context,
    old: Annotated[str, typer.Argument(metavar="OLD", help="argument.report")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="argument.report")],
    html: HtmlOption = None,
    everything: Annotated[bool, typer.Option("--all", help="option.diff_all")] = False,
    as_json: JsonOption = False,
    index: IndexOption = None,
) -> None:
    """Compare two reports statement by statement."""
    terminal = terminal_of(context)
    analysis = _analysis(index)
    before, after = named_reports([old, new], analysis.reports, terminal)
    found = analysis.diff(before, after)
    targets = analysis.targets(before, after)
    if html is not None:
        from ui.rendering.diff.diff_html import diff_page  # noqa: PLC0415  (only for HTML)

        text = diff_page(found, before, after, targets, terminal.language)
        html.write_text(text, encoding="utf-8")
        terminal.tell("diff.written", path=html)
        return
    if as_json:
        from ui.rendering.diff.objects import diff_object, target_objects  # noqa: PLC0415

        rows = target_objects(targets, before, after)
        terminal.emit(diff_object(found) | {"targets": rows})
        return
    _show_targets(terminal, targets, before, after)
    _show_diff(terminal, found, everything=everything)


def words(
    context: typer.Context,
    term: Annotated[str, typer.Argument(metavar="TERM", help="argument.term")],
    years: YearsOption = None,
    regions: RegionsOption = None,
    as_json: JsonOption = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="option.words_csv")] = False,
    index: IndexOption = None,
) -> None:
    """Count a term over the reports."""
    terminal = terminal_of(context)
    analysis = _analysis(index)
    history = analysis.term(
        term, years=parse_years(years, terminal), regions=parse_regions(regions)
    )
    if as_json:
        from ui.rendering.diff.objects import term_object  # noqa: PLC0415  (only for JSON)

        terminal.emit(term_object(history, analysis.mentions(history)))
    elif as_csv:
        terminal.raw("year,region,title,count,per_10000\n")
        for one in history.counts:
            cells = (one.year or "", one.region or "", one.title, one.count, one.per_10_000)
            terminal.raw(",".join(_cell(str(cell)) for cell in cells) + "\n")
    else:
        most = max((one.count for one in history.counts), default=0)
        rows = [
            [one.title, str(one.count), f"{one.per_10_000:g}", "█" * _length(one.count, most)]
            for one in history.counts
        ]
        heads = ("title", "count", "per_10000", "bar")
        terminal.table([terminal.message(f"words.column_{name}") for name in heads], rows)
        if history.first is not None and history.last is not None:
            terminal.say(
                "words.told",
                term=history.term,
                total=history.total,
                first=history.first.title,
                last=history.last.title,
            )
    if not history.total:
        terminal.tell("words.nowhere", term=history.term, count=len(history.counts))
        raise typer.Exit(NOTHING)


def brief(
    context: typer.Context,
    report: Annotated[str, typer.Argument(metavar="REPORT", help="argument.report")],
    as_json: JsonOption = False,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="option.brief_output")
    ] = None,
    index: IndexOption = None,
) -> None:
    """Write one page on a report."""
    terminal = terminal_of(context)
    analysis = _analysis(index)
    chosen = named_reports([report], analysis.reports, terminal)[0]
    found = analysis.brief(chosen)
    if as_json:
        from ui.rendering.diff.objects import brief_object  # noqa: PLC0415  (only for JSON)

        terminal.emit(brief_object(found))
        return
    from ui.rendering.diff.brief_markdown import brief_markdown  # noqa: PLC0415  (only for text)

    text = brief_markdown(found, terminal.language)
    if output is None:
        terminal.raw(text + "\n")
        return
    output.write_text(text, encoding="utf-8")
    terminal.tell("diff.written", path=output)


def _analysis(index: Path | None) -> "ReportAnalysis":
    from qa.diff import analysis_of  # noqa: PLC0415  (numpy, scipy)

    return analysis_of(open_retriever(find_places(index).index, None).snapshot())


def _show_targets(
    terminal: Terminal, targets: "Sequence[TargetRow]", before: "Report", after: "Report"
) -> None:
    from qa.diff.targets import TargetVerdict  # noqa: PLC0415  (with the diff)
    from ui.rendering.diff.values import difference_text, fact_text  # noqa: PLC0415

    verdicts = {
        verdict: terminal.message(f"diff.verdict_{verdict.value}") for verdict in TargetVerdict
    }
    rows = [
        [
            row.indicator,
            fact_text(row.old, before),
            f"{fact_text(row.result, after)} {verdicts[row.verdict]}",
            fact_text(row.new, after),
            difference_text(row),
        ]
        for row in targets
    ]
    if rows:
        years = {"old": before.year or "", "new": after.year or ""}
        names = ("indicator", "old", "result", "new", "difference")
        terminal.table([terminal.message(f"diff.column_{name}", **years) for name in names], rows)
        terminal.show()


def _show_diff(terminal: Terminal, found: "ReportDiff", *, everything: bool) -> None:
    from qa.diff.records import PairKind  # noqa: PLC0415  (with the diff)

    for pairing in found.pairings:
        if pairing.kind is PairKind.SAME and not pairing.figures and not everything:
            continue
        _show_pairing(terminal, pairing)
    counts = {kind.value: found.count(kind) for kind in PairKind}
    terminal.tell("diff.counts", **counts)


def _show_pairing(terminal: Terminal, pairing: "Pairing") -> None:
    name = terminal.message(f"diff.{pairing.kind.value}")
    shown = pairing.new or pairing.old
    terminal.show(f"[{name}] ¶{shown.paragraph}" if shown is not None else f"[{name}]")
    if pairing.old is not None:
        terminal.show(f"  − {pairing.old.text}")
    if pairing.new is not None:
        terminal.show(f"  + {pairing.new.text}")
    for change in pairing.figures:
        terminal.show(f"    {change.old_text} → {change.new_text}")


def _length(count: int, most: int) -> int:
    return round(_BAR * count / most) if most else 0


def _cell(text: str) -> str:
    """Return a CSV cell that no spreadsheet takes for a formula."""
    inert = f"'{text}" if text[:1] in "=+-@" else text
    return f'"{inert.replace(chr(34), chr(34) * 2)}"' if any(c in inert for c in ',"\n') else inert
