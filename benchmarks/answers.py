"""How good the answers are, by type, and the worst of them: `python -m benchmarks.answers`.

Both dev sets, each question asked once; then unanswerable questions made of theirs and of the
reports. The models are fitted on the written questions alone; the dev sets chose the threshold of
refusal. Needs the State Council reports for the second set.
"""

import argparse
import json
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np

from benchmarks.recording import (
    RESULTS,
    ROOT,
    absent_reason,
    record,
    shared_reports,
)
from embeddings.indexing.update import index_paths
from qa.answer.verification import check
from qa.assistant import Assistant
from qa.evaluation.metrics.score_file import scores_fields
from qa.evaluation.metrics.scores import Scores, score
from qa.evaluation.run_answers import run_answer
from qa.evaluation.testsets.jsonl import read_test_set
from qa.records import Answer
from qa.training.questions.changed_questions import (
    changed_indicators,
    changed_regions,
    changed_years,
)
from qa.training.questions.foreign_questions import other_figures
from qa.training.questions.unanswerable import Unanswerable
from qa.training.questions.written_questions import read_dev

__all__ = ["main", "measure_set", "measure_unanswerable"]

_MADE = 80  # unanswerable questions of each change
_SEED = 7  # of questions for other figures; training used others
_WORST = 10


def measure_set(assistant: Assistant, path: Path) -> dict[str, Any]:
    """Return the scores of a test set, the lengths, the latency and the worst answers."""
    test_set = read_test_set(path)
    given, runs, seconds = [], [], []
    for question in test_set.questions:
        begun = time.perf_counter()
        answer = assistant.ask(question.question, history=question.history)
        seconds.append(time.perf_counter() - begun)
        given.append(answer)
        runs.append(run_answer(question.id, answer, assistant.retriever.index))
    scores = score(tuple(runs), test_set, assistant.retriever.index)
    lengths = [len(answer.text) for answer in given if answer.text]
    return {
        "scores": scores_fields(scores),
        "median_length": median(lengths),
        "faults": sum(bool(check(answer, assistant.retriever.index)) for answer in given),
        "p50_seconds": round(float(np.percentile(seconds, 50)), 4),
        "p95_seconds": round(float(np.percentile(seconds, 95)), 4),
        "worst": _worst(scores, given, test_set.questions),
    }


def _worst(scores: Scores, given: Sequence[Answer], questions: Sequence[Any]) -> list[Any]:
    """Return the wrong answers that were given with most confidence."""
    wrong = [
        (one.confidence, answer, question)
        for one, answer, question in zip(scores.per_question, given, questions, strict=True)
        if not one.value("accuracy") and not answer.refused
    ]
    wrong.sort(key=lambda entry: -entry[0])
    return [
        {
            "id": question.id,
            "type": question.type,
            "question": question.question,
            "wanted": [forms[0] for forms in question.answers],
            "text": answer.text,
            "confidence": round(confidence, 3),
        }
        for confidence, answer, question in wrong[:_WORST]
    ]


def measure_unanswerable(made: Sequence[tuple[Assistant, Unanswerable]]) -> dict[str, Any]:
    """Return what share is refused, and with the right reason, by what was changed."""
    found: dict[str, list[tuple[bool, bool]]] = {}
    for assistant, one in made:
        answer = assistant.ask(one.question)
        found.setdefault(one.change, []).append((answer.refused, answer.reason is one.reason))
    return {
        change: {
            "questions": len(rows),
            "refused": round(sum(refused for refused, _ in rows) / len(rows), 4),
            "reason_right": round(
                sum(right for refused, right in rows if refused)
                / max(1, sum(refused for refused, _ in rows)),
                4,
            ),
        }
        for change, rows in found.items()
    }


def _made(assistant: Assistant, name: str) -> list[Unanswerable]:
    """Return unanswerable questions made of those of the dev set `name`, and of the reports."""
    questions, retriever = read_dev(name), assistant.retriever
    return [
        *changed_years(questions, retriever, _MADE),
        *changed_regions(questions, retriever, _MADE),
        *changed_indicators(questions, retriever, _MADE),
        *other_figures(retriever, _MADE // 2, seed=_SEED),
    ]


def main() -> None:
    """Measure and write `results/answers.json` and `results/answers.md`."""
    argparse.ArgumentParser(description=__doc__).parse_args()
    results: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as folder:
        index_paths([ROOT / "seeds"], Path(folder) / "lanzhou")
        lanzhou = Assistant.open(Path(folder) / "lanzhou")
        results["lanzhou_dev"] = measure_set(lanzhou, ROOT / "tests/data/lanzhou_dev.jsonl")
        reports = shared_reports()
        if reports is None:
            results["council_dev"] = f"skipped: {absent_reason()}"
        else:
            index_paths([reports], Path(folder) / "council")
            council = Assistant.open(Path(folder) / "council")
            results["council_dev"] = measure_set(council, ROOT / "tests/data/council_dev.jsonl")
        asked = [(lanzhou, "lanzhou")] + ([(council, "council")] if reports else [])
        results["made_unanswerable"] = measure_unanswerable(
            [(assistant, made) for assistant, name in asked for made in _made(assistant, name)]
        )
    path = record("answers", results)
    (RESULTS / "answers.md").write_text(_table(results), encoding="utf-8")
    print(path)


def _table(results: dict[str, Any]) -> str:
    """Return the results as a page a person reads."""
    lines = ["# Answers", "", "Written by `python -m benchmarks.answers`.", ""]
    for name in ("lanzhou_dev", "council_dev"):
        one = results[name]
        if isinstance(one, str):
            lines += [f"{name}: {one}", ""]
            continue
        lines += [f"## {name}", "", "| type | questions | accuracy | tight | span F1 |"]
        lines += ["| --- | --- | --- | --- | --- |"]
        scores = one["scores"]
        rows = {**scores["by_type"], "all": scores}
        for kind, row in rows.items():
            cells = [row.get(key) for key in ("questions", "accuracy", "tight", "span_f1")]
            told = [
                "–" if c is None else f"{c:.3f}" if isinstance(c, float) else str(c) for c in cells
            ]
            lines.append(f"| {kind} | {' | '.join(told)} |")
        lines += [
            "",
            f"Median length {one['median_length']} characters; "
            f"p50 {one['p50_seconds']} s, p95 {one['p95_seconds']} s; "
            f"{one['faults']} answers with a fault found by `citations.check`.",
            "",
            "Wrong answers given with most confidence:",
            "",
        ]
        for worst in one["worst"]:
            wanted = "；".join(worst["wanted"]) or "a refusal"
            lines.append(
                f"- {worst['id']} ({worst['confidence']}) {worst['question']} "
                f"Wanted {wanted}. Given: {worst['text']}"
            )
        lines.append("")
    lines += ["```json", json.dumps(results.get("made_unanswerable"), indent=1), "```", ""]
    return "\n".join(lines)


if __name__ == "__main__":
    main()
