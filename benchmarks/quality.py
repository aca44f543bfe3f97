"""How good the answers are: test sets through the whole path, as a person's index holds them.

    python -m benchmarks.quality [--build DIR]

Indexes the seed and the State Council reports from their files into a build folder and asks four
sets: the two dev sets, which choices were made on, and two that were written afterwards and only
ever scored. The dev sets' per-question runs go to `benchmarks/results/runs/<set>/` (what the guard
test holds later versions against), a summary to `benchmarks/results/quality.json` and `.md`. The
State Council reports are found through GOVREPORT_SHARED; without them their sets are left out.
"""

import argparse
import shutil
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.recording import RESULTS, ROOT, absent_reason, record, shared_reports
from embeddings.indexing.update import index_paths
from qa.assistant import Assistant
from qa.evaluation.metrics.score_file import SCORES_FILE
from qa.evaluation.metrics.scores import METRICS, Scores
from qa.evaluation.report.summary import scores_table, type_table
from qa.evaluation.run_answers import ANSWERS_FILE
from qa.evaluation.runner import run
from qa.evaluation.seed import SEED
from qa.evaluation.testsets.jsonl import read_test_set

__all__ = ["RUNS", "MeasuredSet", "dev_sets", "evaluate", "held_out_sets", "main"]

RUNS = RESULTS / "runs"
INTRODUCTION = (
    "Written by `python -m benchmarks.quality`; `docs/evaluation.md` says what the scores mean and",
    "what was fitted on what. Features, words and thresholds were chosen with the dev sets in",
    "sight, so those scores flatter; the held-out sets were written later and only scored.",
)
KEPT = (ANSWERS_FILE, SCORES_FILE)  # of a run; the rest can be made from them


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasuredSet:
    """A test set and the reports that it asks of; None where they are not on this machine."""

    path: Path
    reports: Path | None
    held_out: bool  # written after the choices were made; its misses are not read

    @property
    def name(self) -> str:
        """The name of its run and of its results."""
        return self.path.stem


def dev_sets() -> tuple[MeasuredSet, MeasuredSet]:
    """Return both dev sets: over the seed, and over the State Council reports."""
    tests = ROOT / "tests" / "data"
    return (
        MeasuredSet(path=tests / "lanzhou_dev.jsonl", reports=ROOT / "seeds", held_out=False),
        MeasuredSet(path=tests / "council_dev.jsonl", reports=shared_reports(), held_out=False),
    )


def held_out_sets() -> tuple[MeasuredSet, MeasuredSet]:
    """Return the sets that were only ever scored, over the same reports."""
    council = ROOT / "benchmarks" / "held_out" / "council_38.jsonl"
    return (
        MeasuredSet(
            path=ROOT / "seeds" / "testsets" / "lanzhou_20.jsonl",
            reports=ROOT / "seeds",
            held_out=True,
        ),
        MeasuredSet(path=council, reports=shared_reports(), held_out=True),
    )


def evaluate(measured: MeasuredSet, build: Path, output: Path) -> Scores:
    """Index the reports of `measured` below `build`, ask it, and return the run's scores."""
    if measured.reports is None:
        raise FileNotFoundError(absent_reason())
    index = build / "index" / measured.reports.name
    index_paths([measured.reports], index)
    test_set = read_test_set(measured.path)
    return run(Assistant.open(index), test_set, output, progress=_show(measured.name), resume=False)


def main() -> None:
    """Measure, keep the runs, and write the summary."""
    parser = argparse.ArgumentParser(description="accuracy and retrieval of the whole path")
    parser.add_argument("--build", type=Path, default=ROOT / "build" / "quality")
    arguments = parser.parse_args()
    results: dict[str, Any] = {}
    page = ["# Quality", "", *INTRODUCTION, ""]
    arguments.build.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=arguments.build) as scratch:
        for measured in (*dev_sets(), *held_out_sets()):
            if measured.reports is None:
                print(f"{measured.name} skipped: {absent_reason()}", file=sys.stderr)
                continue
            output = arguments.build / measured.name
            scores = evaluate(measured, Path(scratch), output)
            if not measured.held_out:
                keep(output, RUNS / measured.name)
            kind = "held out" if measured.held_out else "dev"
            results[measured.name] = {"kind": kind} | summary(scores)
            page += [f"## {measured.name} ({kind})", "", *scores_table(scores), ""]
            page += [*type_table(scores), ""]
            print("\n".join([measured.name, *scores_table(scores)]))
    path = record("quality", results, seed=SEED)
    path.with_suffix(".md").write_text("\n".join(page), encoding="utf-8")
    print(f"wrote {path.relative_to(ROOT)}")


def _show(name: str) -> Callable[[int, int, str], None] | None:
    """Return what shows the progress on a terminal; None in a pipe."""
    if not sys.stderr.isatty():
        return None

    def show(done: int, total: int, _question: str) -> None:
        end = "\n" if done == total else ""
        print(f"\r{name} {done}/{total}", end=end, file=sys.stderr, flush=True)

    return show


def keep(run_directory: Path, kept: Path) -> None:
    """Copy what the guard needs of a run to where it is recorded."""
    kept.mkdir(parents=True, exist_ok=True)
    for name in KEPT:
        shutil.copyfile(run_directory / name, kept / name)


def summary(scores: Scores) -> dict[str, Any]:
    """Return the scores with their intervals, for the record."""
    return {
        "questions": scores.questions,
        **{
            name: {
                "value": round(scores.overall[name].value, 4),
                "interval": _interval(scores, name),
            }
            for name in METRICS
            if name in scores.overall
        },
        "accuracy_by_type": {
            kind: round(measured["accuracy"].value, 4)
            for kind, measured in scores.by_type.items()
            if "accuracy" in measured
        },
        "brier": scores.calibration.brier,
        "expected_calibration_error": scores.calibration.expected_error,
        "seconds_p50": scores.seconds.p50,
        "seconds_p95": scores.seconds.p95,
    }


def _interval(scores: Scores, metric: str) -> list[float] | None:
    held = scores.overall[metric].interval
    return None if held is None else [round(held.low, 4), round(held.high, 4)]


if __name__ == "__main__":
    main()
