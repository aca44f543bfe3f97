"""How long a first `govreport ask` takes in this checkout and in another, in turn in one run.

    python -m benchmarks.serving.first_question --base CHECKOUT [--runs 7]

For machines that are not those of the recorded milliseconds: the ratios say what became faster.
Each build indexes the seed itself, and answers a question of it in a process of its own: this one
without the sentence encoder, the other, this one with it. Wall and processor time of the process.
"""

import argparse
import json
import os
import subprocess
import tempfile
import time
from pathlib import Path
from statistics import median

from benchmarks.recording import ROOT, record
from benchmarks.serving.asking import Build, index_with
from benchmarks.serving.server import commit_of, environment_of, program

__all__ = ["asked_once", "main"]

QUESTION = "2017年兰州新增城镇就业多少人？"
OURS, BASE, READING = "this, fast", "base", "this, default"


def asked_once(checkout: Path, index: Path, *, encoder: str = "") -> tuple[float, float]:
    """Return the wall and the processor seconds of one `ask` of a checkout over an index.

    Args:
        checkout: that is asked, in a process of its own.
        index: that it built.
        encoder: what it is told to use; empty for its default.

    Raises:
        subprocess.CalledProcessError: if it answers nothing.
    """
    told = {"GOVREPORT_ENCODER": encoder} if encoder else {}
    before, started = os.times(), time.perf_counter()
    subprocess.run(
        [*program(checkout), "ask", QUESTION, "--index", str(index)],
        cwd=checkout,
        env=environment_of(checkout) | told,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=True,
    )
    seconds, after = time.perf_counter() - started, os.times()
    spent = after.children_user + after.children_system
    return seconds, spent - before.children_user - before.children_system


def main() -> None:
    """Ask all builds in turn and write down their times and ratios."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--base", type=Path, required=True, help="a checkout of another commit")
    parser.add_argument("--runs", type=int, default=7, help="of each build, after one uncounted")
    options = parser.parse_args()
    base = options.base.resolve()
    builds = {OURS: (ROOT, "fast"), BASE: (base, ""), READING: (ROOT, "")}
    took: dict[str, list[tuple[float, float]]] = {name: [] for name in builds}
    with tempfile.TemporaryDirectory() as scratch:
        indexes = {checkout: Path(scratch) / str(n) for n, checkout in enumerate((ROOT, base))}
        for checkout, index in indexes.items():
            index_with(Build(checkout=checkout, index=index), ROOT / "seeds")
        for run in range(options.runs + 1):
            for name, (checkout, encoder) in builds.items():
                times = asked_once(checkout, indexes[checkout], encoder=encoder)
                if run:  # the first compiles the modules
                    took[name].append(times)
    results = {
        "question": QUESTION,
        "runs": options.runs,
        "base": commit_of(base),
        **{name: _spread(times) for name, times in took.items()},
        "ratio": {name: _ratio(took[name], took[BASE]) for name in (OURS, READING)},
    }
    path = record("first_question", results)
    print(json.dumps(results, ensure_ascii=False, indent=1))
    print(f"wrote {path.relative_to(ROOT)}")


def _spread(times: list[tuple[float, float]]) -> dict[str, dict[str, float]]:
    kinds = zip(("seconds", "processor_seconds"), zip(*times, strict=True), strict=True)
    return {
        kind: {"median": round(median(one), 3), "least": round(min(one), 3)} for kind, one in kinds
    }


def _ratio(times: list[tuple[float, float]], base: list[tuple[float, float]]) -> dict[str, float]:
    """Return the medians of the ratios of runs that followed each other."""
    pairs = [
        [one / other for one, other in zip(own, others, strict=True)]
        for own, others in zip(times, base, strict=True)
    ]
    seconds, processor = zip(*pairs, strict=True)
    return {
        "seconds": round(median(seconds), 3),
        "processor_seconds": round(median(processor), 3),
    }


if __name__ == "__main__":
    main()
