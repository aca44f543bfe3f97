"""Trains the bundled encoder: `python -m embeddings.training --cache DIR [--output DIR]`.

Reads the training material from `--train` (default `$GOVREPORT_SHARED/data/train`), keeps it
tokenised in `--cache` (0.5 GB, outside the project), trains on the CPU, writes the model to
`--output` and prints the scores on the dev sets. With `--folds DIR` it also writes DIR/fold-0,
fold-1 …, each trained without the written questions of that fold: `qa.training` needs them.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

from embeddings.training.cache import prepare
from embeddings.training.contexts import heading_contexts
from embeddings.training.folds import FOLDS
from embeddings.training.sources import shared_directory, written_questions
from embeddings.training.static.evaluation import (
    RetrievalTask,
    StaticScorer,
    read_task,
    scores_by_type,
)
from embeddings.training.static.export import export_model
from embeddings.training.static.recipe import Recipe, word_vectors

__all__ = ["main"]

ROOT = Path(__file__).resolve().parents[2]
SHARED = shared_directory()


def main() -> None:
    """Train, measure, export."""
    arguments = _arguments()
    recipe = Recipe(runs=arguments.runs, steps=arguments.steps)
    material = prepare(arguments.train, arguments.cache, recipe.rows)
    questions = written_questions(arguments.train)
    council = sorted((SHARED / "data" / "reports" / "council").glob("*.txt"))
    headings = heading_contexts(questions, council)
    models: list[tuple[int | None, Path]] = []
    if arguments.output:
        models.append((None, arguments.output))
    if arguments.folds:
        models += [(fold, arguments.folds / f"fold-{fold}") for fold in range(FOLDS)]
    scorers = [StaticScorer(task, material.tokenizer) for task in _tasks(council)]
    for held_out, folder in models:
        if (folder / "modules.json").exists() and held_out is not None:
            continue  # written by an interrupted run
        kept = [row for row, one in enumerate(questions) if one.fold != held_out]
        vectors = word_vectors(
            recipe, material, [questions[row] for row in kept], [headings[row] for row in kept]
        )
        for scorer in scorers:
            print(folder, scorer.task.name, scores_by_type(scorer.task, scorer.ranks(vectors)))
        export_model(folder, material.tokenizer, vectors)


def _tasks(council: Sequence[Path]) -> list[RetrievalTask]:
    tests = ROOT / "tests" / "data"
    seeds = sorted((ROOT / "seeds").glob("*.txt"))
    tasks = [read_task("lanzhou", tests / "lanzhou_dev.jsonl", seeds)]
    if council:
        tasks.append(read_task("council", tests / "council_dev.jsonl", council))
    return tasks


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m embeddings.training", description=__doc__)
    parser.add_argument("--train", type=Path, default=SHARED / "data" / "train")
    parser.add_argument("--cache", type=Path, required=True)
    parser.add_argument("--output", type=Path, help="where the model goes; nowhere without")
    parser.add_argument("--folds", type=Path, help="where the folds' models go; nowhere without")
    parser.add_argument("--runs", type=int, default=Recipe().runs, help="that are distilled")
    parser.add_argument("--steps", type=int, default=Recipe().steps, help="of each run")
    return parser.parse_args()


if __name__ == "__main__":
    main()
