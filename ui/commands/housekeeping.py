"""`doctor` and `data`: what is installed, what is missing, where files are."""

import shutil
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer

from ui.commands.options import IndexOption, JsonOption, terminal_of
from ui.commands.terminal import Terminal
from ui.config import Places, find_places

__all__ = ["data", "doctor"]

PROBLEM = 1
NOT_DONE = 1


def doctor(context: typer.Context, index: IndexOption = None, as_json: JsonOption = False) -> None:
    """Show what is installed, what is missing, and the remedies."""
    from ui.commands.diagnostics import Health, examine  # noqa: PLC0415  (imports what it examines)

    terminal = terminal_of(context)
    with terminal.status("doctor.looking"):
        findings = examine(find_places(index))
    if as_json:
        terminal.emit(
            [
                {
                    "subject": finding.subject,
                    "health": finding.health.value,
                    "found": terminal.message(finding.found, **finding.values),
                    "remedy": terminal.message(finding.remedy, **finding.values)
                    if finding.remedy
                    else "",
                }
                for finding in findings
            ]
        )
    else:
        for finding in findings:
            terminal.show(
                terminal.message(
                    f"doctor.line_{finding.health.value}",
                    subject=terminal.message(f"doctor.{finding.subject}"),
                    found=terminal.message(finding.found, **finding.values),
                )
            )
            if finding.remedy:
                terminal.show("    → " + terminal.message(finding.remedy, **finding.values))
    if any(finding.health is Health.MISSING for finding in findings):
        raise typer.Exit(PROBLEM)


def data(
    context: typer.Context,
    erase: Annotated[bool, typer.Option("--erase", help="option.erase")] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="option.yes")] = False,
    index: IndexOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show where files are; with `--erase`, remove them."""
    terminal = terminal_of(context)
    places = find_places(index)
    listed = {
        "index": places.index,
        "uploads": places.uploads,
        "feedback": places.feedback,
        "audit": places.audit,
        "secret": places.secret,
    }
    if as_json:
        terminal.emit(
            {
                name: {"path": str(path), "exists": path.exists(), "bytes": _size(path)}
                for name, path in listed.items()
            }
        )
    else:
        for name, path in listed.items():
            terminal.say(
                "data.line" if path.exists() else "data.line_none",
                name=terminal.message(f"data.{name}"),
                path=path,
                size=_readable(_size(path)),
            )
    if erase:
        _erase(terminal, places, yes=yes)


def _erase(terminal: Terminal, places: Places, *, yes: bool) -> None:
    everything = (places.index, places.uploads, places.feedback, places.audit, places.secret)
    existing = [path for path in everything if path.exists()]
    if not existing:
        terminal.tell("data.nothing")
        return
    if places.index.exists() and not (places.index / "CURRENT").is_file():
        # only a directory that is an index, whatever --index names
        raise terminal.mistake("not_an_index", path=places.index)
    if not yes and not terminal.confirm("data.confirm", count=len(existing)):
        terminal.tell("data.kept" if terminal.interactive else "data.needs_yes")
        raise typer.Exit(NOT_DONE)
    if places.index.exists():
        _erase_index(places.index)
    shutil.rmtree(places.uploads, ignore_errors=True)
    lock = Path(f"{places.feedback}.lock")
    for path in (places.feedback, lock, places.audit, places.secret):
        path.unlink(missing_ok=True)
    terminal.tell("data.erased", count=len(existing))


def _erase_index(directory: Path) -> None:
    """Remove the files of an index, and the directory if it is then empty."""
    from embeddings.store.snapshots import write_lock  # noqa: PLC0415  (only to erase)

    with write_lock(directory):
        (directory / "CURRENT").unlink()
        shutil.rmtree(directory / "snapshots", ignore_errors=True)
    (directory / "write.lock").unlink(missing_ok=True)
    with suppress(OSError):  # it contains other files
        directory.rmdir()


def _size(path: Path) -> int:
    if path.is_dir():
        return sum(file.stat().st_size for file in path.rglob("*") if file.is_file())
    return path.stat().st_size if path.exists() else 0


def _readable(size: int) -> str:
    amount = float(size)
    for unit in ("B", "KB", "MB"):
        if amount < 1024:
            return f"{amount:.0f} {unit}" if unit == "B" else f"{amount:.1f} {unit}"
        amount /= 1024
    return f"{amount:.1f} GB"
