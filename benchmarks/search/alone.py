"""The encoders alone, by two ways to score a paragraph: `python -m benchmarks.search.alone`.

Mean reciprocal rank of paragraphs, dense search only, without years or places: by the best of a
paragraph's sentences, and by its own cosine plus that of its best sentence, each text with its
report's title and headings. The static encoder, the sentence encoder, and where exported folders
are given the model before it was fine-tuned and the bundled one before this; each in a process of
its own. Over both dev sets and each half of the questions written over local reports; of the
reports some are drawn with a seed, since the sentence encoder takes ten milliseconds a sentence,
and fewer reports are easier to search than all. Results go to
`benchmarks/results/encoders_alone.json` and `.md`.
"""

import argparse
import random
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.quality import dev_sets
from benchmarks.recording import record, require_local_reports
from embeddings.encoders.encoder import Encoder, load_encoder
from embeddings.encoders.onnx import SENTENCE_MODEL, OnnxEncoder
from embeddings.parsing.reports import find_sources
from embeddings.training.local import (
    LOCAL_SETS,
    extract_reports,
    is_held_out,
    local_rows,
    report_asked,
)
from embeddings.training.static.evaluation import RetrievalTask, read_task, reciprocal_ranks
from qa.evaluation.seed import SEED

__all__ = ["main", "means", "tasks"]

REPORTS = 5  # drawn of each half of a local set
COUNCIL_REPORTS = 12
WRITTEN = ("local", "local_more")  # by hand


def tasks(reports: int) -> Iterator[RetrievalTask]:
    """Yield the dev sets, then the halves of the local sets, over `reports` reports each.

    Questions are asked whose evidence lies in the reports drawn.
    """
    draw = random.Random(SEED)
    for measured in dev_sets():
        if measured.reports is not None:
            files = find_sources([measured.reports])[0]
            if len(files) <= COUNCIL_REPORTS:
                yield read_task(measured.name, measured.path, files)
            else:
                drawn = draw.sample(files, COUNCIL_REPORTS)
                titles = frozenset(path.stem for path in drawn)
                yield read_task(measured.name, measured.path, drawn, only_reports=titles)
    archive = require_local_reports()
    for name in WRITTEN:
        told = sorted({report_asked(row) for row in local_rows(name) if row["answerable"]})
        for held_out in (False, True):
            half = [title for title in told if is_held_out(title) == held_out]
            chosen = draw.sample(half, min(reports, len(half)))
            with tempfile.TemporaryDirectory() as folder:
                found = extract_reports(archive, chosen, Path(folder))
                task = f"{name}_{'held_out' if held_out else 'open'}"
                yield read_task(task, LOCAL_SETS[name], found, only_reports=frozenset(chosen))


def means(task: RetrievalTask, encoder: Encoder) -> dict[str, float]:
    """Return the mean reciprocal rank by the best sentence, and by paragraph and best sentence."""
    questions = encoder.encode_questions(task.questions)
    cosines = questions @ encoder.encode_passages(task.sentences).T
    best = np.maximum.reduceat(cosines, task.first_sentence, axis=1)
    whole = questions @ encoder.encode_passages(task.paragraphs).T
    return {
        "best_sentence": round(float(reciprocal_ranks(task, best).mean()), 4),
        "paragraph_and_sentence": round(float(reciprocal_ranks(task, best + whole).mean()), 4),
    }


def measured(folder: Path | None, asked: Sequence[RetrievalTask]) -> list[dict[str, float]]:
    """Return the means of the model in `folder` for each task; of the static one without."""
    encoder: Encoder = load_encoder() if folder is None else OnnxEncoder(folder, threads=1)
    found = []
    for task in asked:
        found.append(means(task, encoder))
        print(folder, task.name, found[-1], flush=True)
    return found


def main() -> None:
    """Measure, print and record."""
    parser = argparse.ArgumentParser(description="the encoders alone")
    parser.add_argument("--base", type=Path, help="the exported model before fine-tuning")
    parser.add_argument("--former", type=Path, help="the bundled model before this")
    parser.add_argument("--reports", type=int, default=REPORTS, help="drawn of each local half")
    arguments = parser.parse_args()
    folders: dict[str, Path | None] = {
        "static": None,
        "before fine-tuning": arguments.base,
        "bundled before": arguments.former,
        "sentence": SENTENCE_MODEL,
    }
    folders = {name: path for name, path in folders.items() if path or name == "static"}
    asked = list(tasks(arguments.reports))
    with ProcessPoolExecutor(len(folders), mp_context=get_context("spawn")) as pool:
        jobs = {name: pool.submit(measured, path, asked) for name, path in folders.items()}
        found = {name: job.result() for name, job in jobs.items()}
    results: dict[str, Any] = {}
    page = [
        "# The encoders alone",
        "",
        "Written by `python -m benchmarks.search.alone`: MRR@10 of paragraphs, dense search",
        f"only, over {arguments.reports} reports of each half of a local set and at most",
        f"{COUNCIL_REPORTS} of a dev set, drawn with a seed.",
        "",
        "| set | questions | paragraphs | encoder | best sentence | paragraph and best sentence |",
        "|---" * 6 + "|",
    ]
    for number, task in enumerate(asked):
        sizes = {"questions": len(task.questions), "paragraphs": len(task.paragraphs)}
        results[task.name] = {**sizes, **{name: one[number] for name, one in found.items()}}
        for name, one in found.items():
            row = [task.name, *map(str, sizes.values()), name]
            row += [f"{value:.3f}" for value in one[number].values()]
            page.append(f"| {' | '.join(row)} |")
    path = record("encoders_alone", results, seed=SEED)
    path.with_suffix(".md").write_text("\n".join([*page, ""]), encoding="utf-8")
    print("\n".join(page))


if __name__ == "__main__":
    main()
