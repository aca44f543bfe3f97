"""The parser: time over the 52 State Council reports, quotes found whole, damaged files stood.

    python -m benchmarks.reading.parsing [--cases 100000]

A quote of a dev set is found whole where it stands within one paragraph of its report, white space
aside. Damaged files are made by `tests/embeddings/fuzz_parser.py`, a quarter of them with each of
four seeds, each in a process of its own; `--cases 0` leaves them out.
"""

import argparse
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from benchmarks.recording import ROOT, record, require_shared_reports
from embeddings.parsing.reports import read_reports
from embeddings.records import Report

__all__ = ["main"]

SEEDS = (101, 102, 103, 104)
RUNS = 5  # of which the median is taken
PROGRAM = ROOT / "tests" / "embeddings" / "fuzz_parser.py"


def main() -> None:
    """Measure and record."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--cases", type=int, default=100_000, help="damaged files in all")
    cases: int = options.parse_args().cases
    council = sorted(require_shared_reports().glob("*.txt"))
    seconds = []
    for _ in range(RUNS):
        began = time.perf_counter()
        reports = [report for path in council for report in read_reports(path)]
        seconds.append(time.perf_counter() - began)
    (seed,) = read_reports(next((ROOT / "seeds").glob("*.txt")))
    record(
        "parsing",
        {
            "council": {
                "files": len(council),
                "reports": len(reports),
                "characters": sum(len(report.text) for report in reports),
                "paragraphs": sum(len(report.paragraphs) for report in reports),
                "longest_paragraph": max(
                    each.end - each.start for report in reports for each in report.paragraphs
                ),
                "seconds_median": round(statistics.median(seconds), 3),
                "seconds": [round(each, 3) for each in seconds],
            },
            "quotes": {
                "lanzhou": _quotes("lanzhou", [seed]),
                "council": _quotes("council", reports),
            },
            "damaged_files": [_fuzz(one, cases // len(SEEDS)) for one in SEEDS] if cases else [],
        },
        seed=SEEDS[0],
    )


def _quotes(name: str, reports: list[Report]) -> dict[str, int]:
    """Count the evidence quotes of a dev set, and those that stand within one paragraph."""
    by_title = {report.title: report for report in reports}
    lines = (ROOT / "tests" / "data" / f"{name}_dev.jsonl").read_text(encoding="utf-8")
    questions = [json.loads(line) for line in lines.splitlines()]
    proofs = [
        proof
        for question in questions
        for proof in [*question["evidence"], *question.get("also", [])]
    ]
    whole = sum(
        any(
            _bare(proof["quote"]) in _bare(report.text[each.start : each.end])
            for report in [by_title.get(proof["report"], reports[0])]
            for each in report.paragraphs
        )
        for proof in proofs
    )
    return {"quotes": len(proofs), "within_one_paragraph": whole}


def _bare(text: str) -> str:
    return re.sub(r"\s", "", text)


def _fuzz(seed: int, cases: int) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        ran = subprocess.run(
            [sys.executable, str(PROGRAM), str(seed), str(cases)],
            cwd=folder,
            env={**os.environ, "PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"},
            capture_output=True,
            text=True,
            check=False,
        )
        left = [str(path.name) for path in Path(folder).iterdir()]
    if ran.returncode:
        sys.exit(f"the parser fell (seed {seed}, {left}):\n{ran.stderr[-3000:]}")
    return {"seed": seed, **json.loads(ran.stdout)}


if __name__ == "__main__":
    main()
