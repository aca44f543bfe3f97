"""What the sentence encoder gives: alone, and in the second stage of ranking.

    python -m benchmarks.search.sentence_encoder [--build DIR] [--base DIR]

Alone: MRR@10 of paragraphs by their best sentence, over every paragraph of the seed report,
beside the static encoder (and beside the model before it was fine-tuned, where its exported folder
is given). In use: both dev sets through the whole path by default and with `--encoder quality`, the
paired difference, and seconds per question. Written to `benchmarks/results/sentence_encoder.json`
and `.md`.
"""

import argparse
import time
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np

from benchmarks.quality import dev_sets
from benchmarks.recording import RESULTS, ROOT, record
from benchmarks.search.encoder import dense
from embeddings.encoders.encoder import Encoder, load_encoder, load_sentence_encoder
from embeddings.encoders.onnx import SENTENCE_MODEL, OnnxEncoder
from embeddings.indexing.update import index_paths
from embeddings.parsing.reports import find_sources
from embeddings.training.static.evaluation import read_task, reciprocal_ranks, scores_by_type
from qa.assistant import Assistant
from qa.evaluation.metrics.scores import Scores
from qa.evaluation.report.comparison import compare
from qa.evaluation.runner import run
from qa.evaluation.seed import SEED
from qa.evaluation.testsets.jsonl import read_test_set
from qa.retrieval.reranking import load_reranker

__all__ = ["main"]

METRICS = ("accuracy", "tight", "span_exact", "mrr", "hit@1", "refusal_recall", "false_refusals")


def main() -> None:
    """Measure, print and record."""
    parser = argparse.ArgumentParser(description="the sentence encoder alone and in use")
    parser.add_argument("--build", type=Path, default=ROOT / "build" / "sentence_encoder")
    parser.add_argument("--base", type=Path, help="the exported model before fine-tuning")
    arguments = parser.parse_args()
    results = {
        "revision": load_sentence_encoder().revision,
        "alone": alone(arguments.base),
        "speed": speed(),
        "in_use": in_use(arguments.build),
    }
    record("sentence_encoder", results, seed=SEED)
    page = as_page(results)
    (RESULTS / "sentence_encoder.md").write_text(page, encoding="utf-8")
    print(page)


def alone(base: Path | None) -> dict[str, Any]:
    """Return the MRR of each encoder over the paragraphs of the seed report, by type."""
    task = read_task(
        "lanzhou",
        ROOT / "tests" / "data" / "lanzhou_dev.jsonl",
        find_sources([ROOT / "seeds"])[0],
    )
    encoders: dict[str, Encoder] = {
        "static": load_encoder(),
        "sentence": load_sentence_encoder(),
    }
    if base is not None:
        encoders["sentence, before fine-tuning"] = OnnxEncoder(base)
    return {
        name: scores_by_type(task, reciprocal_ranks(task, dense(task, encoder)))
        for name, encoder in encoders.items()
    }


def speed() -> dict[str, float]:
    """Return seconds of processor and wall time for a question, and the size of the files."""
    encoder = load_sentence_encoder()
    walls, cores = [], []
    for number in range(20):
        wall, core = time.perf_counter(), time.process_time()
        encoder.encode_questions([f"20{number:02}年地铁修得怎么样了，什么时候能坐"])
        walls.append(time.perf_counter() - wall)
        cores.append(time.process_time() - core)
    files = [path for path in SENTENCE_MODEL.rglob("*") if path.is_file()]
    return {
        "question_wall_ms_p50": round(1000 * median(walls), 1),
        "question_core_ms_p50": round(1000 * median(cores), 1),
        "size_mb": round(sum(path.stat().st_size for path in files) / 1e6, 2),
    }


def in_use(build: Path) -> dict[str, Any]:
    """Return the scores of both dev sets with each choice of `--encoder`, and their difference."""
    results: dict[str, Any] = {}
    for measured in dev_sets():
        if measured.reports is None:
            continue
        index = build / "index" / measured.reports.name
        index_paths([measured.reports], index)
        test_set = read_test_set(measured.path)
        runs: dict[str, Scores] = {}
        for name, reranker in (("default", None), ("quality", load_reranker())):
            assistant = Assistant.open(index, reranker=reranker)
            assistant.ask(test_set.questions[0].question)  # loads what is loaded once
            output = build / f"{measured.name}-{name}"
            runs[name] = run(assistant, test_set, output, resume=False)
        compared = compare(build / f"{measured.name}-default", build / f"{measured.name}-quality")
        results[measured.name] = {
            **{name: _shown(scores) for name, scores in runs.items()},
            "difference": {
                metric: {"difference": round(found.difference, 4), "p": round(found.p_value, 4)}
                for metric, found in compared.differences.items()
                if metric in METRICS
            },
            "only_quality_right": len(compared.wins),
            "only_default_right": len(compared.losses),
        }
    return results


def as_page(results: dict[str, Any]) -> str:
    """Return the results as Markdown."""
    lines = ["# The sentence encoder", "", "## Alone", "", "MRR@10, Lanzhou dev set.", ""]
    kinds = list(next(iter(results["alone"].values())))
    lines += [f"| encoder | {' | '.join(kinds)} |", "|---" * (len(kinds) + 1) + "|"]
    for name, means in results["alone"].items():
        lines.append(f"| {name} | " + " | ".join(f"{means[kind]:.3f}" for kind in kinds) + " |")
    lines += ["", "## Speed and size", "", "| measure | value |", "|---|---|"]
    lines += [f"| {name.replace('_', ' ')} | {value} |" for name, value in results["speed"].items()]
    for test_set, found in results["in_use"].items():
        lines += ["", f"## {test_set}", "", "| score | default | quality | difference | p |"]
        lines.append("|---" * 5 + "|")
        for metric in METRICS:
            change = found["difference"].get(metric, {"difference": 0.0, "p": 1.0})
            lines.append(
                f"| {metric} | {found['default'][metric]:.3f} | {found['quality'][metric]:.3f} "
                f"| {change['difference']:+.3f} | {change['p']:.2f} |"
            )
        for name in ("seconds_p50", "seconds_p95"):
            lines.append(f"| {name} | {found['default'][name]} | {found['quality'][name]} | | |")
    return "\n".join(lines) + "\n"


def _shown(scores: Scores) -> dict[str, float]:
    found = {
        metric: round(scores.overall[metric].value, 4)
        for metric in METRICS
        if metric in scores.overall
    }
    return found | {
        "seconds_p50": round(float(np.round(scores.seconds.p50, 3)), 3),
        "seconds_p95": round(float(np.round(scores.seconds.p95, 3)), 3),
    }


if __name__ == "__main__":
    main()
