"""Fit the models that choose what to quote: `python -m qa.training.evidence --folds DIR`.

Clauses first, then windows on the clauses' held-out scores; folds keep the questions over one
report together, and each question's features are those of an encoder that has not seen it: the
written questions by the encoder of their fold, with `--local` those of the open half over reports
of cities and provinces by the bundled one. The dev sets, and the half that is held out, are scored
by models that never saw them.
"""

import argparse
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from embeddings.encoders.encoder import load_encoder
from embeddings.training.folds import FOLDS
from embeddings.training.local import LOCAL_SETS
from qa.answer.extractive import Answerer, preferred
from qa.evidence.boosted_trees import Trees
from qa.evidence.clause_features import CLAUSE_FEATURES
from qa.evidence.clause_features import MODEL_FILE as CLAUSE_FILE
from qa.evidence.window_features import MODEL_FILE as WINDOW_FILE
from qa.evidence.window_features import WINDOW_FEATURES, window_features
from qa.evidence.windows import windows
from qa.retrieval.retriever import Retriever
from qa.training.evidence_examples import (
    Example,
    clause_labels,
    proof_spans,
    quoted,
    window_labels,
)
from qa.training.fitting import SEED, fit_trees
from qa.training.fold_index import fold_retriever, local_retriever
from qa.training.questions.written_questions import (
    WrittenQuestion,
    read_dev,
    read_local,
    read_written,
)
from qa.training.ranking.dev_sets import DEV_SETS, dev_retriever

__all__ = ["examples_of", "fold_file", "main", "one_report"]

Matrix = npt.NDArray[np.float32]

_NEGATIVES_KEPT = 0.3  # share: a clause of a thousand that do not answer teaches little
_CLAUSE_TREES = {"num_leaves": 15, "min_data_in_leaf": 60, "learning_rate": 0.06, "rounds": 220}
_WINDOW_TREES = {"num_leaves": 15, "min_data_in_leaf": 60, "learning_rate": 0.06, "rounds": 180}


def main() -> None:
    """Fit, report held-out figures, write both models."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folds", type=Path, required=True, help="the folder of fold-0, fold-1 …")
    parser.add_argument("--work", type=Path, default=Path("build/training"))
    parser.add_argument("--local", action="store_true", help="fit on local questions as well")
    arguments = parser.parse_args()
    written = [one for number, one in enumerate(read_written()) if number % 2 or not one.of_news]
    examples = [
        example
        for fold in range(FOLDS)
        for example in examples_of(
            [one for one in written if one.fold == fold],
            fold_retriever(arguments.folds, arguments.work, fold),
            alone=True,
        )
    ]
    for name in LOCAL_SETS if arguments.local else ():
        examples += _local_examples(arguments.work, name, held_out=False)
    retrievers = {name: dev_retriever(name, load_encoder()) for name in DEV_SETS}
    tests = {name: examples_of(read_dev(name), retriever) for name, retriever in retrievers.items()}
    for name in LOCAL_SETS:
        tests[f"{name}, held out"] = _local_examples(arguments.work, name, held_out=True)
    folds = np.array([example.question.fold for example in examples])
    *clause_folds, clause_model = _fit_clauses(examples, folds, tests)
    *window_folds, window_model = _fit_windows(examples, folds, tests)
    for fold, pair in enumerate(zip(clause_folds, window_folds, strict=True)):
        path = fold_file(arguments.work, fold)
        path.write_text(json.dumps(pair, separators=(",", ":")), encoding="utf-8")
    for path, model in ((CLAUSE_FILE, clause_model), (WINDOW_FILE, window_model)):
        path.write_text(json.dumps(model, separators=(",", ":")) + "\n", encoding="utf-8")
        print(f"{path}: {path.stat().st_size:,} bytes")


def _local_examples(work: Path, name: str, *, held_out: bool) -> list[Example]:
    retriever = local_retriever(work, name, held_out=held_out)
    return examples_of(read_local(name, held_out=held_out), retriever)


def fold_file(work: Path, fold: int) -> Path:
    """Return where the models fitted without `fold` are kept for `qa.training.confidence`."""
    return work / f"evidence_fold_{fold}.json"


def one_report(question: WrittenQuestion) -> list[int] | None:
    """Return the year of the one report that answers; None for news, which have none."""
    year = question.reports[0][:4]
    return [int(year)] if year.isdigit() else None


def examples_of(
    questions: Sequence[WrittenQuestion], retriever: Retriever, *, alone: bool = False
) -> list[Example]:
    """Return the answerable questions with their retrieved clauses.

    With `alone`, every second one is asked of its report alone, as of an index that holds one
    report: the models cannot rely on distinguishing reports then.
    """
    answerer = Answerer(retriever.index.encoder)
    found = []
    for number, question in enumerate(one for one in questions if one.answerable):
        years = one_report(question) if alone and number % 2 else None
        retrieval = retriever.retrieve(question.text, history=question.history, years=years)
        query = answerer.query(retrieval)
        table = answerer.table(query, retrieval)
        proofs = proof_spans(question, retriever.index)
        if table is not None:
            found.append(
                Example(
                    question=question,
                    retrieval=retrieval,
                    query=query,
                    table=table,
                    proofs=proofs,
                    labels=clause_labels(table, proofs),
                )
            )
    return found


def _fit_clauses(
    examples: Sequence[Example],
    folds: npt.NDArray[np.int64],
    tests: Mapping[str, Sequence[Example]],
) -> list[dict[str, Any]]:
    """Return the model of each fold, fitted without it, and last the one fitted on everything."""

    def fitted(chosen: Sequence[Example]) -> dict[str, Any]:
        held = [example for example in chosen if example.labels.any()]
        chance = np.random.default_rng(SEED)
        rows, labels, weights = [], [], []
        for example in held:
            kept = (example.labels > 0) | (chance.random(len(example.labels)) < _NEGATIVES_KEPT)
            rows.append(example.table.features[kept])
            labels.append(example.labels[kept])
            weights.append(np.where(labels[-1] > 0, 1.0, 1 / _NEGATIVES_KEPT))
        return fit_trees(
            np.concatenate(rows),
            np.concatenate(labels),
            CLAUSE_FEATURES,
            np.concatenate(weights),
            **_CLAUSE_TREES,  # type: ignore[arg-type]
        )

    tables = []
    for fold in range(FOLDS):
        others = [example for example, own in zip(examples, folds, strict=True) if own != fold]
        tables.append(fitted(others))
        model = Trees.of(tables[-1])
        for example, own in zip(examples, folds, strict=True):
            if own == fold:
                example.scores = model.probabilities(example.table.features)
    table = fitted(examples)
    model = Trees.of(table)
    for example in (example for test in tests.values() for example in test):
        example.scores = model.probabilities(example.table.features)
    for name, group in {"fitted on, held out": examples, **tests}.items():
        there = [example for example in group if example.labels.any()]
        first = np.mean([example.labels[int(np.argmax(_scores(example)))] for example in there])
        print(f"{name}: proof retrieved {len(there)}/{len(group)}, best clause in it {first:.3f}")
    return [*tables, table]


def _scores(example: Example) -> Matrix:
    if example.scores is None:
        raise ValueError(f"{example.question.id} has no clause scores yet")
    return example.scores


def _fit_windows(
    examples: Sequence[Example],
    folds: npt.NDArray[np.int64],
    tests: Mapping[str, Sequence[Example]],
) -> list[dict[str, Any]]:
    """Return the model of each fold, fitted without it, and last the one fitted on everything."""

    def rows_of(example: Example) -> tuple[Any, Matrix, Matrix]:
        scores = _scores(example)
        found = windows(example.table, scores, example.query)
        rows = window_features(example.table, scores, found, example.query)
        return found, rows, window_labels(example, found)

    prepared = [rows_of(example) for example in examples]
    kept = [number for number, (_, _, labels) in enumerate(prepared) if labels.any()]

    def fitted(numbers: Sequence[int]) -> dict[str, Any]:
        rows = np.concatenate([prepared[number][1] for number in numbers])
        labels = np.concatenate([prepared[number][2] for number in numbers])
        return fit_trees(rows, labels, WINDOW_FEATURES, **_WINDOW_TREES)  # type: ignore[arg-type]

    chances: list[Matrix] = [np.zeros(0, dtype=np.float32)] * len(examples)
    tables = []
    for fold in range(FOLDS):
        tables.append(fitted([number for number in kept if folds[number] != fold]))
        model = Trees.of(tables[-1])
        for number in np.flatnonzero(folds == fold):
            chances[number] = model.probabilities(prepared[number][1])
    table = fitted(kept)
    model = Trees.of(table)
    _report("fitted on, held out", examples, prepared, chances)
    for name, test in tests.items():
        ready = [rows_of(example) for example in test]
        _report(name, test, ready, [model.probabilities(rows) for _, rows, _ in ready])
    return [*tables, table]


def _report(
    name: str,
    examples: Sequence[Example],
    prepared: Sequence[tuple[Any, Matrix, Matrix]],
    chances: Sequence[Matrix],
) -> None:
    """Print how often the preferred window alone is right, by type."""
    right: dict[str, list[bool]] = {}
    lengths = []
    for example, (found, _, _), chance in zip(examples, prepared, chances, strict=True):
        place = int(preferred(found, chance)[0])
        text = quoted(example, found[place])
        question = example.question
        right.setdefault(question.type, []).append(question.parts_in(text) >= question.parts_needed)
        lengths.append(found[place].length)
    every = [value for values in right.values() for value in values]
    by_type = ", ".join(f"{kind} {np.mean(values):.2f}" for kind, values in sorted(right.items()))
    print(f"{name}: {np.mean(every):.3f} right, {np.median(lengths):.0f} characters; {by_type}")


if __name__ == "__main__":
    main()
