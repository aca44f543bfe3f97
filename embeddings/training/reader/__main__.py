"""`python -m embeddings.training.reader --data DIR --output DIR [--minutes 90]`."""

import argparse
import json
import math
from collections import Counter
from pathlib import Path

import torch

from embeddings.training.reader.examples import Example, build_examples, read_triples
from embeddings.training.reader.fitting import Schedule, fit
from embeddings.training.reader.measuring import measure
from embeddings.training.reader.network import ReaderNetwork
from embeddings.training.reader.vectors import WordVectors

HELD_OUT = 10  # every tenth written question measures, never teaches


def main() -> None:
    """Train a span reader and write its weights, its word rarities and its measures."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument(
        "--data", type=Path, required=True, help="directory with pairs/, questions/"
    )
    parser.add_argument("--output", type=Path, required=True)
    parser.add_argument("--model", type=Path, default=Path(__file__).parents[2] / "model")
    parser.add_argument("--minutes", type=float, default=90)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--limit", type=int, help="use so many questions: a smoke test")
    options = parser.parse_args()
    torch.manual_seed(7)
    torch.set_num_threads(options.threads)
    options.output.mkdir(parents=True, exist_ok=True)

    triples = list(read_triples(options.data))[-options.limit if options.limit else 0 :]
    examples = list(build_examples(triples, seed=7))
    written = [example for example in examples if example.source == "written"]
    held_out = written[::HELD_OUT]
    learned = [example for example in examples if not any(example is held for held in held_out)]
    words = {word for example in examples for word in _words(example)}
    vectors = WordVectors(options.model, words)
    rarity = _rarity(examples)
    network = ReaderNetwork(vectors.matrix.shape[1])
    schedule = Schedule(minutes=options.minutes)
    fit(network, learned, vectors, rarity, schedule, options.output / "checkpoint.pt")
    measured = measure(network, held_out, vectors, rarity)
    print(json.dumps(measured))
    torch.save(network.state_dict(), options.output / "reader.pt")
    (options.output / "rarity.json").write_text(
        json.dumps({word: round(value, 2) for word, value in rarity.items()}, ensure_ascii=False),
        encoding="utf-8",
    )
    (options.output / "measured.json").write_text(json.dumps(measured), encoding="utf-8")


def _words(example: Example) -> set[str]:
    found = set(example.question)
    for window in (example.positive, *example.negatives):
        found.update(window.words)
    return found


def _rarity(examples: list[Example]) -> dict[str, float]:
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
