"""A run on disk: `answers.jsonl` as `docs/evaluation.md` defines it, written and read back."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from embeddings.errors import InputError
from embeddings.records import Report
from embeddings.text.json_text import parse_json
from qa.evaluation.matching.quote_locations import ReportCollection
from qa.records import Answer, Citation, Computed, Reason

__all__ = [
    "ANSWERS_FILE",
    "RunAnswer",
    "RunPassage",
    "answer_fields",
    "answer_line",
    "read_answers",
    "run_answer",
    "write_answers",
]

ANSWERS_FILE = "answers.jsonl"
KEPT_PASSAGES = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class RunPassage:
    """A retrieved passage as a run stores it."""

    report_id: str
    title: str
    file: str
    paragraph: int  # 1-based
    start: int
    end: int
    text: str
    score: float
    rank: int  # 1-based


@dataclass(frozen=True, slots=True, kw_only=True)
class RunAnswer:
    """One line of `answers.jsonl`."""

    id: str
    question: str
    rewritten: str
    refused: bool
    reason: Reason | None
    message: str
    text: str
    spans: tuple[str, ...]
    computed: tuple[Computed, ...]
    citations: tuple[Citation, ...]
    passages: tuple[RunPassage, ...]
    confidence: float
    seconds: float


def run_answer(question_id: str, answer: Answer, index: ReportCollection) -> RunAnswer:
    """Return the record that a run stores of `answer`, with its first ten passages."""
    retrieved = () if answer.retrieval is None else answer.retrieval.passages[:KEPT_PASSAGES]
    return RunAnswer(
        id=question_id,
        question=answer.question,
        rewritten=answer.rewritten,
        refused=answer.refused,
        reason=answer.reason if answer.refused else None,
        message=answer.message if answer.refused else "",
        text="" if answer.refused else answer.text,
        spans=answer.spans,
        computed=answer.computed,
        citations=() if answer.refused else answer.citations,
        passages=tuple(
            RunPassage(
                report_id=passage.report_id,
                title=passage.title,
                file=_file_of(index.reports.get(passage.report_id)),
                paragraph=passage.paragraph,
                start=passage.start,
                end=passage.end,
                text=passage.text,
                score=float(passage.score),
                rank=passage.rank,
            )
            for passage in retrieved
        ),
        confidence=float(answer.confidence),
        seconds=float(answer.seconds),
    )


def answer_fields(answer: RunAnswer) -> dict[str, Any]:
    """Return the JSON object of one answer, every required field in its order."""
    return asdict(answer)


def answer_line(answer: RunAnswer) -> str:
    """Return the line of `answers.jsonl`, line end included."""
    return json.dumps(answer_fields(answer), ensure_ascii=False) + "\n"


def write_answers(answers: Iterable[RunAnswer], path: Path) -> None:
    """Write `answers` as JSON lines, replacing the file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(answer_line(answer) for answer in answers), encoding="utf-8")


def read_answers(path: str | Path) -> tuple[RunAnswer, ...]:
    """Read `answers.jsonl`, our own or another system's; unknown fields are ignored.

    Raises:
        InputError: naming file and line of the first malformed line.
    """
    path = Path(path)
    if not path.is_file():
        raise InputError("answers_missing", path=path)
    answers: list[RunAnswer] = []
    seen: set[str] = set()
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), start=1):
        if not line.strip():
            continue
        try:
            answer = _answer(parse_json(line))
        except (ValueError, KeyError, TypeError) as err:
            raise InputError(
                "answers_line", path=path, line=number, reason=f"{type(err).__name__}: {err}"
            ) from err
        if answer.id in seen:
            raise InputError("answered_twice", path=path, line=number, id=answer.id)
        seen.add(answer.id)
        answers.append(answer)
    return tuple(answers)


def _answer(fields: Mapping[str, Any]) -> RunAnswer:
    return RunAnswer(
        id=fields["id"],
        question=fields["question"],
        rewritten=fields["rewritten"],
        refused=bool(fields["refused"]),
        reason=None if fields["reason"] is None else Reason(fields["reason"]),
        message=fields["message"],
        text=fields["text"],
        spans=tuple(fields["spans"]),
        computed=tuple(
            Computed(value=c["value"], operation=c["operation"], operands=tuple(c["operands"]))
            for c in fields["computed"]
        ),
        citations=tuple(
            Citation(**{name: c[name] for name in Citation.__dataclass_fields__})
            for c in fields["citations"]
        ),
        passages=tuple(
            RunPassage(**{name: p[name] for name in RunPassage.__dataclass_fields__})
            for p in fields["passages"]
        ),
        confidence=float(fields["confidence"]),
        seconds=float(fields["seconds"]),
    )


def _file_of(report: Report | None) -> str:
    return report.sources[0].name if report is not None and report.sources else ""
