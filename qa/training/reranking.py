"""Fits the second stage of ranking: `python -m qa.training.reranking`; writes `reranker.json`.

The questions over local reports of one fold of the open halves are asked of those reports: neither
encoder has seen them (`qa.training.contrast` leaves the fold out, the static one knows no local
question), nor has the ranker. Weights are listwise, as the ranker's; the calibration is fitted on
scores of questions held out from the weights. The dev sets are only scored.
"""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import numpy.typing as npt

from embeddings.encoders.encoder import load_encoder, load_sentence_encoder
from embeddings.index.embedded import EmbeddedIndex
from embeddings.parsing.reports import read_reports
from embeddings.records import Report
from embeddings.training.local import LOCAL_SETS, extract_reports
from embeddings.training.sentence.folds import HELD_OUT_FOLD
from embeddings.training.sources import shared_directory
from qa.evaluation.matching.normalisation import normalised
from qa.retrieval.ranker import Ranker, Vector, load_ranker
from qa.retrieval.reranking import RERANKER_FEATURES, RERANKER_FILE, Reranker
from qa.retrieval.retriever import Retriever
from qa.text.paragraph import ParagraphStore
from qa.training.questions.written_questions import WrittenQuestion, read_local
from qa.training.ranking.examples import relevance
from qa.training.ranking.loss import Group, fit_calibration, fit_listwise

__all__ = ["main"]

_PENALTY = 1e-3
_PARTS = 5  # of the questions, for scores by weights that have not seen them
_NAMES = tuple(RERANKER_FEATURES)


def main() -> None:
    """Fit, print what it gives on held-out parts, and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--output", type=Path, default=RERANKER_FILE)
    parser.add_argument("--limit", type=int, help="of the questions asked")
    arguments = parser.parse_args()
    encoder = load_sentence_encoder()
    groups = examples(encoder_reranker(), arguments.limit)
    means = np.concatenate([one.features for one in groups]).mean(axis=0).astype(np.float64)
    weights = fit_listwise(groups, penalty=_PENALTY)
    scores = held_out_scores(groups, means)
    before, after = (reciprocal_rank(groups, found) for found in (_first_stage(groups), scores))
    print(f"{len(groups)} questions, held out: MRR {before:.4f} → {after:.4f}")
    slope, lead_slope, intercept = fit_calibration(
        scores, [one.relevant.astype(np.float64) for one in groups]
    )
    table = {
        "source": "python -m qa.training.reranking",
        "encoder": {"name": encoder.name, "revision": encoder.revision},
        "calibration": [round(float(value), 4) for value in (slope, lead_slope, intercept)],
        "signals": {
            name: {"weight": round(float(weight), 4), "mean": round(float(mean), 4)}
            for name, weight, mean in zip(_NAMES, weights, means, strict=True)
        },
        "measured": {
            "questions": len(groups),
            "held_out_mrr_first_stage": round(before, 4),
            "held_out_mrr": round(after, 4),
        },
    }
    text = json.dumps(table, ensure_ascii=False, indent=1)
    arguments.output.write_text(text + "\n", encoding="utf-8")
    print(text)


def encoder_reranker() -> Reranker:
    """Return a reranker that only computes features."""
    empty = np.zeros(len(_NAMES))
    return Reranker(
        load_sentence_encoder(),
        Ranker(names=_NAMES, weights=empty, means=empty, calibration=(1.0, 0.0, 0.0)),
    )


def examples(reranker: Reranker, limit: int | None = None) -> list[Group]:
    """Return the features of the best candidates of each question of the fold.

    Questions of which none of these candidates holds a proof teach nothing and are left out.
    """
    asked = [
        one
        for name in LOCAL_SETS
        for one in read_local(name, held_out=False)
        if one.fold == HELD_OUT_FOLD and one.answerable
    ]
    reports, static = _reports(asked), load_encoder()
    index = EmbeddedIndex(static)
    index.add(reports)
    retriever = Retriever(index)
    ranker, store = load_ranker(), ParagraphStore(index.reports, static)
    said = {report.report_id: normalised(report.text) for report in reports}
    groups = []
    for number, question in enumerate(asked[:limit]):
        if number % 50 == 0:
            print(f"{number} of {len(asked)} questions asked", flush=True)
        quotes = {
            key: found
            for key, text in said.items()
            if (found := [q for q in map(normalised, question.quotes) if q in text])
        }
        for part in retriever.find(question.text):
            if not part.candidates:
                continue
            scores = ranker.scores(part.features)
            rows, features = reranker.features(part.question, part.candidates, scores, store)
            labels = relevance(part, quotes, index.reports)[rows]
            if labels.any() and not labels.all():
                groups.append(Group(features=features, relevant=labels))
    return groups


def _reports(questions: Sequence[WrittenQuestion]) -> list[Report]:
    titles = {one.over for one in questions}
    archive = shared_directory() / "data" / "reports" / "local.tar.xz"
    with TemporaryDirectory() as folder:
        paths = extract_reports(archive, titles, Path(folder))
        return [report for path in paths for report in read_reports(path)]


def held_out_scores(groups: Sequence[Group], means: Vector) -> list[Vector]:
    """Return the scores of each question's candidates by weights fitted without it."""
    scores: list[Vector] = [np.zeros(0)] * len(groups)
    for part in range(_PARTS):
        others = [one for place, one in enumerate(groups) if place % _PARTS != part]
        weights = fit_listwise(others, penalty=_PENALTY)
        for place in range(part, len(groups), _PARTS):
            scores[place] = (groups[place].features - means) @ weights
    return scores


def reciprocal_rank(groups: Sequence[Group], scores: Sequence[Vector]) -> float:
    """Return the mean reciprocal rank of the first relevant candidate."""
    ranks = [
        1 / (1 + int(np.argmax(one.relevant[np.argsort(-found, kind="stable")])))
        for one, found in zip(groups, scores, strict=True)
    ]
    return float(np.mean(ranks))


def _first_stage(groups: Sequence[Group]) -> list[npt.NDArray[np.float64]]:
    return [one.features[:, 0].astype(np.float64) for one in groups]


if __name__ == "__main__":
    main()
