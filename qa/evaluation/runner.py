"""A run: every question of a test set asked, the answers stored as they come, scored and reported.

An interrupted run is resumed where it stopped, provided that test set, index and software are
unchanged; a finished run is never mixed with another.
"""

import importlib.metadata
import json
import os
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Protocol

from embeddings.errors import GovreportError, InputError, TestSetError
from embeddings.index.passage_index import PassageIndex
from embeddings.text.json_text import parse_json
from qa.evaluation.matching.quote_locations import ReportCollection
from qa.evaluation.metrics.score_file import SCORES_FILE, write_scores
from qa.evaluation.metrics.scores import Scores, score
from qa.evaluation.run_answers import ANSWERS_FILE, RunAnswer, answer_line, read_answers, run_answer
from qa.evaluation.testsets.checking import check_test_set
from qa.evaluation.testsets.test_set import Finding, Severity, TestQuestion, TestSet, joined
from qa.records import Answer, Turn

__all__ = ["RUN_MANIFEST", "QuestionAnswerer", "RunIdentity", "run", "run_identity"]

RUN_MANIFEST = "run.json"
_FORMAT = 1


class _HoldsIndex(Protocol):
    @property
    def index(self) -> PassageIndex: ...


class QuestionAnswerer(Protocol):
    """The system under evaluation: `qa.Assistant`, or anything with the same methods."""

    @property
    def retriever(self) -> _HoldsIndex:
        """Its retriever, whose index holds the reports."""
        ...

    def ask(self, question: str, *, history: Sequence[Turn] = ()) -> Answer:
        """Return the answer to one question."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class RunIdentity:
    """What must be equal for a run to be resumed."""

    test_set: str
    test_set_sha256: str
    reports: Mapping[str, str]  # report_id → sha256 of its stored text
    encoder: str
    encoder_revision: str
    software: str  # version of this project
    format: int = _FORMAT


def run_identity(test_set: TestSet, index: PassageIndex) -> RunIdentity:
    """Return the identity of a run of `test_set` over `index`."""
    try:
        version = importlib.metadata.version("govreport-qa")
    except importlib.metadata.PackageNotFoundError:  # run from a checkout
        version = "checkout"
    return RunIdentity(
        test_set=test_set.name,
        test_set_sha256=test_set.sha256,
        reports={name: report.sha256 for name, report in sorted(index.reports.items())},
        encoder=index.encoder.name,
        encoder_revision=index.encoder.revision,
        software=version,
    )


def run(
    assistant: QuestionAnswerer,
    test_set: TestSet,
    output: str | Path,
    *,
    progress: Callable[[int, int, str], object] | None = None,
    resume: bool = True,
    warn: Callable[[Finding], object] | None = None,
    language: str = "zh",
) -> Scores:
    """Ask every question, write the run into `output` and return its scores.

    Written are `run.json`, `answers.jsonl`, `scores.json`, `run.trec`, `qrels.trec`, `report.md`
    and `report.html`. A finished run of the same test set in `output` is replaced.

    Args:
        assistant: answers the questions; sees neither type nor answers nor evidence.
        test_set: what is asked.
        output: a directory, created if needed.
        progress: called as `progress(done, total, question_id)` after each question.
        resume: go on with an unfinished run in `output`; False asks everything again.
        warn: called with every warning about the test set (an answer part in no quote).
        language: zh or en, shown first in `report.html`.

    Raises:
        TestSetError: if the test set does not fit the index, naming every mistake with file, line
            and remedy; nothing is asked then.
        InputError: if `output` holds a run of another test set, or an unfinished one over another
            index or of another version.
        GovreportError: as the assistant raises it, with the question's id as a note.
    """
    output = Path(output)
    index = assistant.retriever.index
    _check(test_set, index, warn)
    identity = run_identity(test_set, index)
    answers = {answer.id: answer for answer in _begin(output, identity, resume=resume)}
    todo = [question for question in test_set.questions if question.id not in answers]
    done = len(test_set) - len(todo)
    with (output / ANSWERS_FILE).open("a", encoding="utf-8") as stored:
        for question in todo:
            answer = _ask(assistant, question, index)
            answers[question.id] = answer
            stored.write(answer_line(answer))
            stored.flush()
            done += 1
            if progress is not None:
                progress(done, len(test_set), question.id)
    return finish_run(
        [answers[question.id] for question in test_set.questions],
        test_set,
        index,
        output,
        language=language,
    )


def finish_run(
    answers: Sequence[RunAnswer],
    test_set: TestSet,
    index: ReportCollection,
    output: Path,
    *,
    language: str = "zh",
) -> Scores:
    """Score `answers` and write the other files of a finished run."""
    from qa.evaluation.report.page import write_report_page  # noqa: PLC0415
    from qa.evaluation.report.summary import write_report  # noqa: PLC0415  only when there is one
    from qa.evaluation.report.trec import write_trec  # noqa: PLC0415

    scores = score(answers, test_set, index)
    by_id = {answer.id: answer for answer in answers}
    write_trec(by_id, test_set, index, output)
    write_report(scores, by_id, test_set, index, output)
    write_report_page(scores, by_id, test_set, index, output, language=language)
    write_scores(scores, output / SCORES_FILE)  # last: its presence says that the run is finished
    return scores


def _check(
    test_set: TestSet, index: ReportCollection, warn: Callable[[Finding], object] | None
) -> None:
    findings = check_test_set(test_set, index)
    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    if errors:
        raise TestSetError("test_set_findings", findings=joined(errors))
    if warn is not None:
        for finding in findings:
            warn(finding)


def _ask(assistant: QuestionAnswerer, question: TestQuestion, index: ReportCollection) -> RunAnswer:
    started = time.perf_counter()
    try:
        answer = assistant.ask(question.question, history=question.history)
    except GovreportError as err:
        err.add_note(f"while answering question {question.id!r}")
        raise
    return run_answer(question.id, replace(answer, seconds=time.perf_counter() - started), index)


def _begin(output: Path, identity: RunIdentity, *, resume: bool) -> tuple[RunAnswer, ...]:
    """Return the answers to keep, with `answers.jsonl` holding exactly those."""
    manifest, stored = output / RUN_MANIFEST, output / ANSWERS_FILE
    finished = (output / SCORES_FILE).exists()
    changed = _changes(manifest, asdict(identity)) if manifest.is_file() and resume else []
    if finished and {"test_set", "test_set_sha256"} & set(changed):
        raise InputError("run_of_other_set", path=output)
    if finished or not resume or not manifest.is_file() or not stored.is_file():
        try:
            output.mkdir(parents=True, exist_ok=True)
        except FileExistsError as err:
            raise InputError("run_is_file", path=output) from err
        (output / SCORES_FILE).unlink(missing_ok=True)
        stored.write_text("", encoding="utf-8")
        text = json.dumps(asdict(identity), ensure_ascii=False, indent=1)
        manifest.write_text(text + "\n", encoding="utf-8")
        return ()
    if changed:
        raise InputError("run_unfinished", path=output, changed=tuple(changed))
    _drop_torn_line(stored)
    return read_answers(stored)


def _changes(manifest: Path, wanted: Mapping[str, Any]) -> list[str]:
    try:
        before = parse_json(manifest.read_text(encoding="utf-8"))
    except ValueError:
        return ["run.json"]
    return [name for name, value in wanted.items() if before.get(name) != value]


def _drop_torn_line(path: Path) -> None:
    """Remove a last line that an interruption left incomplete."""
    content = path.read_bytes()
    whole = content.rfind(b"\n") + 1
    if whole < len(content):
        os.truncate(path, whole)
