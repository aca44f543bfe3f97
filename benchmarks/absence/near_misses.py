"""Questions that a report nearly answers: `python -m benchmarks.absence.near_misses`.

`near_misses.jsonl` asks thirty reports of cities and provinces 376 everyday questions that they
answer and 133 that they come near to and do not: a count where names are asked for, a street where
none is told, growth for an amount. Its writers read the reports alone and never the assistant. The
faults of the first two were read and their kinds mended, so their scores flatter; those of the
third were not read. The reports are found through GOVREPORT_SHARED; results go to
`benchmarks/results/near_misses.json`.
"""

import argparse
import json
from pathlib import Path
from typing import Any

from benchmarks.local_reports import index_titles
from benchmarks.quality import summary
from benchmarks.recording import ROOT, record
from embeddings.training.local import report_asked
from qa.assistant import Assistant
from qa.evaluation.report.summary import scores_table
from qa.evaluation.runner import run
from qa.evaluation.seed import SEED
from qa.evaluation.testsets.jsonl import read_test_set
from qa.evaluation.testsets.test_set import from_questions

__all__ = ["QUESTIONS", "main", "rows"]

QUESTIONS = Path(__file__).with_name("near_misses.jsonl")
# What the ids of each writer's questions begin with; ten reports each.
_WRITERS = {"first": "near-a", "second": "near-b", "third": "near-c"}


def rows() -> list[dict[str, Any]]:
    """Return the questions as the file has them; an unanswerable one names its report in `over`."""
    return [json.loads(line) for line in QUESTIONS.read_text(encoding="utf-8").splitlines()]


def main() -> None:
    """Index the reports of each writer together, ask the questions over them, record."""
    parser = argparse.ArgumentParser(description="questions that a report nearly answers")
    parser.add_argument("--build", type=Path, default=ROOT / "build" / "near_misses")
    arguments = parser.parse_args()
    asked, written, results = read_test_set(QUESTIONS), rows(), dict[str, Any]()
    for writer, prefix in _WRITERS.items():
        titles = {report_asked(row) for row in written if row["id"].startswith(prefix)}
        index = arguments.build / f"{writer}_index"
        index_titles(titles, index)
        own = [one for one in asked.questions if one.id.startswith(prefix)]
        test_set = from_questions(own, name=f"near_misses_{writer}")
        scores = run(Assistant.open(index), test_set, arguments.build / writer, resume=False)
        results[writer] = summary(scores)
        print("\n".join([writer, *scores_table(scores)]))
    record("near_misses", results, seed=SEED)


if __name__ == "__main__":
    main()
