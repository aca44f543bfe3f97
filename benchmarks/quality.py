"""How good the answers are: both dev sets through the whole path, as a person's index holds them.

    python -m benchmarks.quality [lanzhou_dev] [council_dev] [--build DIR]

Indexes the seed and the State Council reports from their files into a build folder, asks both dev
sets, and writes the per-question runs to `benchmarks/results/runs/<set>/` (what the guard test
holds later versions against) with a summary in `benchmarks/results/quality.json` and `.md`. The
State Council reports are found through GOVREPORT_SHARED; without them that set is left as it is.
"""

import argparse
import shutil
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.recording import RESULTS, ROOT, absent_reason, record, shared_reports
from embeddings.building import index_paths
from qa.assistant import Assistant
from qa.evaluation.intervals import SEED
from qa.evaluation.reading import read_test_set
from qa.evaluation.report import scores_table, type_table
from qa.evaluation.running import run
from qa.evaluation.runs import ANSWERS_FILE
from qa.evaluation.scoring import METRICS, SCORES_FILE, Scores

__all__ = ["DEV_SETS", "RUNS", "DevSet", "evaluate", "main"]

RUNS = RESULTS / "runs"
KEPT = (ANSWERS_FILE, SCORES_FILE)  # of a run; the rest can be made from them


@dataclass(frozen=True, slots=True, kw_only=True)
class DevSet:
    """A dev set and the reports that it asks of; None where they are not on this machine."""

    name: str
    reports: Path | None

    @property
    def path(self) -> Path:
        """The test set's file."""
        return ROOT / "tests" / "data" / f"{self.name}.jsonl"


def dev_sets() -> tuple[DevSet, ...]:
    """Return both dev sets, in the order in which they are measured."""
    return (
        DevSet(name="lanzhou_dev", reports=ROOT / "seeds"),
        DevSet(name="council_dev", reports=shared_reports()),
    )


DEV_SETS = tuple(dev_set.name for dev_set in dev_sets())


def evaluate(dev_set: DevSet, build: Path, output: Path, *, quiet: bool = True) -> Scores:
    """Index the reports of `dev_set` below `build`, ask it, and return the run's scores."""
    if dev_set.reports is None:
        raise FileNotFoundError(absent_reason())
    index = build / "index" / dev_set.name
    index_paths([dev_set.reports], index)

    def show(done: int, total: int, _question: str) -> None:
        print(f"\r{dev_set.name} {done}/{total}", end="", file=sys.stderr, flush=True)

    scores = run(
        Assistant.open(index),
        read_test_set(dev_set.path),
        output,
        progress=None if quiet else show,
        resume=False,
    )
    if not quiet:
        print(file=sys.stderr)
    return scores


def main() -> None:
    """Measure, keep the runs, and write the summary."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("sets", nargs="*", choices=[*DEV_SETS, []], help="default: both")
    parser.add_argument("--build", type=Path, default=ROOT / "build" / "quality")
    arguments = parser.parse_args()
    results: dict[str, Any] = {}
    page = ["# Quality", ""]
    for dev_set in dev_sets():
        if arguments.sets and dev_set.name not in arguments.sets:
            continue
        if dev_set.reports is None:
            print(f"{dev_set.name} skipped: {absent_reason()}", file=sys.stderr)
            continue
        arguments.build.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=arguments.build) as scratch:
            started = time.perf_counter()
            scores = evaluate(dev_set, Path(scratch), arguments.build / dev_set.name, quiet=False)
            seconds = time.perf_counter() - started
        keep(arguments.build / dev_set.name, RUNS / dev_set.name)
        results[dev_set.name] = summary(scores) | {"wall_seconds": round(seconds, 1)}
        page += [f"## {dev_set.name}", "", *scores_table(scores), "", *type_table(scores), ""]
        print("\n".join(scores_table(scores)))
    if not results:
        sys.exit("nothing was measured")
    path = record("quality", results, seed=SEED)
    page += [
        "Both sets were used to choose features and thresholds; `docs/evaluation.md` says what was "
        "fitted on what. Written by `python -m benchmarks.quality`.",
        "",
    ]
    path.with_suffix(".md").write_text("\n".join(page), encoding="utf-8")
    print(f"wrote {path.relative_to(ROOT)}")


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
