"""`index`: report files into the index."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ui.commands.options import (
    EncoderOption,
    EngineOption,
    IndexOption,
    chosen_engine,
    terminal_of,
)
from ui.commands.terminal import Terminal
from ui.config import find_places

if TYPE_CHECKING:
    from embeddings.index.qdrant.engine import Engine
    from embeddings.indexing.update import IndexingOutcome
    from embeddings.records import Report

__all__ = ["index"]

SOME_FAILED = 3
SHOWN = 20  # titles listed of each kind; the rest is counted


def index(
    context: typer.Context,
    paths: Annotated[list[Path], typer.Argument(metavar="PATH", help="argument.paths")],
    index: IndexOption = None,
    prune: Annotated[bool, typer.Option("--prune", help="option.prune")] = False,
    replace: Annotated[bool, typer.Option("--replace", help="option.replace")] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="option.yes_index")] = False,
    explain: Annotated[bool, typer.Option("--explain", help="option.explain_index")] = False,
    metadata: Annotated[
        Path | None, typer.Option("--metadata", metavar="FILE", help="option.metadata")
    ] = None,
    encoding: Annotated[
        str | None, typer.Option("--encoding", metavar="NAME", help="option.encoding")
    ] = None,
    encoder: EncoderOption = None,
    engine: EngineOption = None,
    lock_timeout: Annotated[
        float, typer.Option("--lock-timeout", metavar="SECONDS", help="option.lock_timeout")
    ] = 60.0,
    workers: Annotated[
        int | None, typer.Option("--workers", metavar="N", min=1, help="option.workers")
    ] = None,
) -> None:
    """Read report files, index what is new or changed."""
    terminal = terminal_of(context)
    if explain:
        _explain(terminal, paths, encoding=encoding)
        return
    from embeddings.encoders.encoder import load_encoder  # noqa: PLC0415  (numpy)
    from embeddings.indexing.update import index_paths  # noqa: PLC0415  (numpy, FAISS)
    from embeddings.parsing.reports import read_metadata_table  # noqa: PLC0415  (the formats)

    directory, searched_by = find_places(index).index, chosen_engine(engine)
    if metadata is not None and not metadata.is_file():
        raise terminal.mistake("no_file", path=metadata)
    table = None if metadata is None else read_metadata_table(metadata)
    with terminal.progress("index.progress") as advance:

        def progress(stage: str, done: int, total: int) -> None:
            advance(done, total, terminal.message(f"index.stage_{stage}"))

        run = partial(
            index_paths,
            directory=directory,
            encoder=load_encoder(encoder),
            encoding=encoding,
            metadata=table,
            progress=progress,
            lock_seconds=lock_timeout,
            workers=workers,
        )
        outcome = run(paths, prune=prune, replace_versions=replace, take_others=yes)
    _tell(terminal, outcome, directory)
    if outcome.declined and _are_wanted(terminal, outcome.declined):
        wanted = list(dict.fromkeys(path for path, _ in outcome.declined))
        _tell(terminal, run(wanted), directory)
    if searched_by is not None:
        _publish(terminal, directory, searched_by, forgotten=bool(outcome.removed))
    if outcome.failed:
        raise typer.Exit(SOME_FAILED)


def _publish(terminal: Terminal, directory: Path, engine: "Engine", *, forgotten: bool) -> None:
    """Load the engine with the current snapshot."""
    from embeddings.index.qdrant.publishing import publish  # noqa: PLC0415  (numpy, FAISS)

    with terminal.status("index.publishing"):
        published = publish(directory, engine, keep_previous=not forgotten)
    key = "index.published" if published.loaded else "index.published_before"
    terminal.say(key, points=published.points)


def _are_wanted(terminal: Terminal, declined: Sequence[tuple[Path, "Report"]]) -> bool:
    """List the files that are no reports; return whether the user wants them indexed."""
    terminal.tell("index.declined", count=len(declined))
    for path, report in declined[:SHOWN]:
        terminal.tell("index.declined_item", title=report.title, path=path)
    if len(declined) > SHOWN:
        terminal.tell("index.more", count=len(declined) - SHOWN)
    if not terminal.interactive:
        terminal.tell("index.needs_yes")
        return False
    return terminal.confirm("index.confirm_declined", count=len(declined))


def _tell(terminal: Terminal, outcome: "IndexingOutcome", directory: Path) -> None:
    kinds = {"added": outcome.added, "updated": outcome.updated, "removed": outcome.removed}
    for kind, reports in kinds.items():
        if reports:
            terminal.say(f"index.{kind}", count=len(reports))
            for report in reports[:SHOWN]:
                terminal.say("index.item", title=report.title)
            if len(reports) > SHOWN:
                terminal.say("index.more", count=len(reports) - SHOWN)
    if outcome.unchanged:
        terminal.say("index.unchanged", count=len(outcome.unchanged))
    for notice in outcome.notices:
        terminal.tell("index.notice", notice=notice.text(terminal.language))
    for _, told in outcome.versions:
        terminal.tell("index.notice", notice=told.text(terminal.language))
    if outcome.versions:
        terminal.tell("index.versions")
    for path, reason in outcome.skipped[:SHOWN]:
        terminal.tell("index.skipped", path=path, reason=reason.text(terminal.language))
    if len(outcome.skipped) > SHOWN:
        terminal.tell("index.more", count=len(outcome.skipped) - SHOWN)
    for path, error in outcome.failed:
        terminal.tell("index.failed", path=path, reason=error.text(terminal.language))
    if not any((*kinds.values(), outcome.unchanged, outcome.declined)):
        terminal.tell("index.nothing")
    terminal.say("index.at", path=directory)


def _explain(terminal: Terminal, paths: Sequence[Path], *, encoding: str | None) -> None:
    """Read the files without indexing them; list the changes of each cleaning rule."""
    from embeddings.errors import ReadError  # noqa: PLC0415
    from embeddings.parsing.reports import find_sources, read_reports  # noqa: PLC0415  (the formats)

    files, _ = find_sources(paths)
    changed = failed = False
    for file in files:
        try:
            reports = read_reports(file, encoding=encoding)
        except ReadError as err:
            failed = True
            reason = err.text(terminal.language)
            terminal.tell("index.failed", path=file, reason=reason)
            continue
        for report in reports:
            for change in report.changes:
                changed = True
                terminal.say(
                    "index.change",
                    title=report.title,
                    line=change.line,
                    rule=change.rule,
                    before=change.before.strip(),
                    after=change.after.strip() or terminal.message("index.dropped"),
                )
            for notice in report.notices:
                terminal.tell("index.notice", notice=notice.text(terminal.language))
    if not changed and not failed:
        terminal.say("index.no_changes")
    if failed:
        raise typer.Exit(SOME_FAILED)
