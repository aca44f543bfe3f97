"""Trains the reader: `python -m embeddings.training.joint_reader STEP --help`.

    passages  public question–passage–span triples → questions to read (seconds)
    train     pruned model, questions → reader (an hour of one core gives 1,200 steps; resumes)
    export    reader → two int8 ONNX files (seconds)

`python -m qa.training.reading examples` makes the questions over reports. Needs the `train` extra.
"""

import argparse
from pathlib import Path

import torch

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
    train.add_argument("--base", type=Path, required=True, help="a sentence network")
    train.add_argument("--questions", type=Path, required=True, nargs="+", help="JSON lines")
    train.add_argument("--steps", type=int, default=Plan().steps)
    export = steps.add_parser("export")
    export.add_argument("--base", type=Path, required=True, help="as for `train`")
    export.add_argument("--reader", type=Path, required=True, help="what `train` wrote")
    for step in (passages, train, export):
        step.add_argument("--output", type=Path, required=True)
    arguments = parser.parse_args()
    {"passages": _passages, "train": _train, "export": _export}[arguments.step](arguments)


def _passages(arguments: argparse.Namespace) -> None:
    found = [
        one
        for name, count in PASSAGES.items()
        for one in passage_questions(arguments.train, name, count)
    ]
    save_questions(found, arguments.output)
    print(f"{len(found)} questions")


def _train(arguments: argparse.Namespace) -> None:
    torch.set_num_threads(1)
    questions = [one for path in arguments.questions for one in load_questions(path)]
    reader = JointReader(SentenceNetwork.load(arguments.base), split=SPLIT)
    states = LowerStates(SentenceNetwork.load(arguments.base), split=SPLIT)
    checkpoint = arguments.output.with_suffix(".checkpoint")
    fit(reader, states, questions, Plan(steps=arguments.steps), checkpoint)
    torch.save(reader.state_dict(), arguments.output)


def _export(arguments: argparse.Namespace) -> None:
    network = SentenceNetwork.load(arguments.base)
    reader = JointReader(network, split=SPLIT)
    reader.load_state_dict(torch.load(arguments.reader, weights_only=True))
    for path in export_reader(network, reader, arguments.output, split=SPLIT):
        print(f"{path}: {path.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
