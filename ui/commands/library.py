"""`reports`, `forget` and `verify`: the contents of an index, and its integrity."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from ui.commands.options import (
    EngineOption,
    IndexOption,
    JsonOption,
    chosen_engine,
    terminal_of,
)
from ui.commands.terminal import Terminal
from ui.config import find_places

if TYPE_CHECKING:
    from embeddings.records import Report

__all__ = ["forget", "reports", "verify"]

NEGATIVE = 1
# Origin of a value, as in `Report.origins` → its message.
_ORIGINS = {"text": "text", "file name": "file_name", "metadata.csv": "table", "edited": "edited"}
EDITABLE = ("title", "kind", "year", "region", "issuer", "date")


def reports(
    context: typer.Context,
    report: Annotated[
        str | None, typer.Argument(metavar="REPORT", help="argument.report_optional")
    ] = None,
    edit: Annotated[
        list[str] | None, typer.Option("--edit", metavar="FIELD=VALUE", help="option.edit")
    ] = None,
    as_json: JsonOption = False,
    index: IndexOption = None,
) -> None:
    """List the reports; show one; correct its metadata."""
    from embeddings.index.opening import open_index  # noqa: PLC0415  (numpy, FAISS)

    terminal = terminal_of(context)
    directory = find_places(index).index
    if edit:
        if report is None:
            raise terminal.mistake("edit_without_report")
        from embeddings.indexing.editing import edit_report  # noqa: PLC0415  (numpy, FAISS)

        held = open_index(directory).reports
        chosen = named_reports([report], held, terminal)[0]
        edit_report(directory, chosen.report_id, parsed_edits(edit, terminal))
        terminal.tell("reports.edited", title=chosen.title)
    held = open_index(directory).reports
    listed = list(held.values()) if report is None else named_reports([report], held, terminal)
    if as_json:
        from ui.rendering.answer_json import report_object  # noqa: PLC0415  (only for JSON)

        terminal.emit([report_object(r) for r in listed])
        return
    if report is not None:
        _show_one(terminal, listed[0], outline=not edit)
        return
    columns = (
        *("report_id", "title", "kind", "year", "region", "speaker", "date"),
        *("paragraphs", "added"),
    )
    rows = [
        [
            r.report_id,
            r.title,
            terminal.message(f"kind.{r.kind}"),
            str(r.year or "—"),
            r.region or "—",
            _speaker(r) or "—",
            r.date or "—",
            str(len(r.paragraphs)),
            r.added[:10],
        ]
        for r in listed
    ]
    terminal.table([terminal.message(f"column.{name}") for name in columns], rows)
    terminal.tell("reports.count", count=len(listed))


def parsed_edits(values: Sequence[str], terminal: Terminal) -> dict[str, str]:
    """Return the fields of `--edit year=2017`.

    Raises:
        InputError: for another form, or a field that cannot be edited.
    """
    edits: dict[str, str] = {}
    for value in values:
        field, sign, content = value.partition("=")
        if not sign or field.strip() not in EDITABLE:
            raise terminal.mistake("edit_malformed", value=value, fields=EDITABLE)
        edits[field.strip()] = content.strip()
    return edits


def named_reports(
    names: Sequence[str], held: Mapping[str, "Report"], terminal: Terminal
) -> list["Report"]:
    """Return the reports named by id, title, file name or its stem.

    Raises:
        InputError: for a name of no report, or of several.
    """
    found = []
    for name in names:
        matching = [
            report
            for report in held.values()
            if name in (report.report_id, report.title)
            or any(name in (s.name, s.name.rpartition(".")[0], s.path) for s in report.sources)
        ]
        if not matching:
            from difflib import get_close_matches  # noqa: PLC0415  (only for a mistake)

            titles = [report.title for report in held.values()]
            near = get_close_matches(name, titles, n=3, cutoff=0.3)
            raise terminal.mistake("report_not_named", name=name, near=tuple(near) or "—")
        if len(matching) > 1:
            ids = tuple(f"{r.report_id}《{r.title}》" for r in matching)
            raise terminal.mistake("report_ambiguous", name=name, ids=ids)
        if matching[0] not in found:
            found.append(matching[0])
    return found


def _speaker(report: "Report") -> str:
    """Return the office and the name of who delivered a report; empty if its text names nobody."""
    from qa.gate.posts import speaker_of  # noqa: PLC0415  (numpy)

    speaker = speaker_of(report)
    return f"{speaker.post} {speaker.name}" if speaker is not None else ""


def _show_one(terminal: Terminal, report: "Report", *, outline: bool) -> None:
    unknown = "—"
    values = {
        "report_id": report.report_id,
        "title": report.title,
        "kind": terminal.message(f"kind.{report.kind}"),
        "year": report.year,
        "region": report.region,
        "issuer": report.issuer,
        "date": report.date,
        "speaker": _speaker(report),
    }
    for field, value in values.items():
        origin = _ORIGINS.get(report.origins.get(field, ""), "")
        told = terminal.message(f"origin.{origin}") if origin and value else ""
        terminal.say(
            "reports.field",
            name=terminal.message(f"column.{field}"),
            value=value or unknown,
            origin=told,
        )
    terminal.say(
        "reports.counts",
        sections=len(report.sections),
        paragraphs=len(report.paragraphs),
        characters=len(report.text),
    )
    for source in report.sources:
        terminal.say("reports.source", path=source.path, format=source.format)
    for notice in report.notices:
        terminal.say("reports.notice", notice=notice.text(terminal.language))
    for section in report.sections if outline else ():
        terminal.show("  " * section.level + section.title)


def forget(
    context: typer.Context,
    report: Annotated[list[str], typer.Argument(metavar="REPORT", help="argument.reports")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="option.dry_run")] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="option.yes")] = False,
    engine: EngineOption = None,
    index: IndexOption = None,
) -> None:
    """Remove reports from the index, without a trace."""
    from embeddings.index.opening import open_index  # noqa: PLC0415  (numpy, FAISS)
    from embeddings.index.stored.report import plain_report  # noqa: PLC0415  (numpy, FAISS)
    from embeddings.indexing.forgetting import forget_reports  # noqa: PLC0415  (numpy, FAISS)
    from embeddings.messages import system_reason  # noqa: PLC0415  (numpy, FAISS)
    from ui.conversations.feedback import (  # noqa: PLC0415  (numpy, FAISS)
        count_quotations,
        forget_quotations,
    )

    terminal = terminal_of(context)
    searched_by = chosen_engine(engine)
    places = find_places(index)
    directory = places.index
    named = named_reports(report, open_index(directory).reports, terminal)
    chosen = [plain_report(each) for each in named]  # their texts are needed after the removal
    for found in chosen:
        terminal.say(
            "forget.line",
            id=found.report_id,
            title=found.title,
            paragraphs=len(found.paragraphs),
        )
    if marks := count_quotations(places.feedback, chosen):
        terminal.say("forget.marks", count=marks, path=places.feedback)
    if dry_run:
        terminal.tell("forget.dry_run", count=len(chosen))
        return
    if not yes and not terminal.confirm("forget.confirm", count=len(chosen)):
        terminal.tell("forget.kept" if terminal.interactive else "forget.needs_yes")
        raise typer.Exit(NEGATIVE)
    forget_reports(directory, [found.report_id for found in chosen])
    if searched_by is not None:
        from embeddings.index.qdrant.publishing import publish  # noqa: PLC0415  (numpy, FAISS)

        publish(directory, searched_by, keep_previous=False)
    try:
        forget_quotations(places.feedback, chosen)
    except OSError as error:
        reason = system_reason(error).text(terminal.language)
        terminal.tell("forget.marks_remain", path=places.feedback, reason=reason)
    terminal.tell("forget.done", count=len(chosen))


def verify(
    context: typer.Context,
    index: IndexOption = None,
    engine: EngineOption = None,
    as_json: JsonOption = False,
) -> None:
    """Verify the index."""
    from embeddings.index.verification import verify_index  # noqa: PLC0415  (numpy, FAISS)

    terminal = terminal_of(context)
    directory = find_places(index).index
    with terminal.status("verify.running"):
        findings = verify_index(directory)
        searched_by = chosen_engine(engine)
        if searched_by is not None and not findings:
            from embeddings.index.qdrant.publishing import (  # noqa: PLC0415  (numpy, FAISS)
                check_published,
            )

            check_published(directory, searched_by)
    if as_json:
        terminal.emit(
            [
                {
                    "kind": finding.kind,
                    "code": finding.what.code,
                    "where": finding.where,
                    "what": str(finding.what),
                    "remedy": str(finding.remedy),
                }
                for finding in findings
            ]
        )
    else:
        for finding in findings:
            terminal.show(finding.text(terminal.language))
        key = "verify.failed" if findings else "verify.sound"
        terminal.tell(key, count=len(findings), directory=directory)
    if findings:
        raise typer.Exit(NEGATIVE)
