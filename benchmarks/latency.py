"""How long a question takes: from nothing, as the command line is used, and warm, as the page is.

    python -m benchmarks.latency [--cold 5] [--build DIR]

Cold is the wall time of the whole process `govreport ask QUESTION`, no cache and no process in the
background, against a process that merely encodes the same question with the same model through
`SentenceTransformer(...)`. Warm are different questions, each asked once, in one process. Over the
52 State Council reports where they are (GOVREPORT_SHARED), over the seed otherwise.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from benchmarks.recording import ROOT, absent_reason, record, shared_reports, user_environment

__all__ = ["Process", "main", "timed"]

LEAST_WARM = 100  # different questions
MODEL = ROOT / "embeddings" / "encoders" / "model"
SEED = 20170101  # of the drafts, which fill the warm questions up
# in a process of its own: Linux counts the parent's memory into the peak of a child it forks
PREPARE = """
import json, sys, time
from pathlib import Path
from embeddings.indexing.update import index_paths
from embeddings.index.opening import open_index
from qa.evaluation import draft_questions, read_test_set
reports, index, test_set, questions, count, seed = sys.argv[1:]
started = time.perf_counter()
index_paths([Path(reports)], Path(index))
seconds = time.perf_counter() - started
asked = [q.question for q in read_test_set(test_set).questions if not q.history]
drafts = draft_questions(open_index(Path(index)), count=int(count), seed=int(seed))
asked = list(dict.fromkeys([*asked, *(draft.question for draft in drafts)]))
Path(questions).write_text(json.dumps(asked, ensure_ascii=False), encoding="utf-8")
print(seconds)
"""
ENCODE_ALONE = """
import sys
from sentence_transformers import SentenceTransformer
model = SentenceTransformer(sys.argv[1], device="cpu")
model.encode_query(sys.argv[2])
"""
ASK_WARM = """
import json, resource, sys, time
from qa.assistant import Assistant
started = time.perf_counter()
assistant = Assistant.open(sys.argv[1])
opened = time.perf_counter() - started
questions = json.load(open(sys.argv[2], encoding="utf-8"))
assistant.ask(questions.pop())
seconds = []
for question in questions:
    started = time.perf_counter()
    assistant.ask(question)
    seconds.append(time.perf_counter() - started)
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(json.dumps({"opened": opened, "seconds": seconds, "peak_kib": peak,
    "torch": "torch" in sys.modules, "gradio": "gradio" in sys.modules}))
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Process:
    """What one process took."""

    seconds: float  # wall time, start of the interpreter included
    peak_mib: float  # resident


# Linux counts into the peak of a process what the one that started it held until then: a small one
# in between keeps the memory of the caller out of the figure.
_LAUNCH = """
import os, subprocess, sys, time
begun = time.perf_counter()
quiet = subprocess.DEVNULL
child = subprocess.Popen(sys.argv[1:], stdout=quiet, stderr=quiet)
_, status, usage = os.wait4(child.pid, 0)
child.returncode = os.waitstatus_to_exitcode(status)
print(time.perf_counter() - begun, usage.ru_maxrss, child.returncode)
"""


def timed(command: list[str]) -> Process:
    """Run `command` to its end, whatever its exit status, and return what it took."""
    launched = subprocess.run(
        [sys.executable, "-S", "-c", _LAUNCH, *command],
        cwd=ROOT,
        env=user_environment(),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    seconds, peak, status = launched.stdout.split()
    if int(status) not in (0, 1):  # 1: refused, an answer too
        raise SystemExit(f"exit status {status}: {' '.join(command)}")
    return Process(seconds=float(seconds), peak_mib=int(peak) / 1024)


def main() -> None:
    """Measure and record."""
    parser = argparse.ArgumentParser(description="cold and warm seconds per question")
    parser.add_argument("--cold", type=int, default=5, help="runs of each cold process")
    parser.add_argument("--build", type=Path, default=ROOT / "build" / "latency")
    arguments = parser.parse_args()
    council = shared_reports()
    if council is None:
        print(f"over the seed alone: {absent_reason()}", file=sys.stderr)
    name = "lanzhou_dev" if council is None else "council_dev"
    arguments.build.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=arguments.build) as scratch:
        index, questions = Path(scratch) / "index", Path(scratch) / "questions.json"
        test_set = ROOT / "tests" / "data" / f"{name}.jsonl"
        prepared = _program(
            PREPARE, council or ROOT / "seeds", index, test_set, questions, LEAST_WARM, SEED
        )
        asked = json.loads(questions.read_text(encoding="utf-8"))
        results = {
            "reports": "52 State Council reports" if council else "the seed",
            "indexing_seconds": round(float(prepared), 2),
            "index_mib": round(sum(f.stat().st_size for f in _files(index)) / 2**20, 1),
            "cold": _cold(asked[0], index, arguments.cold),
            "warm": _warm(index, questions),
        }
    path = record("latency", results, seed=SEED)
    print(json.dumps(results, ensure_ascii=False, indent=1))
    print(f"wrote {path.relative_to(ROOT)}")


def _program(text: str, *arguments: object) -> str:
    """Run a program in a process of its own and return what it printed."""
    command = [sys.executable, "-c", text, *(str(argument) for argument in arguments)]
    done = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
    return done.stdout


def _cold(question: str, index: Path, runs: int) -> dict[str, Any]:
    script = Path(sys.executable).with_name("govreport")
    program = (
        [str(script)]
        if script.exists()
        else [sys.executable, "-c", "from ui.__main__ import main; main()"]
    )
    ask = [*program, "ask", question, "--index", str(index)]
    encode = [sys.executable, "-c", ENCODE_ALONE, str(MODEL), question]
    timed(ask)  # compiles the modules, as an installation does; not counted
    return {
        "question": question,
        "runs": runs,
        "govreport_ask": _spread([timed(ask) for _ in range(runs)]),
        "sentence_transformer_encoding_alone": _spread([timed(encode) for _ in range(runs)]),
    }


def _spread(processes: list[Process]) -> dict[str, float]:
    seconds = [process.seconds for process in processes]
    return {
        "seconds_median": round(median(seconds), 3),
        "seconds_least": round(min(seconds), 3),
        "seconds_most": round(max(seconds), 3),
        "peak_mib": round(max(process.peak_mib for process in processes), 1),
    }


def _warm(index: Path, questions: Path) -> dict[str, Any]:
    """Ask the questions in a process of their own, so that its memory is theirs."""
    told = json.loads(_program(ASK_WARM, index, questions))
    percentiles = quantiles(told["seconds"], n=100, method="inclusive")
    p50, p95, p99 = percentiles[49], percentiles[94], percentiles[98]
    return {
        "questions": len(told["seconds"]),
        "seconds_p50": round(p50, 4),
        "seconds_p95": round(p95, 4),
        "seconds_p99": round(p99, 4),
        "opening_seconds": round(told["opened"], 3),
        "peak_mib": round(told["peak_kib"] / 1024, 1),
        "loaded_torch": told["torch"],
        "loaded_gradio": told["gradio"],
    }


def _files(directory: Path) -> list[Path]:
    return [path for path in directory.rglob("*") if path.is_file()]


if __name__ == "__main__":
    main()
