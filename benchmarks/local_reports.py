"""How good the answers are over local reports: `python -m benchmarks.local_reports`.

Asks the sets of questions of `embeddings.training.local`, each over one index of all reports that
it was written over, and scores them by half: one may be read and fitted on, the other is held out.
The reports are found through GOVREPORT_SHARED. Results go to
`benchmarks/results/local_reports.json` and `.md`.
"""

import argparse
import tempfile
from collections.abc import Collection
from pathlib import Path
from typing import Any

from benchmarks.quality import summary
from benchmarks.recording import ROOT, record, require_local_reports
from embeddings.indexing.update import index_paths
from embeddings.training.local import (
    LOCAL_SETS,
    extract_reports,
    is_held_out,
    local_rows,
    report_asked,
)
from qa.assistant import Assistant
from qa.evaluation.report.summary import scores_table, type_table
from qa.evaluation.runner import run
from qa.evaluation.seed import SEED
from qa.evaluation.testsets.jsonl import read_test_set
from qa.evaluation.testsets.test_set import TestSet, from_questions

__all__ = ["half", "index_titles", "main"]

INTRODUCTION = (
    "Written by `python -m benchmarks.local_reports`: questions over reports of cities and",
    "provinces, the reports of a set in one index. What was fitted on an open half is told in",
    "`docs/evaluation.md`; its faults were read and their kinds mended. Nothing was fitted on a",
    "half that is held out, and its faults were not read.",
)


def half(name: str, *, held_out: bool) -> TestSet:
    """Return the questions of a set over the reports of one half."""
    over = {row["id"]: report_asked(row) for row in local_rows(name)}
    questions = read_test_set(LOCAL_SETS[name]).questions
    kept = [one for one in questions if is_held_out(over[one.id]) == held_out]
    return from_questions(kept, name=f"{name}_{'held_out' if held_out else 'open'}")


def index_titles(titles: Collection[str], index: Path) -> None:
    """Index the local reports with some titles."""
    with tempfile.TemporaryDirectory() as scratch:
        index_paths(extract_reports(require_local_reports(), titles, Path(scratch)), index)


def main() -> None:
    """Index the reports that are asked of, ask both halves of each set, record."""
    parser = argparse.ArgumentParser(description="accuracy over reports of cities and provinces")
    parser.add_argument("--build", type=Path, default=ROOT / "build" / "local_reports")
    parser.add_argument("--open", action="store_true", help="ask the open halves, record nothing")
    parser.add_argument("--set", choices=sorted(LOCAL_SETS), help="ask one set, record nothing")
    arguments = parser.parse_args()
    results: dict[str, Any] = {"reports": {}}
    page = ["# Reports of cities and provinces", "", *INTRODUCTION, ""]
    for name in (arguments.set,) if arguments.set else LOCAL_SETS:
        titles = {report_asked(row) for row in local_rows(name)}
        results["reports"][name] = len(titles)
        index = arguments.build / f"{name}_index"
        index_titles(titles, index)
        for held_out in (False,) if arguments.open else (False, True):
            asked = half(name, held_out=held_out)
            scores = run(Assistant.open(index), asked, arguments.build / asked.name, resume=False)
            results[asked.name] = summary(scores)
            page += [f"## {asked.name}", "", *scores_table(scores), "", *type_table(scores), ""]
            print("\n".join([asked.name, *scores_table(scores)]))
    if not arguments.open and not arguments.set:
        path = record("local_reports", results, seed=SEED)
        path.with_suffix(".md").write_text("\n".join(page), encoding="utf-8")


if __name__ == "__main__":
    main()
