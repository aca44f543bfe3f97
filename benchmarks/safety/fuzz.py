"""Whatever the bytes: a result or one of our errors, never a traceback, a hang or over 1 GB.

    python -m benchmarks.safety.fuzz [TARGET …] [--cases 100000]

Coverage-guided fuzzing with atheris (`pip install atheris`; Linux and macOS) of the parser, the
question parser, the test-set reader, the manifest and the page's entries (address, kept
conversation, API body, feedback), each in a process of its own, from sound examples on. The first
case that fails ends it, and its bytes are left in the working directory.
"""

import argparse
import importlib.util
import json
import os
import random
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from benchmarks.recording import RESULTS, ROOT, record
from benchmarks.safety.page_targets import (
    Refused,
    Target,
    address_target,
    api_target,
    conversation_target,
    feedback_target,
)

__all__ = ["TARGETS", "absent_reason", "fuzz", "main"]

CASES = 100_000
SLOWEST = 20  # seconds that no case may take
MEMORY = 1_000  # MB that the process may have
LONGEST = 20_000  # bytes of a case
OURS = ("embeddings", "qa", "ui")
SEED = 20
TOLD_EVERY = 1_000  # cases
TOKENS = (
    "各位代表：\n",
    "2017年兰州市政府工作报告\n",
    "——2016年12月26日在兰州市第十六届人民代表大会第一次会议上\n",
    "一、2016年工作回顾\n",
    "（一）",
    "1.",
    "第一，",
    "一是",
    "——",
    "　　",
    "附件：名词解释\n",
    "目录\n",
    "— 2 —\n",
    "增长8%。",
    "2016年",
    "“十三五”",
    "过去五年",
    "今年",
    "多少",
    "兰州市",
    "甘肃",
    "&nbsp;",
    "<br/>",
    "</p>",
    '"question"',
    '"answers": [["',
    '"evidence": [{"report": "',
    '"format": 1',
    '"files": [',
    "\\u0000",
    "1e999",
    "NaN",
    "[[[[[[[[",
    "PK\x03\x04",
    "%PDF-1.7",
    "| a | b |",
    "```",
)


def parser_target() -> tuple[Target, list[bytes]]:
    """The parser: the first byte tells the format, the rest is the file."""
    from embeddings.parsing.reports import read_reports  # noqa: PLC0415 - instrumented by the caller
    from tests.embeddings.fuzz_files import sound  # noqa: PLC0415
    from tests.embeddings.fuzz_parser import SHARES, check  # noqa: PLC0415

    kinds = list(SHARES)
    folder = Path(tempfile.mkdtemp(prefix="govreport-fuzz-"))
    chance = random.Random(SEED)

    def run(data: bytes) -> object:
        kind = kinds[data[0] % len(kinds)] if data else "txt"
        path = folder / f"case.{kind}"
        path.write_bytes(data[1:])
        reports = read_reports(path, metadata={})
        for report in reports:
            check(report)
        return reports

    seeds = [bytes([at]) + sound(kind, chance) for at, kind in enumerate(kinds) for _ in range(6)]
    return run, seeds


def question_target() -> tuple[Target, list[bytes]]:
    """The question parser: text of any kind."""
    from embeddings.language.time_expressions import Anchor  # noqa: PLC0415
    from qa.question.question import parse_question  # noqa: PLC0415
    from qa.question.synonyms import load_lexicon  # noqa: PLC0415

    lexicon = load_lexicon()
    anchor = Anchor(this_year=2016, task_year=2017, period=(2012, 2016), term=(2012, 2016))

    def run(data: bytes) -> object:
        text = data.decode("utf-8", "surrogateescape" if data[:1] == b"\xed" else "replace")
        question = parse_question(text, anchor=anchor, lexicon=lexicon)
        if len(question.folded) != len(text):
            raise AssertionError(f"the folded question has {len(question.folded)} characters")
        return question.subject

    return run, [question.encode() for question in _dev_questions()]


def testset_target() -> tuple[Target, list[bytes]]:
    """The reader of test sets."""
    from qa.evaluation.testsets.jsonl import read_test_set  # noqa: PLC0415

    path = Path(tempfile.mkdtemp(prefix="govreport-fuzz-")) / "case.jsonl"

    def run(data: bytes) -> object:
        path.write_bytes(data)
        return read_test_set(path)

    lines = _dev_lines()
    return run, ["\n".join(lines[at : at + 3]).encode() for at in range(0, len(lines), 3)]


def manifest_target() -> tuple[Target, list[bytes]]:
    """The manifest of an index that somebody else wrote."""
    from embeddings.store.manifest import (  # noqa: PLC0415
        EncoderIdentity,
        FileRecord,
        Manifest,
        new_manifest,
    )

    sound = new_manifest(
        EncoderIdentity(name="govreport-static", revision="0" * 12, dimension=256),
        {"reports": 1, "paragraphs": 2, "sentences": 3, "terms": 4},
        (FileRecord(name="terms.npy", size=128, sha256="0" * 64),),
    )
    return lambda data: Manifest.from_json(data, "here"), [sound.to_json()]


TARGETS: Mapping[str, Callable[[], tuple[Target, list[bytes]]]] = {
    "parser": parser_target,
    "question": question_target,
    "testset": testset_target,
    "manifest": manifest_target,
    "address": address_target,
    "conversation": conversation_target,
    "api": api_target,
    "feedback": feedback_target,
}


def absent_reason() -> str:
    """Return why this cannot run here; empty where it can."""
    if importlib.util.find_spec("atheris") is None:
        return "atheris is not installed (pip install atheris)"
    return ""


def fuzz(name: str, cases: int) -> dict[str, Any]:
    """Run `cases` of a target in a process of its own; return its summary.

    Raises:
        RuntimeError: with what the process said, where a case failed.
    """
    with tempfile.TemporaryDirectory(prefix="govreport-fuzz-") as folder:
        summary = Path(folder) / "summary.json"
        command = [sys.executable, "-m", "benchmarks.safety.fuzz", "--inside", name, folder]
        ran = subprocess.run(
            [*command, "--cases", str(cases)],
            env={**os.environ, "OMP_NUM_THREADS": "1", "PYTHONPATH": _path()},
            capture_output=True,
            text=True,
            errors="replace",
            check=False,
        )
        told: dict[str, Any] = json.loads(summary.read_text("utf-8")) if summary.exists() else {}
    if ran.returncode or told.get("cases", 0) < cases:
        raise RuntimeError(f"{name} fell after {told.get('cases', 0)} cases:\n{ran.stderr[-4000:]}")
    return told


def _path() -> str:
    return os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH", ""))))


def _inside(name: str, folder: Path, cases: int) -> None:
    """Fuzz in this process, which libFuzzer ends."""
    import atheris  # type: ignore[import-not-found, unused-ignore] # noqa: PLC0415

    tempfile.tempdir = str(folder)  # what a target writes goes with the folder of its process
    for module in [one for one in sys.modules if one.partition(".")[0] in OURS]:
        del sys.modules[module]  # `recording` imported it; imported again, its branches are seen
    with atheris.instrument_imports(include=list(OURS)):
        from embeddings.errors import GovreportError  # noqa: PLC0415

        target, seeds = TARGETS[name]()
    loaders = {
        m: type(sys.modules[m].__loader__) for m in sys.modules if m.partition(".")[0] in OURS
    }
    if unseen := [module for module, kind in loaders.items() if "atheris" not in kind.__module__]:
        raise RuntimeError(f"branches of these modules are not seen: {unseen}")
    corpus = folder / "corpus"
    corpus.mkdir()
    for number, seed in enumerate(seeds):
        (corpus / f"{number:04}").write_bytes(seed[:LONGEST])
    (folder / "tokens").write_text("\n".join(map(_token, TOKENS)), "utf-8")
    told = {"cases": 0, "results": 0, "refused": 0, "slowest_seconds": 0.0}

    def run(data: bytes) -> None:
        began = time.perf_counter()
        try:
            target(data)
        except (GovreportError, Refused):
            told["refused"] += 1
        else:
            told["results"] += 1
        told["slowest_seconds"] = max(told["slowest_seconds"], time.perf_counter() - began)
        told["cases"] += 1
        if told["cases"] % TOLD_EVERY == 0 or told["cases"] == cases:
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
            scale = 1 if sys.platform == "darwin" else 1024
            summary = {**told, "peak_mb": round(peak * scale / 1e6, 1), "seeds": len(seeds)}
            summary["slowest_seconds"] = round(told["slowest_seconds"], 3)
            (folder / "summary.json").write_text(json.dumps(summary), "utf-8")

    atheris.Setup(
        [
            sys.argv[0],
            f"-runs={cases}",
            f"-timeout={SLOWEST}",
            f"-rss_limit_mb={MEMORY}",
            f"-max_len={LONGEST}",
            f"-seed={SEED}",
            f"-dict={folder / 'tokens'}",
            str(corpus),
        ],
        run,
    )
    atheris.Fuzz()


def _token(text: str) -> str:
    return '"' + "".join(f"\\x{byte:02x}" for byte in text.encode()) + '"'


def _dev_lines() -> list[str]:
    folder = ROOT / "tests" / "data"
    paths = [folder / f"{name}_dev.jsonl" for name in ("lanzhou", "council")]
    return [line for path in paths for line in path.read_text("utf-8").splitlines()]


def _dev_questions() -> list[str]:
    return [json.loads(line)["question"] for line in _dev_lines()]


def main() -> None:
    """Fuzz the targets that were asked for, and record them with those fuzzed before."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("targets", nargs="*", default=list(TARGETS))
    parser.add_argument("--cases", type=int, default=CASES, help="of each target")
    parser.add_argument("--inside", nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.inside:
        _inside(options.inside[0], Path(options.inside[1]), options.cases)
        return
    if reason := absent_reason():
        sys.exit(f"nothing was fuzzed: {reason}")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("ended"))  # so that its folders go, too
    path = RESULTS / "fuzz.json"
    done = json.loads(path.read_text("utf-8"))["results"] if path.exists() else {}
    for name in options.targets:
        done[name] = fuzz(name, options.cases)
        sys.stdout.write(f"{name}: {json.dumps(done[name])}\n")
        record("fuzz", {name: done[name] for name in TARGETS if name in done}, seed=SEED)


if __name__ == "__main__":
    main()
