"""Fits the ranker: `python -m qa.training.ranker --folds DIR`; writes `qa/data/models/ranker.json`.

The weights are fitted on the written questions, each with the features that the encoder of its
fold gives (`embeddings.training.folds`), which has not seen it, and on the open half of the
questions over reports of cities and provinces, which the bundled encoder has not seen. How scores
become probabilities is fitted on the scores of questions held out from the weights. The dev sets
are only scored.
"""

import argparse
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from embeddings.encoders.encoder import Encoder, load_encoder
from embeddings.training.folds import FOLDS
from embeddings.training.local import LOCAL_SETS
from qa.retrieval.features import FEATURES
from qa.retrieval.ranker import RANKER_FILE, Ranker
from qa.training.fold_index import fold_encoder, local_retriever
from qa.training.questions.written_questions import read_local, read_written
from qa.training.ranking.dev_sets import (
    DEV_SETS,
    DevQuestion,
    Scorer,
    dev_candidates,
    dev_retriever,
    retrieval_scores,
)
from qa.training.ranking.examples import (
    Example,
    load_examples,
    local_examples,
    save_examples,
    written_examples,
)
from qa.training.ranking.loss import CALIBRATED_HITS, Group, fit_calibration, fit_listwise

__all__ = ["main"]

Vector = npt.NDArray[np.float64]

_NAMES = tuple(FEATURES)
_PENALTY = 3e-3  # 1e-2 scores 0.01 less on held-out questions, 1e-3 turns signs of like features
_RIVAL_SHARE = 1 / 2


def fitted(examples: Sequence[Example]) -> Vector:
    """Return the weights of all features."""
    groups = [
        Group(features=one.features, relevant=one.relevant, weight=one.weight)
        for one in with_other_regions(examples)
    ]
    return fit_listwise(groups, penalty=_PENALTY)


def with_other_regions(examples: Sequence[Example]) -> list[Example]:
    """Return `examples`, half of them with rivals of another region added.

    The training reports are all of one region, so nothing in them says that 广东's paragraph is
    wrong if 江苏's is asked for. Copies of candidates that differ only in their region teach it. In
    every third case the report asked for is missing, and that of the region above is right
    (国务院's for 江苏), the rivals being of an unrelated region.
    """
    rng = np.random.default_rng(1)
    same, above, named = (_NAMES.index(f"region_{kind}") for kind in ("same", "above", "named"))
    added = []
    for one in examples:
        rivals = np.flatnonzero(one.features[:, same] == 1)
        if rng.random() > _RIVAL_SHARE or not len(rivals):
            added.append(one)
            continue
        right, wrong = one.features.copy(), one.features[rivals].copy()
        wrong[:, same] = wrong[:, named] = 0
        if rng.random() < 1 / 3:
            right[:, same], right[:, above] = 0, 1
        else:
            wrong[:, above] = rng.random(len(rivals)) < 0.5
        added.append(
            Example(
                question_id=one.question_id,
                weight=one.weight,
                features=np.concatenate([right, wrong]),
                relevant=np.concatenate([one.relevant, np.zeros(len(rivals), dtype=np.bool_)]),
            )
        )
    return added


def held_out_scores(
    examples: Sequence[Example], folds: Mapping[str, int], means: Vector
) -> list[Vector]:
    """Return the scores of each example's candidates by weights fitted without its fold."""
    scores: list[Vector] = [np.zeros(0)] * len(examples)
    for fold in range(FOLDS):
        weights = fitted([one for one in examples if folds[one.question_id] != fold])
        for place, one in enumerate(examples):
            if folds[one.question_id] == fold:
                scores[place] = (one.features - means) @ weights
    return scores


def reliability(questions: Sequence[DevQuestion], ranker: Ranker) -> list[dict[str, float]]:
    """Return, per tenth of probability, the mean probability and the share that is relevant."""
    chances, labels = [], []
    for part in (part for question in questions for part in question.parts if part.keys):
        scores = ranker.scores(part.features)
        top = np.argsort(-scores)[:CALIBRATED_HITS]
        chances += ranker.probabilities(scores)[top].tolist()
        labels += [float(bool(part.evidence[row])) for row in top.tolist()]
    chance, label = np.array(chances), np.array(labels)
    table = []
    for low in np.arange(0, 1, 0.1):
        inside = (chance >= low) & (chance < low + 0.1 + 1e-9 * (low > 0.85))
        if inside.any():
            table.append(
                {
                    "from": round(float(low), 1),
                    "hits": int(inside.sum()),
                    "mean_score": round(float(chance[inside].mean()), 3),
                    "relevant": round(float(label[inside].mean()), 3),
                }
            )
    return table


def scorer(weights: Vector) -> Scorer:
    """Return the scoring function of `weights`."""
    return lambda features: np.asarray(features @ weights, dtype=np.float64)


def main() -> None:
    """Fit on the written questions, print the scores of the dev sets, and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folds", type=Path, required=True, help="the folder of fold-0, fold-1 …")
    parser.add_argument("--work", type=Path, default=Path("build/training"))
    parser.add_argument("--output", type=Path, default=RANKER_FILE)
    parser.add_argument("--examples", type=Path, help="keep the features in this .npz file")
    arguments = parser.parse_args()
    written = read_written()
    local = {name: read_local(name, held_out=False) for name in LOCAL_SETS}
    folds = {one.id: one.fold for questions in (written, *local.values()) for one in questions}
    if arguments.examples is not None and arguments.examples.exists():
        examples = load_examples(arguments.examples)
    else:
        examples = [
            example
            for fold in range(FOLDS)
            for example in written_examples(written, fold_encoder(arguments.folds, fold), fold)
        ]
        for name, questions in local.items():
            retriever = local_retriever(arguments.work, name, held_out=False)
            examples += local_examples(questions, retriever)
        if arguments.examples is not None:
            save_examples(examples, arguments.examples)
    print(f"{len(examples)} examples")
    means = np.concatenate([one.features for one in examples]).mean(axis=0).astype(np.float64)
    weights = fitted(examples)
    scores = held_out_scores(examples, folds, means)
    first = [one.relevant[np.argmax(found)] for one, found in zip(examples, scores, strict=True)]
    print(f"fitted on, held out: hit@1 {np.mean(first):.4f}")
    for name, questions in local.items():
        ids = {one.id for one in questions}
        own = [right for one, right in zip(examples, first, strict=True) if one.question_id in ids]
        print(f"of these {name}: hit@1 {np.mean(own):.4f} of {len(own)}")
    slope, lead_slope, intercept = fit_calibration(
        scores, [one.relevant.astype(np.float64) for one in examples]
    )
    ranker = Ranker(
        names=_NAMES,
        weights=weights,
        means=means,
        calibration=(float(slope), float(lead_slope), float(intercept)),
    )
    encoder = load_encoder()
    measured: dict[str, object] = {"written_hit@1": round(float(np.mean(first)), 4)}
    both: list[DevQuestion] = []
    for name in DEV_SETS:
        dev = dev_candidates(name, dev_retriever(name, encoder))
        both += dev
        measured[name] = found = retrieval_scores(dev, scorer(weights))
        print(name, found["all"], "paraphrase", found["paraphrase"]["mrr"])
    measured["reliability"] = table = reliability(both, ranker)
    for row in table:
        print(row)
    _write(ranker, encoder, measured, arguments.output)


def _write(ranker: Ranker, encoder: Encoder, measured: Mapping[str, object], output: Path) -> None:
    """Write the weights, with what they were fitted with and how well they rank."""
    table = {
        "source": "python -m qa.training.ranker",
        "encoder": {"name": encoder.name, "revision": encoder.revision},
        "calibration": [round(value, 4) for value in ranker.calibration],
        "signals": {
            name: {"weight": round(float(weight), 4), "mean": round(float(mean), 4)}
            for name, weight, mean in zip(ranker.names, ranker.weights, ranker.means, strict=True)
        },
        "measured": measured,
    }
    output.write_text(json.dumps(table, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
