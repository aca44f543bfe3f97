"""Retrieval measured: both dev sets by type, what each part contributes, and how long it takes.

    python -m benchmarks.search.retrieval

Writes `benchmarks/results/retrieval.json` and `.md`. The ranker is fitted on the written questions
alone, so the dev sets are held out from its weights and from its probabilities. The ablation takes
features away by holding them at their mean, and takes parts of the search away as a whole; nothing
is fitted anew.
"""

import argparse
import json
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from benchmarks.recording import RESULTS, record, require_shared_reports
from embeddings.encoders.encoder import Encoder, load_encoder
from embeddings.language.time_expressions import Anchor
from qa.question.question import Question
from qa.question.synonyms import Lexicon
from qa.retrieval.features import FEATURES
from qa.retrieval.ranker import RANKER_FILE, Ranker, load_ranker
from qa.retrieval.retriever import Retriever
from qa.training.ranking.dev_sets import (
    DEV_SETS,
    DevQuestion,
    Scorer,
    dev_candidates,
    dev_questions,
    dev_retriever,
    retrieval_scores,
)

__all__ = ["GROUPS", "main"]

NAMES = tuple(FEATURES)


def _named(*prefixes: str) -> tuple[str, ...]:
    return tuple(name for name in NAMES if name.startswith(prefixes))


# What is taken away together in the ablation.
GROUPS: dict[str, tuple[str, ...]] = {
    "lexical leg": _named("lexical"),
    "dense leg": _named("dense"),
    "paragraph grain": ("lexical", "lexical_log", "dense", "dense_gap"),
    "sentence grain": (*_named("lexical_sentence", "dense_sentence"), "cover_pairs_sentence"),
    "question's words": _named("cover", "leads", "mentioned", "order", "rarest", "run"),
    "lexicon's forms": _named("cover_expanded", "cover_heading_expanded", "expansion"),
    "headings": _named("cover_heading"),
    "year of the report": (
        "in_scope", "gives_results", "sets_targets", "results_asked", "targets_asked",
        "within_period", "named_report", "year_distance",
    ),
    "year in the passage": (
        "year_in_sentence", "year_in_paragraph", "year_written", "year_singled_out", "other_year",
    ),
    "recency": ("recency", "no_year"),
    "region": _named("region"),
    "section": _named("review", "plan", "goals", "government", "opening"),
    "answer's kind": _named("figure", "asks"),
    "form": ("length", "short", "oversized", "position"),
}  # fmt: skip


class _Undivided(Retriever):
    """A retriever that takes every question whole."""

    def _parts(self, question: Question, anchor: Anchor) -> list[Question]:
        return [question]


def _scorer(ranker: Ranker, dropped: Sequence[str] = ()) -> Scorer:
    kept = np.array([name not in dropped for name in NAMES])
    weights = ranker.weights * kept
    return lambda features: np.asarray((features - ranker.means) @ weights, dtype=np.float64)


def _alone(column: str) -> Scorer:
    place = NAMES.index(column)
    return lambda features: features[:, place].astype(np.float64)


def ablation(
    dev: Mapping[str, Sequence[DevQuestion]],
    encoder: Encoder,
    ranker: Ranker,
) -> dict[str, dict[str, dict[str, float]]]:
    """Return scores over all questions of each set, per thing taken away."""
    table: dict[str, dict[str, dict[str, float]]] = {}

    def add(label: str, sets: Mapping[str, Sequence[DevQuestion]], scorer: Scorer) -> None:
        table[label] = {name: retrieval_scores(sets[name], scorer)["all"] for name in sets}

    whole = _scorer(ranker)
    add("everything", dev, whole)
    for label, dropped in GROUPS.items():
        add(f"without {label}", dev, _scorer(ranker, dropped))
    for column in ("lexical", "lexical_sentence", "dense", "dense_sentence"):
        add(f"{column} alone", dev, _alone(column))
    variants: dict[str, Callable[[Retriever], Retriever]] = {
        "without the lexicon": lambda one: Retriever(one.index, lexicon=Lexicon([])),
        "without decomposition": lambda one: _Undivided(one.index),
    }
    retrievers = {name: dev_retriever(name, encoder) for name in DEV_SETS}
    for label, variant in variants.items():
        add(
            label,
            {name: dev_candidates(name, variant(retrievers[name])) for name in DEV_SETS},
            whole,
        )
    add(
        "without follow-up rewriting",
        {name: dev_candidates(name, retrievers[name], history=False) for name in DEV_SETS},
        whole,
    )
    return table


def latency(encoder: Encoder) -> dict[str, float]:
    """Return milliseconds per question over the State Council reports, each asked once, warm."""
    retriever = dev_retriever("council", encoder)
    questions = list(dict.fromkeys(q for name in DEV_SETS for q in dev_questions(name)))
    for question in questions[:5]:
        retriever.retrieve(question)
    wall, processor = [], []
    for question in questions[5:]:
        began, used = time.perf_counter(), time.process_time()
        retriever.retrieve(question)
        wall.append(1000 * (time.perf_counter() - began))
        processor.append(1000 * (time.process_time() - used))
    return {
        "questions": len(wall),
        "p50_ms": round(float(np.percentile(wall, 50)), 1),
        "p95_ms": round(float(np.percentile(wall, 95)), 1),
        "processor_p50_ms": round(float(np.percentile(processor, 50)), 1),
        "processor_p95_ms": round(float(np.percentile(processor, 95)), 1),
    }


def page(results: Mapping[str, Any], measured: Mapping[str, Any]) -> str:
    """Return the results as Markdown."""
    lines = [
        "# Retrieval",
        "",
        "`python -m benchmarks.search.retrieval`, questions of the dev sets.",
        "",
    ]
    shipped, table = results["as_shipped"], results["ablation"]
    for name in DEV_SETS:
        lines += [f"## {name}", "", "| type | questions | MRR@10 | hit@1 | hit@5 | recall@10 |"]
        lines += ["|---|---|---|---|---|---|"]
        rows = {"all": shipped[name]["all"]} | shipped[name]
        for label, row in rows.items():
            lines.append(
                f"| {label} | {row['questions']} | {row['mrr']:.3f} | {row['hit@1']:.3f} "
                f"| {row['hit@5']:.3f} | {row['recall@10']:.3f} |"
            )
        lines.append("")
    lines += [
        "## What each part contributes",
        "",
        "| | Lanzhou MRR | council MRR | council recall@10 |",
    ]
    lines += ["|---|---|---|---|"]
    for label, row in table.items():
        lines.append(
            f"| {label} | {row['lanzhou']['mrr']:.3f} | {row['council']['mrr']:.3f} "
            f"| {row['council']['recall@10']:.3f} |"
        )
    lines += ["", "## Reliability of `score` on both dev sets", "", "| score | hits | relevant |"]
    lines += ["|---|---|---|"]
    for row in measured["reliability"]:
        lines.append(f"| {row['mean_score']:.2f} | {row['hits']} | {row['relevant']:.2f} |")
    lines += ["", "## Time", ""]
    lines += [f"- {key}: {value}" for key, value in results["latency"].items()]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Measure and record."""
    argparse.ArgumentParser(description=__doc__).parse_args()
    require_shared_reports()
    encoder, ranker = load_encoder(), load_ranker()
    dev = {name: dev_candidates(name, dev_retriever(name, encoder)) for name in DEV_SETS}
    measured = json.loads(RANKER_FILE.read_text(encoding="utf-8"))["measured"]
    results = {
        "as_shipped": {name: retrieval_scores(dev[name], _scorer(ranker)) for name in DEV_SETS},
        "training": measured,
        "ablation": ablation(dev, encoder, ranker),
        "latency": latency(encoder),
    }
    record("retrieval", results, seed=1)
    (RESULTS / "retrieval.md").write_text(page(results, measured), encoding="utf-8")


if __name__ == "__main__":
    main()
