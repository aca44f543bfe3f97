"""`python -m embeddings.training.reader --data DIR --output DIR [--minutes 50]`."""

import argparse
import json
import math
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import torch

from embeddings.training.reader.examples import Example, build_examples, read_triples
from embeddings.training.reader.fitting import Schedule, fit, prepare
from embeddings.training.reader.measuring import measure
from embeddings.training.reader.network import ReaderNetwork
from embeddings.training.reader.vectors import WordVectors

HELD_OUT = 10  # with --written, every tenth written question measures and never teaches


def main() -> None:
    """Train a span reader; write its weights, its word rarities and its measures.

    The written questions measure it. With `--written`, all but every tenth teach it too.
    """
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument(
        "--data", type=Path, required=True, help="directory with pairs/, questions/"
    )
    parser.add_argument("--output", type=Path, required=True)
    parser.add_argument(
        "--model", type=Path, default=Path(__file__).parents[2] / "encoders" / "model"
    )
    parser.add_argument("--minutes", type=float, default=50)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--written", action="store_true", help="learn from written questions")
    parser.add_argument("--limit", type=int, help="use about so many questions: a smoke test")
    options = parser.parse_args()
    torch.manual_seed(7)
    torch.set_num_threads(options.threads)
    options.output.mkdir(parents=True, exist_ok=True)

    triples = list(read_triples(options.data))
    triples = triples[:: max(1, len(triples) // options.limit) if options.limit else 1]
    examples = list(build_examples(triples, seed=7))
    learned = [example for example in examples if example.source != "written"]
    measuring = [example for example in examples if example.source == "written"]
    if options.written:
        learned += [one for place, one in enumerate(measuring) if place % HELD_OUT]
        measuring = measuring[::HELD_OUT]
    vectors = WordVectors(options.model, {word for one in examples for word in _words(one)})
    rarity = _rarity(learned)
    network = fit(
        ReaderNetwork(vectors.matrix.shape[1]),
        prepare(learned, vectors, rarity),
        vectors,
        Schedule(minutes=options.minutes),
        options.output / "checkpoint.pt",
    )
    measured = measure(network, measuring, prepare(measuring, vectors, rarity), vectors)
    print(json.dumps(measured))
    torch.save(network.state_dict(), options.output / "reader.pt")
    for name, value in (("rarity", rarity), ("measured", measured)):
        (options.output / f"{name}.json").write_text(
            json.dumps(value, ensure_ascii=False), encoding="utf-8"
        )


def _words(example: Example) -> set[str]:
    found = set(example.question)
    for window in (example.positive, *example.negatives):
        found.update(window.words)
    return found


def _rarity(examples: Sequence[Example]) -> dict[str, float]:
    """Return log(N / windows with the word), scaled to [0, 1]; a word not listed counts 1."""
    seen = Counter(
        word
        for example in examples
        for window in (example.positive, *example.negatives)
        for word in set(window.words)
    )
    total = sum(1 + len(example.negatives) for example in examples)
    return {
        word: math.log(total / count) / math.log(total) for word, count in seen.items() if count > 3
    }


if __name__ == "__main__":
    main()
