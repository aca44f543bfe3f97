"""How the index grows: 10 thousand, 100 thousand, a million sentence passages.

    python -m benchmarks.scale.scale                    # all three, 4 GB of disk for a while
    python -m benchmarks.scale.scale --sizes 10000 100000  # sizes measured before stay

Every size is indexed in one process and asked in another, so that memory is that of the task.
The reports are made from real paragraphs (benchmarks/scale/corpus.py) and added without looking
for near-duplicates. Questions are those of both dev sets, each asked once. Recall is against an
exact search over the same vectors and counts ties: a passage that scores as high as the tenth
best is as good as it.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.recording import RESULTS, ROOT, record, require_shared_reports
from benchmarks.scale.corpus import real_reports, varied_reports
from benchmarks.scale.growth import plot, write_table
from embeddings.encoders.encoder import Encoder, load_encoder
from embeddings.index.embedded import EmbeddedIndex
from embeddings.index.opening import open_index
from embeddings.index.passage_index import IndexQuery
from embeddings.search.dense import DenseIndex
from embeddings.text.segmentation import terms
from qa.retrieval.retriever import Retriever

__all__ = ["main"]

SEED = 20
SIZES = (10_000, 100_000, 1_000_000)
K = 50  # candidates per leg and granularity, what the retriever asks for
RECALL_AT = 10
TIE = 1e-4  # cosines in half precision that differ by less are level
BARS = {"index_minutes": 15, "index_gb": 12, "open_seconds": 3, "p95_ms": 150, "asking_gb": 4}


def main() -> None:
    """Measure the sizes that were asked for, and record them with those measured before."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES))
    parser.add_argument("--directory", type=Path, help="where the indexes are built and kept")
    parser.add_argument("--step", choices=("index", "ask"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.step == "index":
        _print(index_size(options.sizes[0], options.directory))
    elif options.step == "ask":
        _print(ask(options.directory))
    else:
        measure(options.sizes, options.directory)


def measure(sizes: list[int], kept: Path | None) -> None:
    """Measure each size in processes of its own and record the results."""
    require_shared_reports()
    path = RESULTS / "scale.json"
    earlier = json.loads(path.read_text("utf-8"))["results"]["sizes"] if path.exists() else {}
    for size in sizes:
        with tempfile.TemporaryDirectory(prefix="govreport-scale-") as temporary:
            directory = (kept or Path(temporary)) / str(size)
            results = _run("index", size, directory) | _run("ask", size, directory)
        earlier[str(size)] = results
        _print(results)
        sizes_done = dict(sorted(earlier.items(), key=lambda item: int(item[0])))
        record("scale", {"bars": BARS, "sizes": sizes_done}, seed=SEED)
        write_table(sizes_done)
        plot(sizes_done)


def index_size(size: int, directory: Path) -> dict[str, Any]:
    """Index so many sentence passages; return times, disk and memory."""
    real = real_reports([require_shared_reports(), ROOT / "seeds"])
    index = EmbeddedIndex(load_encoder())
    began, worked = time.perf_counter(), time.process_time()
    index.add(varied_reports(real, size, SEED))
    added = time.perf_counter()
    index.save(directory)
    saved = time.perf_counter()
    files = {
        file.name: file.stat().st_size
        for file in directory.rglob("*")
        if "snapshots" in file.parts and file.is_file()
    }
    return {
        "counts": index.state.counts,
        "index_seconds": round(saved - began, 2),
        "index_processor_seconds": round(time.process_time() - worked, 2),
        "of_which_saving_seconds": round(saved - added, 2),
        "index_peak_mb": _peak_mb(),
        "disk_mb": round(sum(files.values()) / 1e6, 1),
        "disk_mb_by_part": _by_part(files),
        "load_average": round(os.getloadavg()[0], 1),
    }


def ask(directory: Path) -> dict[str, Any]:
    """Open an index and ask it every question of the dev sets; return times, memory, recall."""
    encoder = load_encoder()
    encoder.encode_questions(["预热"])
    began = time.perf_counter()
    index = open_index(directory, encoder=encoder)
    opened = time.perf_counter() - began
    reports = len(list(index.reports.values()))
    queries = list(_queries(encoder))
    times, worked = [], []
    for question, _ in queries:
        began, busy = time.perf_counter(), time.process_time()
        ((_, query),) = _queries(encoder, [question])
        index.search(query)
        times.append(time.perf_counter() - began)
        worked.append(time.process_time() - busy)
    whole, busy_whole = _retriever_times(Retriever(index), [question for question, _ in queries])
    peak = _peak_mb()
    state = index.state
    exact = {
        "paragraph": _recalls(state.paragraphs.dense, queries),
        "sentence": _recalls(state.sentences.dense, queries),
    }
    return {
        "open_seconds": round(opened, 3),
        "reports_listed": reports,
        "questions": len(queries),
        "first_question_ms": round(1000 * times[0], 1),
        "search_ms": _percentiles(times),
        "search_processor_ms": _percentiles(worked),
        "retriever_ms": _percentiles(whole),
        "retriever_processor_ms": _percentiles(busy_whole),
        "asking_peak_mb": peak,
        "dense_recall_at_10": {
            granularity: round(float(np.mean(one)), 4) for granularity, one in exact.items()
        },
        "dense_kind": {
            granularity: "lists" if list(directory.rglob(f"{granularity}_lists.faiss")) else "exact"
            for granularity in exact
        },
    }


def _queries(
    encoder: Encoder, questions: list[str] | None = None
) -> Iterator[tuple[str, IndexQuery]]:
    for question in _questions() if questions is None else questions:
        weights = {term: 0.5 if term.startswith("~") else 1.0 for term in terms(question)}
        vector = encoder.encode_questions([question])[0]
        yield question, IndexQuery(terms=weights, vector=vector, k=K)


def _questions() -> list[str]:
    """Return every different question of the dev sets."""
    found: dict[str, None] = {}
    for name in ("council_dev", "lanzhou_dev"):
        for line in (ROOT / "tests" / "data" / f"{name}.jsonl").read_text("utf-8").splitlines():
            found[json.loads(line)["question"]] = None
    return list(found)


def _retriever_times(retriever: Retriever, questions: list[str]) -> tuple[list[float], list[float]]:
    """Return the seconds of each whole retrieval (understood, searched, ranked): wall, processor.

    Every question is new: what is kept of a text is kept from the questions before it alone.
    """
    times, worked = [], []
    for question in questions:
        began, busy = time.perf_counter(), time.process_time()
        retriever.retrieve(question)
        times.append(time.perf_counter() - began)
        worked.append(time.process_time() - busy)
    return times, worked


def _recalls(dense: DenseIndex, queries: list[tuple[str, IndexQuery]]) -> list[float]:
    """Return, for each question, the share of the ten best that is found; ties count."""
    vectors = dense.vectors
    questions = np.stack([query.vector for _, query in queries])
    best = np.full((len(queries), RECALL_AT), -np.inf, dtype=np.float32)
    for start in range(0, len(vectors), 100_000):
        scores = questions @ vectors[start : start + 100_000].astype(np.float32).T
        width = min(RECALL_AT, scores.shape[1])
        top = -np.partition(-scores, width - 1, axis=1)[:, :width]
        best = -np.sort(-np.concatenate([best, top], axis=1), axis=1)[:, :RECALL_AT]
    recalls = []
    for question, tenth in zip(questions, best[:, -1], strict=True):
        found = dense.search(question, RECALL_AT)
        level = dense.score_rows(question, np.sort(found)) >= tenth - TIE
        recalls.append(float(level.sum()) / RECALL_AT)
    return recalls


def _percentiles(seconds: list[float]) -> dict[str, float]:
    values = 1000 * np.array(seconds)
    return {
        "p50": round(float(np.percentile(values, 50)), 1),
        "p95": round(float(np.percentile(values, 95)), 1),
        "max": round(float(values.max()), 1),
    }


def _by_part(files: Mapping[str, int]) -> dict[str, float]:
    parts = {
        "vectors": 0,
        "vector lists": 0,
        "postings": 0,
        "terms": 0,
        "passages": 0,
        "reports": 0,
    }
    for name, size in files.items():
        part = next(
            (
                part
                for mark, part in (
                    ("_codes.", "vectors"),
                    ("_lists.", "vector lists"),
                    ("posting", "postings"),
                    ("lengths", "postings"),
                    ("term", "terms"),
                    ("paragraphs.npy", "passages"),
                    ("sentences.npy", "passages"),
                )
                if mark in name
            ),
            "reports",
        )
        parts[part] += size
    return {part: round(size / 1e6, 1) for part, size in parts.items()}


def _peak_mb() -> float:
    """Return the most memory that this process has had resident."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return round(peak / (1e6 if sys.platform == "darwin" else 1e3), 1)


def _run(step: str, size: int, directory: Path) -> dict[str, Any]:
    command = [sys.executable, "-m", "benchmarks.scale.scale", "--step", step, "--sizes", str(size)]
    done = subprocess.run(
        [*command, "--directory", str(directory)],
        cwd=ROOT,
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    results: dict[str, Any] = json.loads(done.stdout)
    return results


def _print(results: Mapping[str, Any]) -> None:
    print(json.dumps(results, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main()
