"""Trains the bundled encoder: `python -m embeddings.training --cache DIR [--output DIR]`.

Reads the training material from `--train` (default `$GOVREPORT_SHARED/data/train`), keeps it
tokenised in `--cache` (0.5 GB, outside the project), trains on the CPU, writes the model to
`--output` and prints what the dev sets say of it. The defaults are the recipe of the bundled model.
"""

import argparse
import os
from pathlib import Path

import numpy as np

from embeddings.training.cache import prepare
from embeddings.training.contexts import heading_contexts
from embeddings.training.evaluation import StaticScorer, read_task, scores_by_type
from embeddings.training.export import export_model
from embeddings.training.loop import TrainingOptions, train
from embeddings.training.parts import word_parts
from embeddings.training.sampling import (
    RealPairs,
    Sampler,
    SpanPairs,
)
from embeddings.training.sources import written_questions
from embeddings.training.written import WrittenPairs

__all__ = ["main"]

ROOT = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("GOVREPORT_SHARED") or ROOT.parent / "shared")
COUNCIL = Path("data") / "reports" / "council"


def main() -> None:
    """Train, measure, export."""
    arguments = _arguments()
    material = prepare(arguments.train, arguments.cache, arguments.rows)
    questions = written_questions(arguments.train)
    council = sorted((SHARED / COUNCIL).glob("*.txt"))
    written = WrittenPairs(
        questions,
        material.tokenizer,
        headings=heading_contexts(questions, council),
        title_share=arguments.titles,
        half_right=arguments.half_right,
    )
    mix: dict[str, tuple[Sampler, int]] = {
        "spans": (SpanPairs(material, official_share=arguments.official), arguments.spans),
        "real": (RealPairs(material), arguments.real),
        "written": (written, arguments.written),
    }
    tasks = [read_task("lanzhou", _dev("lanzhou"), sorted((ROOT / "seeds").glob("*.txt")))]
    if council:
        tasks.append(read_task("council", _dev("council"), council))
    scorers = [StaticScorer(task, material.tokenizer) for task in tasks]

    def report(step: int, loss: float, vectors: np.ndarray) -> None:
        means = {scorer.task.name: round(scorer.ranks(vectors).mean(), 3) for scorer in scorers}
        print(f"step {step}: loss {loss:.3f}, MRR {means}", flush=True)

    vectors = train(
        {name: part for name, part in mix.items() if part[1]},
        TrainingOptions(
            rows=arguments.rows,
            dimension=arguments.dimension,
            steps=arguments.steps,
            seed=arguments.seed,
            vectors_seed=arguments.seed,
            passage_tokens=arguments.passage_tokens,
            average_from=arguments.average_from,
        ),
        parts=word_parts(material.tokenizer) if arguments.parts else None,
        report=report,
    )
    for scorer in scorers:
        print(scorer.task.name, scores_by_type(scorer.task, scorer.ranks(vectors)))
    if arguments.vectors:
        np.save(arguments.vectors, vectors.astype(np.float16))
    if arguments.output:
        export_model(arguments.output, material.tokenizer, vectors)


def _dev(name: str) -> Path:
    return ROOT / "tests" / "data" / f"{name}_dev.jsonl"


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m embeddings.training", description=__doc__)
    parser.add_argument("--train", type=Path, default=SHARED / "data" / "train")
    parser.add_argument("--cache", type=Path, required=True)
    parser.add_argument("--output", type=Path, help="where the model goes; nowhere without")
    parser.add_argument("--vectors", type=Path, help="where the vectors go, for distillation")
    parser.add_argument("--rows", type=int, default=36_000, help="words and characters")
    parser.add_argument("--dimension", type=int, default=256)
    parser.add_argument("--steps", type=int, default=800)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--spans", type=int, default=480, help="of a batch: cut from texts")
    parser.add_argument("--official", type=float, default=0.5, help="of those: official register")
    parser.add_argument("--real", type=int, default=370, help="of a batch: real pairs")
    parser.add_argument("--written", type=int, default=174, help="of a batch: written questions")
    parser.add_argument("--titles", type=float, default=0.8, help="share of positives with title")
    parser.add_argument("--half-right", type=float, default=0.5, help="share with such a negative")
    parser.add_argument("--passage-tokens", type=int, default=110, help="longer ones are cut")
    parser.add_argument("--average-from", type=float, default=0.85, help="share of the steps")
    parser.add_argument("--parts", action=argparse.BooleanOptionalAction, default=True)
    return parser.parse_args()


if __name__ == "__main__":
    main()
