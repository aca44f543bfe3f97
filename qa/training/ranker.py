"""Fits the ranker: `python -m qa.training.ranker`; writes `qa/data/ranker.json`.

Two stages, because the bundled encoder was trained on the written questions and is far too sure
of them. The weights of all other signals are fitted on the written questions. How much the dense
leg then counts, and how scores become probabilities, is fitted on the two dev sets, which no
model has seen; the scores printed and stored are those of questions held out from that fit.
"""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from embeddings.encoder import load_encoder
from qa.ranker import RANKER_FILE, Ranker
from qa.signals import SIGNALS
from qa.training.ranker_dev import (
    DEV_SETS,
    DevQuestion,
    Scorer,
    dev_retriever,
    read_dev,
    retrieval_scores,
)
from qa.training.ranker_examples import (
    Example,
    load_examples,
    save_examples,
    written_examples,
)
from qa.training.ranker_fit import CALIBRATED_HITS, Group, fit_calibration, fit_listwise
from qa.training.ranker_questions import read_written

__all__ = ["main"]

Vector = npt.NDArray[np.float64]

_NAMES = tuple(SIGNALS)
_DENSE = tuple(name for name in _NAMES if name.startswith("dense"))
_FITTED_DENSE = ("dense", "dense_sentence", "dense_gap", "dense_sentence_gap")
_WORDS = ("lexical", "cover", "leads", "mentioned", "order", "rarest", "run", "expansion")
_DENSE_PRIOR = 4.0  # log odds per unit of cosine
_PENALTY = 3e-3  # of the first stage; 1e-2 scores 0.01 less, 1e-3 turns signs of like signals
_DENSE_PENALTY = 3e-2  # of the second
_FOLDS = 10
_RIVAL_SHARE = 1 / 2


def first_stage(examples: Sequence[Example]) -> Vector:
    """Return the weights of all signals, those of the dense leg 0."""
    kept = np.array([name not in _DENSE for name in _NAMES])
    groups = [
        Group(signals=one.signals[:, kept], relevant=one.relevant, weight=one.weight)
        for one in with_other_regions(examples)
    ]
    weights = np.zeros(len(_NAMES))
    weights[kept] = fit_listwise(groups, penalty=_PENALTY)
    return weights


def with_other_regions(examples: Sequence[Example]) -> list[Example]:
    """Return `examples`, half of them with rivals of another region added.

    The training reports are all of one region, so nothing in them says that 广东's paragraph is
    wrong where 江苏's is asked for. Copies of candidates that differ in nothing but their region
    say it. In every third case the report asked for is not there, and the one of the region above
    is right (国务院's for 江苏), the rivals being of an unrelated region.
    """
    rng = np.random.default_rng(1)
    same, above, named = (_NAMES.index(f"region_{kind}") for kind in ("same", "above", "named"))
    added = []
    for one in examples:
        rivals = np.flatnonzero(one.signals[:, same] == 1)
        if rng.random() > _RIVAL_SHARE or not len(rivals):
            added.append(one)
            continue
        right, wrong = one.signals.copy(), one.signals[rivals].copy()
        wrong[:, same] = wrong[:, named] = 0
        if rng.random() < 1 / 3:
            right[:, same], right[:, above] = 0, 1
        else:
            wrong[:, above] = rng.random(len(rivals)) < 0.5
        added.append(
            Example(
                question_id=one.question_id,
                weight=one.weight,
                signals=np.concatenate([right, wrong]),
                relevant=np.concatenate([one.relevant, np.zeros(len(rivals), dtype=np.bool_)]),
            )
        )
    return added


def second_stage(weights: Vector, questions: Sequence[DevQuestion]) -> Vector:
    """Return `weights` with those of the dense leg, fitted on `questions`.

    The signals of words are scaled apart from the others: what the dense leg says too, they need
    not say again.
    """
    dense = np.array([_NAMES.index(name) for name in _FITTED_DENSE])
    of_words = np.array([name.startswith(_WORDS) for name in _NAMES])
    groups = []
    for question in questions:
        for part in question.parts if question.answerable else ():
            relevant = np.array([bool(held) for held in part.evidence])
            if relevant.any():
                stacked = np.column_stack(
                    [
                        part.signals @ (weights * of_words),
                        part.signals @ (weights * ~of_words),
                        part.signals[:, dense],
                    ]
                )
                groups.append(Group(signals=stacked.astype(np.float32), relevant=relevant))
    prior = np.array([1.0, 1.0, _DENSE_PRIOR, _DENSE_PRIOR, 0.0, 0.0])
    words, others, *fitted = fit_listwise(groups, penalty=_DENSE_PENALTY, prior=prior)
    combined: Vector = weights * np.where(of_words, words, others)
    combined[dense] = fitted
    return combined


def held_out(
    weights: Vector, questions: Sequence[DevQuestion]
) -> tuple[dict[str, Vector], dict[str, int]]:
    """Return for each question, by id, the weights fitted without its fold, and its fold."""
    fold_of = {question.id: place % _FOLDS for place, question in enumerate(questions)}
    fitted = [
        second_stage(weights, [one for one in questions if fold_of[one.id] != fold])
        for fold in range(_FOLDS)
    ]
    return {key: fitted[fold] for key, fold in fold_of.items()}, fold_of


def calibrate(
    questions: Sequence[DevQuestion], by_question: dict[str, Vector], means: Vector
) -> Vector:
    """Return the calibration of scores that each come from weights not fitted on their question."""
    scores, relevant = calibration_rows(questions, by_question, means)
    return fit_calibration(scores, relevant)


def calibration_rows(
    questions: Sequence[DevQuestion], by_question: dict[str, Vector], means: Vector
) -> tuple[list[Vector], list[Vector]]:
    """Return the scores and labels of each question's candidates."""
    scores, relevant = [], []
    for question in questions:
        for part in question.parts:
            if part.keys:
                scores.append((part.signals - means) @ by_question[question.id])
                relevant.append(np.array([float(bool(held)) for held in part.evidence]))
    return scores, relevant


def reliability(
    questions: Sequence[DevQuestion],
    by_question: dict[str, Vector],
    fold_of: dict[str, int],
    means: Vector,
) -> list[dict[str, float]]:
    """Return, per decile of probability, the mean probability and the share that is relevant."""
    chances, labels = [], []
    for fold in range(_FOLDS):
        rest = [one for one in questions if fold_of[one.id] != fold]
        held = [one for one in questions if fold_of[one.id] == fold]
        slope, lead_slope, intercept = calibrate(rest, by_question, means)
        ranker = Ranker(
            names=_NAMES,
            weights=np.zeros(len(_NAMES)),
            means=means,
            calibration=(float(slope), float(lead_slope), float(intercept)),
        )
        for scores, relevant in zip(*calibration_rows(held, by_question, means), strict=True):
            top = np.argsort(-scores)[:CALIBRATED_HITS]
            chances += ranker.probabilities(scores)[top].tolist()
            labels += relevant[top].tolist()
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
    return lambda signals: np.asarray(signals @ weights, dtype=np.float64)


def main() -> None:
    """Fit on everything, print the held-out scores, and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--output", type=Path, default=RANKER_FILE)
    parser.add_argument("--examples", type=Path, help="keep the signals in this .npz file")
    arguments = parser.parse_args()
    encoder = load_encoder()
    if arguments.examples is not None and arguments.examples.exists():
        examples = load_examples(arguments.examples)
    else:
        examples = list(written_examples(list(read_written()), encoder))
        if arguments.examples is not None:
            save_examples(examples, arguments.examples)
    print(f"{len(examples)} examples of written questions")
    dev = {name: read_dev(name, dev_retriever(name, encoder)) for name in DEV_SETS}
    both = [question for name in DEV_SETS for question in dev[name]]
    weights = first_stage(examples)
    means = np.concatenate([one.signals for one in examples]).mean(axis=0).astype(np.float64)
    by_question, fold_of = held_out(weights, both)
    measured: dict[str, object] = {}
    for name in DEV_SETS:
        nested = retrieval_scores(dev[name], {key: scorer(w) for key, w in by_question.items()})
        other = [question for rest in DEV_SETS if rest != name for question in dev[rest]]
        crossed = retrieval_scores(dev[name], scorer(second_stage(weights, other)))
        alone = retrieval_scores(dev[name], scorer(weights))
        measured[name] = {"nested": nested, "fitted_on_the_other": crossed, "no_dense": alone}
        for label, values in (("nested", nested), ("other set", crossed), ("no dense", alone)):
            print(name, label, values["all"], "paraphrase", values["paraphrase"]["mrr"])
    final = second_stage(weights, both)
    calibration = calibrate(both, by_question, means)
    measured["reliability"] = reliability(both, by_question, fold_of, means)
    for row in measured["reliability"]:  # type: ignore[attr-defined]
        print(row)
    table = {
        "source": "python -m qa.training.ranker",
        "encoder": {"name": encoder.name, "revision": encoder.revision},
        "calibration": [round(float(value), 4) for value in calibration],
        "signals": {
            name: {"weight": round(float(weight), 4), "mean": round(float(mean), 4)}
            for name, weight, mean in zip(_NAMES, final, means, strict=True)
        },
        "measured": measured,
    }
    arguments.output.write_text(
        json.dumps(table, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
    )


if __name__ == "__main__":
    main()
