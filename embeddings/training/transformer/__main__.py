"""`python -m embeddings.training.transformer --data DIR --output DIR`: every step, resumable."""

import argparse
import random
from pathlib import Path

import torch

from embeddings.training.reader.examples import build_examples, read_triples
from embeddings.training.transformer.characters import Characters
from embeddings.training.transformer.export import export_onnx
from embeddings.training.transformer.finetuning import Finetuning, finetune
from embeddings.training.transformer.network import Shape, TransformerReader
from embeddings.training.transformer.pretraining import Pretraining, pretrain
from embeddings.training.transformer.shards import read_shards, write_shards


def main() -> None:
    """Pretrain on text, fine-tune on questions, export int8 ONNX."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--data", type=Path, required=True, help="with text/, pairs/, questions/")
    parser.add_argument("--output", type=Path, required=True)
    parser.add_argument("--pretrain-minutes", type=float, default=15)
    parser.add_argument("--finetune-minutes", type=float, default=10)
    parser.add_argument("--toy", action="store_true", help="tiny network, few documents: a test")
    options = parser.parse_args()
    output: Path = options.output
    output.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(7)

    shards, signs = output / "shards", output / "characters.json"
    if not signs.exists():
        sources = sorted((options.data / "text").glob("*.jsonl.xz"))
        read = write_shards(sources, shards, limit=200 if options.toy else None)
        print(f"{read:,} characters of text")
        Characters.count(read_shards(shards)).save(signs)
    characters = Characters.load(signs)
    shape = Shape(characters=len(characters))
    if options.toy:
        shape = Shape(characters=len(characters), layers=2, width=32, heads=2)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    network = TransformerReader(shape).to(device)
    size = 8 if options.toy else 512
    loss = pretrain(
        network,
        shards,
        characters,
        Pretraining(minutes=options.pretrain_minutes, batch=size),
        output / "pretrained.pt",
    )
    print(f"pretrained: loss {loss:.3f}")

    triples = list(read_triples(options.data))
    if options.toy:
        triples = random.Random(7).sample(triples, min(60, len(triples)))
    examples = list(build_examples(triples, seed=7))
    plan = Finetuning(minutes=options.finetune_minutes, batch=4 if options.toy else 32)
    loss = finetune(network, examples, characters, plan, output / "finetuned.pt")
    print(f"fine-tuned: loss {loss:.3f}")
    print(f"exported: {export_onnx(network, output / 'reader.onnx'):,} bytes")


if __name__ == "__main__":
    main()
