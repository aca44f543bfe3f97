"""What indexing the local reports costs with one worker and with several.

    python -m benchmarks.indexing.workers [--workers 1 2] [--repeat 1] [--every 1]

The same files are indexed with each number of workers in turns, each run in a process of its own,
and the indexes are compared byte for byte. `--every 3` takes every third file. The reports are
found through GOVREPORT_SHARED. Where others use the machine the time on the clock says little:
the share of the cores that they took is recorded beside it, and the processor time, which is what
remains comparable, is that of this process and of its workers apart. Results go to
`benchmarks/results/indexing_workers.json` and `.md`.
"""

import argparse
import hashlib
import json
import os
import shutil
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
from embeddings.indexing import workers
load_encoder().encode_questions(["预热"])
def spent(who):
    usage = resource.getrusage(who)
    return usage.ru_utime + usage.ru_stime
stages, before, began = {}, spent(resource.RUSAGE_SELF), time.perf_counter()
def progress(stage, done, total):
    stages.setdefault(stage, time.perf_counter() - began)
outcome = index_paths([sys.argv[1]], sys.argv[2], workers=int(sys.argv[3]), progress=progress)
seconds, own = time.perf_counter() - began, spent(resource.RUSAGE_SELF) - before
workers._IDLE.close()
scale = 1e6 if sys.platform == "darwin" else 1e3
print(json.dumps({"reports": len(outcome.added), "passages": outcome.embedded,
    "seconds": round(seconds, 1), "own_processor_s": round(own, 1),
    "workers_processor_s": round(spent(resource.RUSAGE_CHILDREN), 1),
    "own_peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / scale),
    "worker_peak_mb": round(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / scale),
    "began_s": {stage: round(at, 1) for stage, at in stages.items()}}))
"""


def main() -> None:
    """Index in turns with each number of workers, compare and record."""
    parser = argparse.ArgumentParser(description="one worker beside several")
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--repeat", type=int, default=1)
    parser.add_argument("--every", type=int, default=1)
    options = parser.parse_args()
    runs: list[dict[str, Any]] = []
    with tempfile.TemporaryDirectory(prefix="govreport-workers-") as temporary:
        reports = unpack_local_reports(Path(temporary) / "reports", every=options.every)
        for _ in range(options.repeat):
            for workers in options.workers:
                index = Path(temporary) / "index"
                runs.append({"workers": workers, **_run(reports, index, workers)})
                print(runs[-1], flush=True)
                shutil.rmtree(index)
    same = len({one["digest"] for one in runs}) == 1
    record("indexing_workers", {"every": options.every, "same_index": same, "runs": runs})
    _write_table(runs, same=same)
    if not same:
        sys.exit("the indexes differ")


def _run(reports: Path, index: Path, workers: int) -> dict[str, Any]:
    before = _ticks()
    done = subprocess.run(
        [sys.executable, "-c", ONE_RUN, str(reports), str(index), str(workers)],
        cwd=ROOT,
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    busy, whole = (now - then for now, then in zip(_ticks(), before, strict=True))
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    ours = (found["own_processor_s"] + found["workers_processor_s"]) * os.sysconf("SC_CLK_TCK")
    found["others_share_of_cores"] = round(max(0.0, busy - ours) / whole, 2) if whole else None
    found["digest"] = _digest(index)
    found["disk_mb"] = round(sum(one.stat().st_size for one in index.rglob("*.*")) / 1e6)
    return found


def _ticks() -> tuple[int, int]:
    """Return the clock ticks that the cores were busy, and all of them; 0 where not told."""
    try:
        values = [int(one) for one in Path("/proc/stat").read_text().split("\n")[0].split()[1:9]]
    except OSError:
        return 0, 0
    return sum(values) - values[3] - values[4], sum(values)


def _digest(index: Path) -> str:
    """Return a hash of what an index holds, but for when it was made."""
    (snapshot,) = (index / "snapshots").iterdir()
    whole = hashlib.sha256()
    for path in sorted(snapshot.iterdir()):
        if path.name == "manifest.json":
            continue
        content = path.read_bytes()
        if path.name == "reports.jsonl":
            heads = [{**json.loads(line), "added": ""} for line in content.splitlines()]
            content = json.dumps(heads).encode()
        whole.update(path.name.encode() + hashlib.sha256(content).digest())
    return whole.hexdigest()


def _write_table(runs: list[dict[str, Any]], *, same: bool) -> None:
    lines = [
        "# Indexing with one worker and with several",
        "",
        "Written by `python -m benchmarks.indexing.workers`; machine, commit and options in",
        f"`indexing_workers.json`. {runs[0]['reports']:,} local reports,",
        f"{runs[0]['passages']:,} passages, {runs[0]['disk_mb']:,} MB on disk; the indexes are",
        f"{'the same, byte for byte' if same else 'NOT the same'}. What others used of the cores",
        "meanwhile stretches the time on the clock, not the processor time.",
        "",
        "| workers | on the clock, s | processor: this process, s | workers, s | others' share of "
        "the cores | memory: this process, MB | largest worker, MB |",
        "|---:|---:|---:|---:|---:|---:|---:|",
    ]
    lines += [
        f"| {one['workers']} | {one['seconds']:.0f} | {one['own_processor_s']:.0f} "
        f"| {one['workers_processor_s']:.0f} | {one['others_share_of_cores']} "
        f"| {one['own_peak_mb']:,} | {one['worker_peak_mb']:,} |"
        for one in runs
    ]
    (RESULTS / "indexing_workers.md").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
