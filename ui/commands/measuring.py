"""`evaluate`, `compare` and `testset`: scores of a test set, comparison of runs, test sets."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ui.commands.options import (
    EncoderOption,
    IndexOption,
    JsonOption,
    ModelNameOption,
    ModelTimeoutOption,
    ModelUrlOption,
    chosen_model,
    open_assistant,
    terminal_of,
)
from ui.commands.terminal import Terminal
from ui.config import find_places

if TYPE_CHECKING:
    from qa.assistant import Assistant
    from qa.evaluation.metrics.scores import Scores
    from qa.evaluation.testsets.test_set import Finding, TestSet

__all__ = ["check", "compare", "evaluate", "from_feedback", "new", "stats"]

WORSE = 1
SHOWN = ("accuracy", "tight", "span_f1", "citation_recall", "citation_precision", "mrr", "hit@5")
KIND_COLUMNS = ("accuracy", "tight", "mrr")


def evaluate(
    context: typer.Context,
    test_set: Annotated[Path, typer.Argument(metavar="TESTSET", help="argument.testset")],
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="DIR", help="option.output_run")
    ],
    resume: Annotated[bool, typer.Option("--resume/--restart", help="option.resume")] = True,
    llm_base_url: ModelUrlOption = None,
    llm_model: ModelNameOption = None,
    llm_timeout: ModelTimeoutOption = 60.0,
    encoder: EncoderOption = None,
    index: IndexOption = None,
    as_json: JsonOption = False,
) -> None:
    """Ask every question of a test set and score the answers."""
    from qa.evaluation.runner import run  # noqa: PLC0415  (numpy)
    from qa.evaluation.testsets.jsonl import read_test_set  # noqa: PLC0415  (numpy)

    terminal = terminal_of(context)
    questions = read_test_set(test_set)
    if questions.reports:
        model = chosen_model(terminal, base_url=llm_base_url, model=llm_model, timeout=llm_timeout)
        assistant = _over_its_own_reports(questions, encoder)
        assistant.generator = model
    else:
        assistant = open_assistant(
            terminal,
            find_places(index).index,
            encoder=encoder,
            base_url=llm_base_url,
            model=llm_model,
            timeout=llm_timeout,
        )
    doubts: list[Finding] = []
    try:
        with terminal.progress("evaluate.progress") as advance:
            scores = run(
                assistant,
                questions,
                output,
                progress=advance,
                resume=resume,
                warn=doubts.append,
                language=terminal.language,
            )
    except KeyboardInterrupt:
        terminal.tell("evaluate.interrupted", directory=output)
        raise
    if doubts:
        terminal.tell("evaluate.doubts", count=len(doubts), path=test_set)
    if as_json:
        from qa.evaluation.metrics.score_file import scores_fields  # noqa: PLC0415  (only for JSON)

        terminal.emit(scores_fields(scores))
        return
    _show_scores(terminal, scores)
    terminal.tell("evaluate.written", page=output / "report.html", directory=output)


def _over_its_own_reports(test_set: "TestSet", encoder: str | None) -> "Assistant":
    """Return an assistant over the texts of a public test set."""
    from embeddings.encoders.encoder import load_encoder  # noqa: PLC0415  (loads the encoder)
    from embeddings.index.embedded import EmbeddedIndex  # noqa: PLC0415 (loads faiss)
    from qa.assistant import Assistant  # noqa: PLC0415
    from qa.reading.evidence_reader import reads_evidence  # noqa: PLC0415
    from qa.retrieval.reranking import reranker_for  # noqa: PLC0415
    from qa.retrieval.retriever import Retriever  # noqa: PLC0415

    index = EmbeddedIndex(load_encoder(encoder))
    index.add(test_set.reports)
    retriever = Retriever(index, reranker=reranker_for(encoder))
    return Assistant(retriever, reading=reads_evidence(encoder))


def _show_scores(terminal: Terminal, scores: "Scores") -> None:
    rows = []
    for name in SHOWN:
        measured = scores.overall.get(name)
        if measured is not None:
            interval = measured.interval
            shown = f"{interval.low:.3f}–{interval.high:.3f}" if interval is not None else "—"
            rows.append([name, f"{measured.value:.3f}", shown, str(measured.questions)])
    columns = ["metric", "value", "interval", "questions"]
    terminal.table([terminal.message(f"column.{name}") for name in columns], rows)
    kinds = []
    for kind, by_metric in scores.by_type.items():
        values = [by_metric.get(name) for name in KIND_COLUMNS]
        shown_values = ["—" if v is None else f"{v.value:.3f}" for v in values]
        count = sum(question.type == kind for question in scores.per_question)
        kinds.append([kind, str(count), *shown_values])
    terminal.show()
    titles = [terminal.message(f"column.{name}") for name in ("type", "questions")]
    terminal.table([*titles, *KIND_COLUMNS], kinds)
    terminal.say("evaluate.latency", p50=_ms(scores.seconds.p50), p95=_ms(scores.seconds.p95))


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:.0f}"


def compare(
    context: typer.Context,
    run_a: Annotated[Path, typer.Argument(metavar="RUN_A", help="argument.run_a")],
    run_b: Annotated[Path, typer.Argument(metavar="RUN_B", help="argument.run_b")],
    gates: Annotated[
        list[str] | None, typer.Option("--gate", metavar="METRIC", help="option.gate")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Compare two runs of one test set; exit 1 if B is significantly worse."""
    from qa.evaluation.report import comparison  # noqa: PLC0415  (numpy)

    terminal = terminal_of(context)
    compared = comparison.compare(run_a, run_b, gates=tuple(gates or comparison.GATES))
    if as_json:
        from dataclasses import asdict  # noqa: PLC0415  (only for JSON)

        terminal.emit(asdict(compared))
    else:
        told = comparison.comparison_text(
            compared, name_a=str(run_a), name_b=str(run_b), language=terminal.language
        )
        terminal.show(told)
        verdict = "worse" if compared.worse else "better" if compared.better else "same"
        named = "、".join(compared.worse or compared.better)
        terminal.tell(f"compare.{verdict}", metrics=named)
    if compared.worse:
        raise typer.Exit(WORSE)


def new(
    context: typer.Context,
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="FILE", help="option.output_testset")
    ],
    count: Annotated[int, typer.Option("--count", "-n", metavar="N", help="option.count")] = 20,
    seed: Annotated[int | None, typer.Option("--seed", metavar="N", help="option.seed")] = None,
    index: IndexOption = None,
) -> None:
    """Draft questions from the indexed reports, to be edited."""
    from embeddings.index.opening import open_index  # noqa: PLC0415  (numpy, FAISS)
    from qa.evaluation.seed import SEED  # noqa: PLC0415
    from qa.evaluation.testsets.drafting import draft_questions  # noqa: PLC0415  (numpy)
    from qa.evaluation.testsets.test_set import write_test_set  # noqa: PLC0415

    terminal = terminal_of(context)
    if count < 1:
        raise terminal.mistake("count_too_small", count=count)
    if output.exists():
        raise terminal.mistake("file_exists", path=output)
    opened = open_index(find_places(index).index)
    questions = draft_questions(opened, count=count, seed=SEED if seed is None else seed)
    write_test_set(questions, output)
    terminal.say("testset.drafted", count=len(questions), path=output)


def check(
    context: typer.Context,
    test_set: Annotated[Path, typer.Argument(metavar="TESTSET", help="argument.testset")],
    index: IndexOption = None,
) -> None:
    """Check a test set against the indexed reports."""
    from embeddings.index.opening import open_index  # noqa: PLC0415  (numpy, FAISS)
    from qa.evaluation.testsets.checking import check_test_set  # noqa: PLC0415
    from qa.evaluation.testsets.jsonl import read_test_set  # noqa: PLC0415
    from qa.evaluation.testsets.test_set import Severity, folded  # noqa: PLC0415

    terminal = terminal_of(context)
    questions = read_test_set(test_set)
    if questions.reports:
        findings = check_test_set(questions, _over_its_own_reports(questions, None).retriever.index)
    else:
        findings = check_test_set(questions, open_index(find_places(index).index))
    for line in folded(findings):
        terminal.show(line.text(terminal.language))
    errors = sum(finding.severity is Severity.ERROR for finding in findings)
    terminal.tell(
        "testset.checked",
        count=len(questions),
        errors=errors,
        warnings=len(findings) - errors,
    )
    if errors:
        raise typer.Exit(2)


def stats(
    context: typer.Context,
    test_set: Annotated[Path, typer.Argument(metavar="TESTSET", help="argument.testset")],
    as_json: JsonOption = False,
) -> None:
    """Show the statistics of a test set."""
    from dataclasses import asdict  # noqa: PLC0415

    from qa.evaluation.testsets.jsonl import read_test_set  # noqa: PLC0415
    from qa.evaluation.testsets.statistics import make_up  # noqa: PLC0415

    terminal = terminal_of(context)
    made_of = make_up(read_test_set(test_set))
    if as_json:
        terminal.emit(asdict(made_of))
        return
    for name, value in asdict(made_of).items():
        if isinstance(value, dict):
            listed = "、".join(f"{key} {number}" for key, number in value.items())
            terminal.say("testset.stat", name=terminal.message(f"stat.{name}"), value=listed)
        else:
            shown = f"{value:.1f}" if isinstance(value, float) else value
            terminal.say("testset.stat", name=terminal.message(f"stat.{name}"), value=shown)


def from_feedback(
    context: typer.Context,
    test_set: Annotated[Path, typer.Argument(metavar="TESTSET", help="argument.testset_append")],
    feedback: Annotated[
        Path | None, typer.Option("--feedback", metavar="FILE", help="option.feedback")
    ] = None,
) -> None:
    """Append the feedback from the page to a test set."""
    from qa.evaluation.testsets.feedback import append_marks  # noqa: PLC0415

    terminal = terminal_of(context)
    appended = append_marks(feedback or find_places().feedback, test_set)
    terminal.say(
        "testset.appended",
        count=appended.added,
        known=appended.known,
        to_fill=appended.to_fill,
        path=test_set,
    )
