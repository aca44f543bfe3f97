"""Adapts the bundled sentence encoder: `python -m embeddings.training.low_rank STEP --help`.

    train     the encoder's folder, questions → low-rank maps (half an hour of a core; resumes)
    export    the encoder's folder, maps → its `model.onnx` with them, and outliers kept exact

The questions are what `python -m qa.training.contrast` writes. Needs the `train` extra. `export`
refuses a graph that has been extended: `embeddings.training.sentence export` and
`embeddings.training.joint_reader export` write a plain one.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

import torch

from embeddings.encoders.onnx import SENTENCE_MODEL
from embeddings.training.low_rank.bundled_weights import network_of
from embeddings.training.low_rank.fitting import Fit, fit_maps
from embeddings.training.low_rank.graph import extend_graph
from embeddings.training.low_rank.network import LowRankEncoder
from embeddings.training.low_rank.outliers import find_outliers
from embeddings.training.low_rank.questions import ContrastedQuestion, load_questions
from embeddings.training.sentence.finetuning import PASSAGE, QUERY

__all__ = ["main"]

_RANK, _START = 4, 4  # of the maps; the first layer that has them
_CALIBRATION = 40, 100  # every so many-th passage and question shows what is an outlier


def main() -> None:
    """Run one step."""
    parser = argparse.ArgumentParser(
        prog="python -m embeddings.training.low_rank",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    steps = parser.add_subparsers(dest="step", required=True)
    train = steps.add_parser("train")
    train.add_argument("--steps", type=int, default=Fit().steps)
    export = steps.add_parser("export")
    for step in (train, export):
        step.add_argument("--base", type=Path, default=SENTENCE_MODEL, help="not yet extended")
        step.add_argument("--questions", type=Path, required=True)
        step.add_argument("--maps", type=Path, required=True, help="the checkpoint of `train`")
    arguments = parser.parse_args()
    questions = load_questions(arguments.questions)
    torch.manual_seed(1)
    network = network_of(arguments.base)
    encoder = LowRankEncoder(network, rank=_RANK, start=_START)
    if arguments.step == "train":
        fit_maps(encoder, questions, Fit(steps=arguments.steps), arguments.maps)
        return
    encoder.load_state_dict(torch.load(arguments.maps, weights_only=True)["network"])
    graph = arguments.base / "onnx" / "model.onnx"
    extend_graph(graph, encoder.maps(), find_outliers(network, _texts(questions)))
    print(f"{graph}: {graph.stat().st_size:,} bytes")


def _texts(questions: Sequence[ContrastedQuestion]) -> list[str]:
    asked = [one for one in questions if one.source in ("council", "news", "local")]
    passages, queries = _CALIBRATION
    return [
        *(PASSAGE + one.positive.sentence for one in asked[::passages]),
        *(QUERY + one.query for one in asked[::queries]),
    ]


if __name__ == "__main__":
    main()
