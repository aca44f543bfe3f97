"""What it costs to index the 52 State Council reports, and to change the index afterwards.

    python -m benchmarks.indexing.council [--repeat 3]

Each step runs in a process of its own; times are wall times of the step without the import of the
package, memory is the most that the process had resident. The steps: from files to an index, the
same again (nothing changed), one report changed, one report forgotten, the index verified, opened.
"""

import argparse
import json
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from benchmarks.recording import RESULTS, ROOT, record, require_shared_reports
from embeddings.encoders.encoder import load_encoder
from embeddings.index.catalogue import read_reports
from embeddings.index.opening import open_index
from embeddings.index.verification import verify_index
from embeddings.indexing.forgetting import forget_reports
from embeddings.indexing.update import index_paths

__all__ = ["main"]

CHANGED = "2024年国务院政府工作报告.txt"


def main() -> None:
    """Measure every step so many times and record the medians."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--step", choices=tuple(STEPS), help=argparse.SUPPRESS)
    parser.add_argument("--work", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.step:
        print(json.dumps(measured(STEPS[options.step], options.work), ensure_ascii=False))
        return
    council = require_shared_reports()
    runs: dict[str, list[dict[str, Any]]] = {step: [] for step in STEPS}
    for _ in range(options.repeat):
        with tempfile.TemporaryDirectory(prefix="govreport-indexing-") as temporary:
            work = Path(temporary)
            shutil.copytree(council, work / "reports")
            for step, found in runs.items():
                found.append(_run(step, work))
            files = [path for path in (work / "index").rglob("*") if path.is_file()]
            size = sum(path.stat().st_size for path in files)
            source = sum(path.stat().st_size for path in (work / "reports").iterdir())
    steps = {
        step: {
            **found[0],
            "seconds": round(statistics.median(one["seconds"] for one in found), 3),
            "seconds_each": [one["seconds"] for one in found],
            "peak_mb": round(statistics.median(one["peak_mb"] for one in found), 1),
        }
        for step, found in runs.items()
    }
    record(
        "indexing",
        {"steps": steps, "disk_mb": round(size / 1e6, 1), "source_mb": round(source / 1e6, 1)},
    )
    write_table(steps, size, source)


def measured(step: Callable[[Path], Mapping[str, Any]], work: Path) -> dict[str, Any]:
    """Return what the step says, with its wall time and the memory of this process."""
    load_encoder().encode_questions(["预热"])
    began = time.perf_counter()
    told = step(work)
    seconds = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return {
        **told,
        "seconds": round(seconds, 3),
        "peak_mb": round(peak / (1e6 if sys.platform == "darwin" else 1e3), 1),
    }


def _index(work: Path) -> dict[str, Any]:
    outcome = index_paths([work / "reports"], work / "index")
    return {
        "added": len(outcome.added),
        "updated": len(outcome.updated),
        "unchanged": len(outcome.unchanged),
        "embedded": outcome.embedded,
    }


def _change_one(work: Path) -> dict[str, Any]:
    path = work / "reports" / CHANGED
    text = path.read_text("utf-8")
    place = text.index("。", len(text) // 2) + 1
    path.write_text(text[:place] + "补充说明一句。" + text[place:], "utf-8")
    return _index(work)


def _forget_one(work: Path) -> dict[str, Any]:
    report_id = next(iter(read_reports(work / "index")))
    outcome = forget_reports(work / "index", [report_id])
    return {"sentences": outcome.sentences, "terms": outcome.terms}


def _verify(work: Path) -> dict[str, Any]:
    return {"findings": len(verify_index(work / "index"))}


def _open(work: Path) -> dict[str, Any]:
    return dict(open_index(work / "index").state.counts)


STEPS: dict[str, Callable[[Path], Mapping[str, Any]]] = {
    "index": _index,
    "index again": _index,
    "change one report": _change_one,
    "verify": _verify,
    "open": _open,
    "forget one report": _forget_one,
}


def _run(step: str, work: Path) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.indexing.council", "--step", step, "--work", str(work)],
        cwd=ROOT,
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def write_table(steps: Mapping[str, Mapping[str, Any]], size: int, source: int) -> None:
    """Write the medians for people."""
    counts = steps["open"]
    lines = [
        "# Indexing the 52 State Council reports",
        "",
        "`python -m benchmarks.indexing.council`; machine and commit in `indexing.json`.",
        f"{counts['reports']} reports, {counts['paragraphs']:,} paragraphs, "
        f"{counts['sentences']:,} sentences, {counts['terms']:,} terms; "
        f"{size / 1e6:.0f} MB on disk from {source / 1e6:.1f} MB of text.",
        "",
        "| step | seconds | memory, MB | passages embedded |",
        "|---|---|---|---|",
        *(
            f"| {step} | {one['seconds']:.2f} | {one['peak_mb']:.0f} | {one.get('embedded', '')} |"
            for step, one in steps.items()
        ),
    ]
    (RESULTS / "indexing.md").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
