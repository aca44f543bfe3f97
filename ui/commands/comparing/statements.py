"""`diff`: two reports sentence by sentence, their targets, what one has of the other."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ui.commands.comparing.opened import chosen_report, opened_analysis, write_file
from ui.commands.options import IndexOption, JsonOption, terminal_of
from ui.commands.terminal import Terminal

if TYPE_CHECKING:
    from embeddings.records import Report
    from qa.diff.records import Pairing, ReportDiff
    from qa.diff.targets import TargetRow
    from qa.diff.words.mentions import SharedStatement

__all__ = ["diff"]

NOTHING = 1

HtmlOption = Annotated[Path | None, typer.Option("--html", metavar="FILE", help="option.html")]


def diff(
    context: typer.Context,
    old: Annotated[str, typer.Argument(metavar="OLD", help="argument.report_or_year")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="argument.report_or_year")],
    html: HtmlOption = None,
    everything: Annotated[bool, typer.Option("--all", help="option.diff_all")] = False,
    copied: Annotated[bool, typer.Option("--copied", help="option.diff_copied")] = False,
    as_json: JsonOption = False,
    index: IndexOption = None,
) -> None:
    """Compare two reports statement by statement."""
    terminal = terminal_of(context)
    analysis = opened_analysis(index)
    before, after = (chosen_report(name, analysis.reports, terminal) for name in (old, new))
    if before.report_id == after.report_id:
        raise terminal.mistake("diff_of_one", title=before.title)
    if copied and not as_json and html is None:
        _show_shared(terminal, analysis.shared(before, after), after)
        return
    found = analysis.diff(before, after)
    targets = analysis.targets(before, after)
    if html is not None:
        from ui.rendering.diff.diff_html import diff_page  # noqa: PLC0415  (only for HTML)

        write_file(html, diff_page(found, before, after, targets, terminal.language), terminal)
        return
    shared = analysis.shared(before, after)
    if as_json:
        from ui.rendering.diff import objects  # noqa: PLC0415  (only for JSON)

        rows = objects.target_objects(targets, before, after)
        both = [objects.shared_object(one) for one in shared]
        terminal.emit(objects.diff_object(found) | {"targets": rows, "shared": both})
        return
    _show_targets(terminal, targets, before, after)
    _show_diff(terminal, found, everything=everything)
    _tell_shared(terminal, shared, after)


def _show_shared(terminal: Terminal, shared: "Sequence[SharedStatement]", after: "Report") -> None:
    """Show the sentences that both reports have in the same words and figures."""
    for one in shared:
        terminal.show(f"¶{one.one.paragraph} → ¶{one.other.paragraph} {one.other.text}")
    _tell_shared(terminal, shared, after)
    if not shared:
        raise typer.Exit(NOTHING)


def _tell_shared(terminal: Terminal, shared: "Sequence[SharedStatement]", after: "Report") -> None:
    from qa.diff.statements import statements_of  # noqa: PLC0415  (with the diff)

    count = len(statements_of(after))
    share = f"{len(shared) / max(1, count):.0%}"
    terminal.tell("diff.shared", title=after.title, shared=len(shared), count=count, share=share)


def _show_targets(
    terminal: Terminal, targets: "Sequence[TargetRow]", before: "Report", after: "Report"
) -> None:
    from qa.diff.targets import TargetVerdict  # noqa: PLC0415  (with the diff)
    from ui.rendering.diff.values import (  # noqa: PLC0415
        difference_text,
        fact_text,
        target_heads,
    )

    verdicts = {
        verdict: terminal.message(f"diff.verdict_{verdict.value}") for verdict in TargetVerdict
    }
    rows = [
        [
            row.indicator,
            fact_text(row.old, before),
            f"{fact_text(row.result, after, row.old)} {verdicts[row.verdict]}",
            fact_text(row.new, after),
            difference_text(row),
        ]
        for row in targets
    ]
    if rows:
        terminal.table(target_heads(before, after, terminal.language), rows)
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
    for statement in pairing.merged:
        terminal.show(f"  − {statement.text}")
    if pairing.new is not None:
        terminal.show(f"  + {pairing.new.text}")
    for change in pairing.figures:
        terminal.show(f"    {change.old_text} → {change.new_text}")
