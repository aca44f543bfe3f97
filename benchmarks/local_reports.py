"""How good the answers are over local reports: `python -m benchmarks.local_reports`.

Asks the written questions of `embeddings/training/local_questions.jsonl` over one index of all
reports that they name, and scores them by half: one may be read and fitted on, the other is held
out. The reports are found through GOVREPORT_SHARED. Results go to
`benchmarks/results/local_reports.json` and `.md`.
"""

import argparse
import tempfile
from pathlib import Path
from typing import Any

from benchmarks.quality import summary
from benchmarks.recording import ROOT, record, require_local_reports
from embeddings.indexing.update import index_paths
from embeddings.training.local import LOCAL_FILE, extract_reports, is_held_out
from qa.assistant import Assistant
from qa.evaluation.report.summary import scores_table, type_table
from qa.evaluation.runner import run
from qa.evaluation.seed import SEED
from qa.evaluation.testsets.jsonl import read_test_set
from qa.evaluation.testsets.test_set import TestSet, from_questions

__all__ = ["half", "main"]

INTRODUCTION = (
    "Written by `python -m benchmarks.local_reports`: questions over reports of cities and",
    "provinces, all of them in one index. Nothing was fitted on either half; the faults of the",
    "open half were read and its kinds of fault mended, those of the other half were not.",
)


def half(questions: TestSet, *, held_out: bool) -> TestSet:
    """Return the questions over the reports of one half."""
    name = f"local_{'held_out' if held_out else 'open'}"
    kept = [one for one in questions.questions if is_held_out(one.evidence[0].report) == held_out]
    return from_questions(kept, name=name)


def main() -> None:
    """Index the reports that are asked of, ask both halves, record."""
    parser = argparse.ArgumentParser(description="accuracy over reports of cities and provinces")
    parser.add_argument("--build", type=Path, default=ROOT / "build" / "local_reports")
    parser.add_argument("--open", action="store_true", help="ask the open half, record nothing")
    arguments = parser.parse_args()
    questions = read_test_set(LOCAL_FILE)
    titles = {item.report for one in questions.questions for item in one.evidence}
    index = arguments.build / "index"
    with tempfile.TemporaryDirectory() as scratch:
        files = extract_reports(require_local_reports(), titles, Path(scratch))
        index_paths(files, index)
    results: dict[str, Any] = {"reports": len(titles)}
    page = ["# Reports of cities and provinces", "", *INTRODUCTION, ""]
    for held_out in (False, True) if not arguments.open else (False,):
        asked = half(questions, held_out=held_out)
        assistant = Assistant.open(index)
        scores = run(assistant, asked, arguments.build / asked.name, resume=False)
        results[asked.name] = summary(scores)
        page += [f"## {asked.name}", "", *scores_table(scores), "", *type_table(scores), ""]
        print("\n".join([asked.name, *scores_table(scores)]))
    if not arguments.open:
        path = record("local_reports", results, seed=SEED)
        path.with_suffix(".md").write_text("\n".join(page), encoding="utf-8")


if __name__ == "__main__":
    main()
