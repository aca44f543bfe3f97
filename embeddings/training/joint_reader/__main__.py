"""Trains the reader: `python -m embeddings.training.joint_reader STEP --help`.

    passages  public question–passage–span triples → questions to read (seconds)
    train     sentence network, questions → reader (an hour of one core gives 1,200 steps; resumes)
    reduce    reader → one that shares the network's weights but for a low rank; trained further
    export    reader → int8 ONNX files beside those of the sentence encoder (seconds)

`python -m qa.training.reading examples` makes the questions over reports. Needs the `train` extra.
"""

import argparse
from dataclasses import replace
from pathlib import Path

import torch

from embeddings.encoders.onnx import SENTENCE_MODEL
from embeddings.training.joint_reader.examples import (
    load_questions,
    passage_questions,
    save_questions,
)
from embeddings.training.joint_reader.export import export_reader
from embeddings.training.joint_reader.fitting import Plan, fit
from embeddings.training.joint_reader.lower_states import LowerStates
from embeddings.training.joint_reader.network import JointReader
from embeddings.training.sentence.network import SentenceNetwork
from embeddings.training.sources import shared_directory

__all__ = ["main"]

SHARED = shared_directory()
PASSAGES = {  # file of `pairs/` → questions taken of it
    "mrc": 3500,
    "cmrc2018_train": 2500,
    "security_mrc": 1500,
    "ncp_policies_mrc": 658,
    "xquad_zh": 500,
}
SPLIT = 6  # layers below, where question and unit do not meet
RANK = 8  # of what the reader's linear maps have beside the sentence encoder's


def main() -> None:
    """Run one step."""
    parser = argparse.ArgumentParser(
        prog="python -m embeddings.training.joint_reader",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    steps = parser.add_subparsers(dest="step", required=True)
    passages = steps.add_parser("passages")
    passages.add_argument("--train", type=Path, default=SHARED / "data" / "train")
    train = steps.add_parser("train")
    reduce = steps.add_parser("reduce")
    reduce.add_argument("--reader", type=Path, required=True, help="what `train` wrote")
    for step in (train, reduce):
        step.add_argument("--questions", type=Path, required=True, nargs="+", help="JSON lines")
        step.add_argument("--steps", type=int, default=Plan().steps)
    export = steps.add_parser("export")
    export.add_argument("--reader", type=Path, required=True, help="what `reduce` wrote")
    for step in (train, reduce, export):
        step.add_argument("--base", type=Path, required=True, help="the sentence network")
    for step in (passages, train, reduce):
        step.add_argument("--output", type=Path, required=True)
    export.add_argument(
        "--output", type=Path, default=SENTENCE_MODEL / "onnx", help="the folder of model.onnx"
    )
    arguments = parser.parse_args()
    run = {"passages": _passages, "train": _train, "reduce": _reduce, "export": _export}
    run[arguments.step](arguments)


def _passages(arguments: argparse.Namespace) -> None:
    found = [
        one
        for name, count in PASSAGES.items()
        for one in passage_questions(arguments.train, name, count)
    ]
    save_questions(found, arguments.output)
    print(f"{len(found)} questions")


def _train(arguments: argparse.Namespace) -> None:
    _fit(JointReader(SentenceNetwork.load(arguments.base), split=SPLIT), arguments, Plan())


def _reduce(arguments: argparse.Namespace) -> None:
    whole = JointReader(SentenceNetwork.load(arguments.base), split=SPLIT)
    whole.load_state_dict(torch.load(arguments.reader, weights_only=True))
    reader = JointReader(SentenceNetwork.load(arguments.base), split=SPLIT, rank=RANK)
    reader.approach(whole)
    _fit(reader, arguments, Plan(rate=2e-4))


def _fit(reader: JointReader, arguments: argparse.Namespace, plan: Plan) -> None:
    torch.set_num_threads(1)
    questions = [one for path in arguments.questions for one in load_questions(path)]
    states = LowerStates(SentenceNetwork.load(arguments.base), split=SPLIT)
    checkpoint = arguments.output.with_suffix(".checkpoint")
    fit(reader, states, questions, replace(plan, steps=arguments.steps), checkpoint)
    torch.save(reader.state_dict(), arguments.output)


def _export(arguments: argparse.Namespace) -> None:
    reader = JointReader(SentenceNetwork.load(arguments.base), split=SPLIT, rank=RANK)
    reader.load_state_dict(torch.load(arguments.reader, weights_only=True))
    for path in export_reader(reader, arguments.output, split=SPLIT):
        print(f"{path}: {path.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
