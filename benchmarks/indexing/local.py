"""What indexing the 1,437 local reports costs, beside another version of the program.

    python -m benchmarks.indexing.local --against TREE [--repeat 2]

TREE is a working tree of that version (`git worktree add`). Both index the same files, each run in
a process of its own, one after the other and in turns; a version's run with the least processor
time counts, since others use the machine too. Processes that a version starts to read files count
with it, and what a run of nothing needs is taken off. The reports are found through
GOVREPORT_SHARED.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from benchmarks.recording import RESULTS, ROOT, record, unpack_local_reports

__all__ = ["main"]

ONE_RUN = """
import json, resource, sys, time
from embeddings import index_paths, load_encoder
load_encoder().encode_questions(["预热"])
began = time.perf_counter()
outcome = index_paths(sys.argv[1:2], sys.argv[2]) if len(sys.argv) > 2 else None
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(json.dumps({"reports": len(outcome.added), "passages": outcome.embedded,
    "seconds": round(time.perf_counter() - began, 1),
    "peak_mb": round(peak / (1e6 if sys.platform == "darwin" else 1e3))} if outcome else {}))
"""
MOST_SLOWER = 1.1  # of the other version's processor time


def main() -> None:
    """Index in turns with both versions and record the best run of each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--against", type=Path)
    parser.add_argument("--repeat", type=int, default=2)
    options = parser.parse_args()
    if options.against is None:
        sys.exit("skipped: --against names no working tree of another version")
    runs: dict[str, list[dict[str, Any]]] = {"this": [], "against": []}
    with tempfile.TemporaryDirectory(prefix="govreport-indexing-local-") as temporary:
        reports = unpack_local_reports(Path(temporary) / "reports")
        for turn in range(options.repeat):
            for name, tree in (("against", options.against), ("this", ROOT)):
                index = Path(temporary) / f"{name}{turn}"
                runs[name].append(_run(tree, reports, index))
                print(name, runs[name][-1], flush=True)
    best = {name: min(found, key=lambda one: one["processor_s"]) for name, found in runs.items()}
    ratio = best["this"]["processor_s"] / best["against"]["processor_s"]
    commit = _commit(options.against)
    record(
        "indexing_local",
        {"against": commit, "best": best, "runs": runs, "ratio": round(ratio, 3)},
    )
    _write_table(best, commit, ratio)


def _run(tree: Path, reports: Path, index: Path) -> dict[str, Any]:
    _, nothing = _one_run(tree)
    found, processor = _one_run(tree, reports, index)
    return {**found, "processor_s": round(processor - nothing, 1)}


def _one_run(tree: Path, *arguments: Path) -> tuple[dict[str, Any], float]:
    """Return what a run tells, and the processor seconds of it and of what it started."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(
        [sys.executable, "-c", ONE_RUN, *map(str, arguments)],
        cwd=tree,
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _commit(tree: Path) -> str:
    done = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"],
        cwd=tree,
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    return done.stdout.strip()


def _write_table(best: dict[str, dict[str, Any]], commit: str, ratio: float) -> None:
    lines = [
        "# Indexing the 1,437 local reports",
        "",
        "Written by `python -m benchmarks.indexing.local --against TREE`; machine and commit in",
        f"`indexing_local.json`. This version needs {ratio:.2f} times the processor time of",
        f"{commit}, which read no facts and read files in the process that indexes them;",
        f"more than {MOST_SLOWER} times would be a fault.",
        "",
        "| version | reports | passages | processor, s | wall, s | memory, MB |",
        "|---|---:|---:|---:|---:|---:|",
    ]
    for name, label in (("this", "this"), ("against", commit)):
        one = best[name]
        lines.append(
            f"| {label} | {one['reports']:,} | {one['passages']:,} | {one['processor_s']:.0f} "
            f"| {one['seconds']:.0f} | {one['peak_mb']:,} |"
        )
    (RESULTS / "indexing_local.md").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
