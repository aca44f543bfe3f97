"""`ask` and `search`: questions answered, passages found."""

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ui.commands.options import (
    EncoderOption,
    EngineOption,
    Format,
    IndexOption,
    JsonOption,
    ModelNameOption,
    ModelTimeoutOption,
    ModelUrlOption,
    RegionsOption,
    YearsOption,
    checked_k,
    chosen_engine,
    joined_words,
    open_assistant,
    open_retriever,
    parse_regions,
    parse_years,
    terminal_of,
)
from ui.commands.terminal import Terminal
from ui.config import find_places
from ui.loading import loading
from ui.rendering.inert import csv_text

if TYPE_CHECKING:
    from embeddings.records import Report
    from qa.assistant import Assistant
    from qa.records import Answer

__all__ = ["ask", "search"]

REFUSED = 1
BAD_INPUT = 2


def ask(
    context: typer.Context,
    question: Annotated[
        list[str] | None, typer.Argument(metavar="QUESTION", help="argument.question")
    ] = None,
    file: Annotated[
        Path | None, typer.Option("--file", "-f", metavar="FILE", help="option.file")
    ] = None,
    layout: Annotated[
        Format | None,
        typer.Option("--format", metavar="table|csv|json", help="option.format"),
    ] = None,
    as_json: JsonOption = False,
    years: YearsOption = None,
    regions: RegionsOption = None,
    k: Annotated[int, typer.Option("-k", metavar="N", help="option.k_ask")] = 10,
    llm_base_url: ModelUrlOption = None,
    llm_model: ModelNameOption = None,
    llm_timeout: ModelTimeoutOption = 60.0,
    encoder: EncoderOption = None,
    engine: EngineOption = None,
    index: IndexOption = None,
) -> None:
    """Answer one question, or each line of a file."""
    terminal = terminal_of(context)
    asked = joined_words(question, terminal)
    if bool(asked) == (file is not None):
        raise terminal.mistake("question_or_file")
    layout = Format.JSON if as_json else layout
    filters: dict[str, Any] = {
        "years": parse_years(years, terminal),
        "regions": parse_regions(regions),
        "k": checked_k(k, terminal),
    }
    questions = None if file is None else _read_questions(terminal, file)
    with loading():
        assistant = open_assistant(
            terminal,
            find_places(index).index,
            encoder=encoder,
            engine=chosen_engine(engine),
            base_url=llm_base_url,
            model=llm_model,
            timeout=llm_timeout,
        )
    if questions is not None:
        _ask_all(terminal, assistant, questions, layout or Format.TABLE, filters)
        return
    answer = _watched(terminal, assistant, asked, filters)
    if layout is None:
        from ui.rendering.answer_text import answer_text  # noqa: PLC0415  (rich text: not for JSON)

        terminal.show(answer_text(answer, assistant.reports, terminal.language))
    else:
        _write(terminal, assistant, [answer], layout, single=True)
    if answer.refused:
        raise typer.Exit(REFUSED)


def _watched(
    terminal: Terminal, assistant: "Assistant", asked: str, filters: dict[str, Any]
) -> "Answer":
    """Ask, and show a language model's output on a terminal as it is generated."""
    answer = None
    with terminal.status("ask.searching") as update:
        for step in assistant.stream(asked, **filters):
            answer = step.answer or answer
            if step.text and step.answer is None:
                update(step.text)
    if answer is None:
        raise RuntimeError("the stream ended without an answer")
    return answer


def _ask_all(
    terminal: Terminal,
    assistant: "Assistant",
    questions: list[tuple[int, str]],
    layout: Format,
    filters: dict[str, Any],
) -> None:
    from embeddings.errors import InputError  # noqa: PLC0415  (numpy, loaded by now)

    answers = []
    failed = False
    with terminal.progress("ask.progress") as advance:
        for number, (line, asked) in enumerate(questions, start=1):
            try:
                answers.append(assistant.ask(asked, **filters))
            except InputError as err:
                failed = True
                terminal.tell("error.line", line=line, reason=err.text(terminal.language))
            advance(number, len(questions), "")
    _write(terminal, assistant, answers, layout)
    if failed:
        raise typer.Exit(BAD_INPUT)
    if any(answer.refused for answer in answers):
        raise typer.Exit(REFUSED)


def _read_questions(terminal: Terminal, file: Path) -> list[tuple[int, str]]:
    """Return the lines that hold a question, with their numbers; `-` is stdin."""
    try:
        content = sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
    except OSError as err:
        from embeddings.messages import system_reason  # noqa: PLC0415  (importing embeddings: numpy)

        raise terminal.mistake("file_unreadable", path=file, reason=system_reason(err)) from err
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as err:
        raise terminal.mistake("file_not_utf8", file=file, offset=err.start) from err
    lines = enumerate(text.splitlines(), start=1)
    questions = [(number, line.strip()) for number, line in lines if line.strip()]
    if not questions:
        raise terminal.mistake("file_without_question", file=file)
    return questions


def _write(
    terminal: Terminal,
    assistant: "Assistant",
    answers: "list[Answer]",
    layout: Format,
    *,
    single: bool = False,
) -> None:
    if layout is Format.JSON:
        from ui.rendering.answer_json import answer_object  # noqa: PLC0415  (only for JSON)

        index = assistant.retriever.index
        objects = [answer_object(str(n), a, index) for n, a in enumerate(answers, start=1)]
        terminal.emit(objects[0] if single else objects)
        return
    rows = [_row(terminal, answer, assistant.reports) for answer in answers]
    header = [terminal.message(f"column.{name}") for name in _COLUMNS]
    if layout is Format.CSV:
        terminal.raw(csv_text([header, *rows]))
    else:
        terminal.table(header, rows)


_COLUMNS = ("question", "answer", "confidence", "report", "paragraph", "excerpt")


def _row(terminal: Terminal, answer: "Answer", reports: Mapping[str, "Report"]) -> list[str]:
    if answer.refused or not answer.citations:
        from ui.rendering.refusal_text import refusal_text  # noqa: PLC0415  (not for JSON)

        shown = answer.text
        if answer.refused:
            told = refusal_text(answer, reports.values(), terminal.language)
            shown = terminal.message("ask.refused", reason=told)
        return [answer.question, shown, f"{answer.confidence:.2f}", "", "", ""]
    first = answer.citations[0]
    shown = "；".join(dict.fromkeys(answer.spans)) or answer.text
    return [
        answer.question,
        shown,
        f"{answer.confidence:.2f}",
        first.title,
        str(first.paragraph),
        first.excerpt,
    ]


def search(
    context: typer.Context,
    query: Annotated[list[str], typer.Argument(metavar="QUERY", help="argument.query")],
    k: Annotated[int, typer.Option("-k", metavar="N", help="option.k_search")] = 10,
    years: YearsOption = None,
    regions: RegionsOption = None,
    include_children: Annotated[
        bool, typer.Option("--include-children", help="option.include_children")
    ] = False,
    explain: Annotated[bool, typer.Option("--explain", help="option.explain_search")] = False,
    as_json: JsonOption = False,
    encoder: EncoderOption = None,
    engine: EngineOption = None,
    index: IndexOption = None,
) -> None:
    """Show the passages nearest to a query, without an answer."""
    terminal = terminal_of(context)
    wanted = joined_words(query, terminal)
    retriever = open_retriever(find_places(index).index, encoder, chosen_engine(engine))
    with terminal.status("ask.searching"):
        found = retriever.retrieve(
            wanted,
            k=checked_k(k, terminal),
            years=parse_years(years, terminal),
            regions=parse_regions(regions),
            include_children=include_children,
        )
    if as_json:
        from ui.rendering.answer_json import passage_object  # noqa: PLC0415  (only for JSON)

        reports = retriever.index.reports
        terminal.emit([passage_object(passage, reports, explain=explain) for passage in found])
    else:
        _show_passages(terminal, found, retriever.index.reports, explain=explain)
    if not found:
        raise typer.Exit(REFUSED)


def _show_passages(terminal: Terminal, found: Any, reports: Any, *, explain: bool) -> None:
    from ui.rendering.answer_text import passage_text  # noqa: PLC0415  (rich text: not for JSON)

    if found.missing:
        named = [*map(str, found.missing.years), *found.missing.regions]
        terminal.tell("search.missing", names="、".join(named))
    if not found:
        terminal.tell("search.nothing")
    for passage in found:
        report = reports[passage.report_id]
        terminal.show(passage_text(passage, report, terminal.language, explain=explain))
