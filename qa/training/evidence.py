"""Fit the models that choose what to quote: `python -m qa.training.evidence --help`.

Clauses first, then windows on the clauses' held-out scores; folds keep the questions over one
report together. The test sets in `tests/data` are scored by models that never saw them.
"""

import argparse
import json
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from embeddings.building import index_paths
from qa.answerer import Answerer, preferred
from qa.evaluation.normalising import contains_form
from qa.evidence import CLAUSE_FEATURES
from qa.evidence import MODEL_FILE as CLAUSE_FILE
from qa.retriever import Retriever
from qa.training.evidence_examples import (
    Example,
    Question,
    clause_labels,
    proof_spans,
    read_questions,
    window_labels,
    write_news,
)
from qa.trees import Trees, export_trees
from qa.windows import MODEL_FILE as WINDOW_FILE
from qa.windows import WINDOW_FEATURES, window_features, windows

__all__ = [
    "FOLDS",
    "examples_of",
    "fit_trees",
    "fold_file",
    "folds_of",
    "main",
    "open_training_index",
]

Matrix = npt.NDArray[np.float32]

FOLDS = 5
SEED = 20160
_NEGATIVES_KEPT = 0.3  # share: a clause of a thousand that do not answer teaches little
_CLAUSE_TREES = {"num_leaves": 15, "min_data_in_leaf": 60, "learning_rate": 0.06, "rounds": 220}
_WINDOW_TREES = {"num_leaves": 15, "min_data_in_leaf": 60, "learning_rate": 0.06, "rounds": 180}


def main() -> None:
    """Fit, report held-out figures, write both models."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path, help="the folder with data/reports and data/train")
    parser.add_argument("--seeds", type=Path, default=Path("seeds"))
    parser.add_argument("--tests", type=Path, default=Path("tests/data"))
    parser.add_argument("--work", type=Path, default=Path("build/training"))
    arguments = parser.parse_args()
    council, lanzhou = open_training_index(arguments.shared, arguments.seeds, arguments.work)
    written = read_questions(arguments.shared / "data/train/questions/written.jsonl.xz")
    written = [one for number, one in enumerate(written) if number % 2 or not _of_news(one)]
    examples = examples_of(written, council, alone=True)
    tests = [
        examples_of(read_questions(arguments.tests / name), retriever)
        for name, retriever in (("council_dev.jsonl", council), ("lanzhou_dev.jsonl", lanzhou))
    ]
    folds = folds_of(examples)
    *clause_folds, clause_model = _fit_clauses(examples, folds, tests)
    *window_folds, window_model = _fit_windows(examples, folds, tests, (council, lanzhou))
    for fold, pair in enumerate(zip(clause_folds, window_folds, strict=True)):
        path = fold_file(arguments.work, fold)
        path.write_text(json.dumps(pair, separators=(",", ":")), encoding="utf-8")
    for path, model in ((CLAUSE_FILE, clause_model), (WINDOW_FILE, window_model)):
        path.write_text(json.dumps(model, separators=(",", ":")) + "\n", encoding="utf-8")
        print(f"{path}: {path.stat().st_size:,} bytes")


def fold_file(work: Path, fold: int) -> Path:
    """Return where the models fitted without `fold` are kept for `qa.training.confidence`."""
    return work / f"evidence_fold_{fold}.json"


def open_training_index(shared: Path, seeds: Path, work: Path) -> tuple[Retriever, Retriever]:
    """Return retrievers over the State Council reports with the news, and over the seeds."""
    council, lanzhou = work / "council", work / "lanzhou"
    with tempfile.TemporaryDirectory() as folder:
        write_news(shared / "data/train/questions/written.jsonl.xz", Path(folder))
        index_paths([shared / "data/reports/council", Path(folder)], council)
    index_paths([seeds], lanzhou)
    return Retriever.open(council), Retriever.open(lanzhou)


def _of_news(question: Question) -> bool:
    """Whether it asks of local news: no report, so half of them are enough."""
    return question.reports[0].startswith("local-")


def _one_report(question: Question) -> list[int] | None:
    """Return the year of the one report that answers; None for news, which have none."""
    year = question.reports[0][:4]
    return [int(year)] if year.isdigit() else None


def examples_of(
    questions: Sequence[Question], retriever: Retriever, *, alone: bool = False
) -> list[Example]:
    """Return the answerable questions with what was retrieved for them.

    With `alone`, every second one is asked of its report alone, as of an index that holds one
    report: the models must then do without telling reports apart.
    """
    answerer = Answerer(retriever.index.encoder)
    found = []
    for number, question in enumerate(questions):
        years = _one_report(question) if alone and number % 2 else None
        retrieval = retriever.retrieve(question.text, history=question.history, years=years)
        asked = answerer.asked(retrieval)
        table = answerer.table(asked, retrieval.passages, retriever.index.reports)
        proofs = proof_spans(question, retriever)
        if table is not None and question.answerable:
            found.append(
                Example(
                    question=question,
                    retrieval=retrieval,
                    asked=asked,
                    table=table,
                    proofs=proofs,
                    labels=clause_labels(table, proofs),
                )
            )
    return found


def fold_by_report(questions: Sequence[Question]) -> dict[str, int]:
    """Return the fold of each report, by name, so that no report is in two."""
    names = sorted({question.reports[0] for question in questions})
    order = np.random.default_rng(SEED).permutation(len(names))
    return {name: int(place) % FOLDS for name, place in zip(names, order, strict=True)}


def folds_of(examples: Sequence[Example]) -> npt.NDArray[np.int64]:
    """Return the fold of each example: that of its first report."""
    fold = fold_by_report([example.question for example in examples])
    return np.array([fold[example.question.reports[0]] for example in examples])


def fit_trees(
    rows: Matrix,
    labels: Matrix,
    names: tuple[str, ...],
    weights: npt.NDArray[np.float64] | None = None,
    *,
    num_leaves: int,
    min_data_in_leaf: int,
    learning_rate: float,
    rounds: int,
) -> dict[str, Any]:
    """Return a boosted ensemble fitted to labels in [0, 1], as `export_trees` writes it."""
    import lightgbm  # noqa: PLC0415  (training only)

    data = lightgbm.Dataset(rows, label=labels, weight=weights, feature_name=list(names))
    parameters = {
        "objective": "cross_entropy",
        "num_leaves": num_leaves,
        "min_data_in_leaf": min_data_in_leaf,
        "learning_rate": learning_rate,
        "feature_fraction": 0.6,
        "bagging_fraction": 0.8,
        "bagging_freq": 1,
        "lambda_l2": 5.0,
        "seed": SEED,
        "num_threads": 1,
        "deterministic": True,
        "verbose": -1,
    }
    booster = lightgbm.train(parameters, data, num_boost_round=rounds)
    return export_trees(booster.dump_model(), names)


def _fit_clauses(
    examples: Sequence[Example],
    folds: npt.NDArray[np.int64],
    tests: Sequence[Sequence[Example]],
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
    for example in (example for test in tests for example in test):
        example.scores = model.probabilities(example.table.features)
    for name, group in (
        ("written, held out", examples),
        *zip(("council", "lanzhou"), tests, strict=True),
    ):
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
    tests: Sequence[Sequence[Example]],
    retrievers: tuple[Retriever, Retriever],
) -> list[dict[str, Any]]:
    """Return the model of each fold, fitted without it, and last the one fitted on everything."""
    council, lanzhou = (dict(retriever.index.reports) for retriever in retrievers)

    def rows_of(example: Example, reports: dict[str, Any]) -> tuple[Any, Matrix, Matrix]:
        scores = _scores(example)
        found = windows(example.table, scores, example.asked)
        rows = window_features(example.table, scores, found, example.asked)
        return found, rows, window_labels(example, found, reports)

    prepared = [rows_of(example, council) for example in examples]
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
    _report("written, held out", examples, prepared, chances, council)
    for name, test, reports in (("council", tests[0], council), ("lanzhou", tests[1], lanzhou)):
        ready = [rows_of(example, reports) for example in test]
        _report(name, test, ready, [model.probabilities(rows) for _, rows, _ in ready], reports)
    return [*tables, table]


def _report(
    name: str,
    examples: Sequence[Example],
    prepared: Sequence[tuple[Any, Matrix, Matrix]],
    chances: Sequence[Matrix],
    reports: dict[str, Any],
) -> None:
    """Print how often the preferred window alone is right, by type."""
    right: dict[str, list[bool]] = {}
    lengths = []
    for example, (found, _, _), chance in zip(examples, prepared, chances, strict=True):
        place = int(preferred(found, chance)[0])
        quote = found[place].quote
        text = reports[quote.report_id].text[quote.start : quote.end]
        parts = example.question.answers
        needed = (len(parts) + 1) // 2 if example.question.type == "measures" else len(parts)
        held = sum(any(contains_form(text, form) for form in forms) for forms in parts)
        right.setdefault(example.question.type, []).append(held >= needed)
        lengths.append(found[place].length)
    every = [value for values in right.values() for value in values]
    by_type = ", ".join(f"{kind} {np.mean(values):.2f}" for kind, values in sorted(right.items()))
    print(f"{name}: {np.mean(every):.3f} right, {np.median(lengths):.0f} characters; {by_type}")


if __name__ == "__main__":
    main()
