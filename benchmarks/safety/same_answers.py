"""Same question, same answer, to the letter: `python -m benchmarks.safety.same_answers`.

    python -m benchmarks.safety.same_answers [--processes 50] [--questions 16] [--encoder quality]

Each process hashes strings with another seed, computes with one thread of OpenMP or with two, and
asks the same questions from 16 threads in an order of its own. Whatever is told of an answer (text,
spans, citations, confidence, notices, suggestions, every passage with its score and the reasons for
it) must be equal in all of them. Over the State Council reports where they are (GOVREPORT_SHARED),
over the seed otherwise.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import Any

from benchmarks.recording import ROOT, machine, record, shared_reports
from embeddings.encoders.encoder import load_encoder
from embeddings.indexing.update import index_paths
from qa.assistant import Assistant
from qa.reading.evidence_reader import reads_evidence
from qa.records import Answer, Turn
from qa.retrieval.reranking import reranker_for
from ui.rendering.answer_json import answer_object, passage_object

__all__ = ["answers", "compared", "main"]

PROCESSES = 50
THREADS = 16
QUESTIONS = 16
SEED = 5_016
SHOWN = 5  # questions with several answers that are told
FOLLOW_UP = "那前一年呢？"  # asked after every fourth question


def answers(index: Path, questions: Sequence[str], seed: int, encoder: str) -> dict[str, str]:
    """Return a digest of each question's answer, asked from threads in an order of its own."""
    assistant = Assistant.open(
        index,
        encoder=load_encoder(encoder or None),
        reranker=reranker_for(encoder or None),
        suggesting=True,
        reading=reads_evidence(encoder or None),
    )
    mixed = list(questions)
    Random(seed).shuffle(mixed)
    with ThreadPoolExecutor(THREADS) as threads:
        told = list(threads.map(lambda question: _asked(assistant, question), mixed))
    return {key: digest for found in told for key, digest in found.items()}


def _asked(assistant: Assistant, question: str) -> dict[str, str]:
    first = assistant.ask(question)
    found = {question: _digest(assistant, first)}
    if sum(question.encode()) % 4 == 0:
        turn = Turn(question=question, answer=first.text)
        follow_up = assistant.ask(FOLLOW_UP, history=[turn])
        found[f"{question} {FOLLOW_UP}"] = _digest(assistant, follow_up)
    return found


def _digest(assistant: Assistant, answer: Answer) -> str:
    told = answer_object("one", answer, assistant.retriever.index)
    del told["seconds"]
    told["hits"] = [
        passage_object(passage, assistant.reports, explain=True)
        for passage in answer.retrieval or ()
    ]
    return sha256(json.dumps(told, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def compared(runs: Sequence[dict[str, str]]) -> dict[str, Any]:
    """Return how many questions had one answer in all runs, and which had several."""
    digests = defaultdict[str, set[str]](set)
    for run in runs:
        for question, digest in run.items():
            digests[question].add(digest)
    several = [question for question, found in digests.items() if len(found) > 1]
    lacking = [question for question in digests if any(question not in run for run in runs)]
    return {
        "processes": len(runs),
        "questions": len(digests),
        "one_answer": len(digests) - len(several),
        "several_answers": sorted(several)[:SHOWN],
        "not_asked_everywhere": sorted(lacking)[:SHOWN],
    }


def _run(index: Path, listed: Path, number: int, encoder: str) -> dict[str, str]:
    command = [sys.executable, "-m", "benchmarks.safety.same_answers"]
    inside = ["--inside", str(index), str(listed), str(number), "--encoder", encoder]
    ran = subprocess.run(
        [*command, *inside],
        cwd=ROOT,
        env=os.environ
        | {"PYTHONHASHSEED": str(number), "OMP_NUM_THREADS": str(1 + number % 2)}
        | {"PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if ran.returncode:
        raise RuntimeError(f"process {number} ended with {ran.returncode}:\n{ran.stderr[-2000:]}")
    found: dict[str, str] = json.loads(ran.stdout)
    return found


def _questions(count: int) -> list[str]:
    paths = [ROOT / "tests" / "data" / f"{name}_dev.jsonl" for name in ("lanzhou", "council")]
    lines = [line for path in paths for line in path.read_text("utf-8").splitlines()]
    found = list(dict.fromkeys(json.loads(line)["question"] for line in lines))
    return Random(SEED).sample(found, min(count, len(found)))


def main() -> None:
    """Ask in many processes, compare, and write the result."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--processes", type=int, default=PROCESSES)
    parser.add_argument("--questions", type=int, default=QUESTIONS)
    parser.add_argument("--encoder", default="", help="quality, or the bundled one by default")
    parser.add_argument("--inside", nargs=3, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.inside:
        index, listed, number = options.inside
        questions = json.loads(Path(listed).read_text(encoding="utf-8"))
        print(json.dumps(answers(Path(index), questions, int(number), options.encoder)))
        return
    council = shared_reports()
    with tempfile.TemporaryDirectory() as scratch:
        index, listed = Path(scratch) / "index", Path(scratch) / "questions.json"
        encoder = load_encoder(options.encoder or None)
        index_paths([council or ROOT / "seeds"], index, encoder=encoder)
        listed.write_text(json.dumps(_questions(options.questions)), encoding="utf-8")
        with ThreadPoolExecutor(machine().cores) as at_once:
            runs = at_once.map(
                lambda number: _run(index, listed, number, options.encoder),
                range(1, options.processes + 1),
            )
            results = {"threads": THREADS, **compared(list(runs))}
    name = "same_answers_quality" if options.encoder else "same_answers"
    print(record(name, results, seed=SEED))
    print(json.dumps(results, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main()
