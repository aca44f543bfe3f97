"""The reader's questions, and what it adds: `python -m qa.training.reading STEP --help`.

examples  written and made questions, asked of indexes → questions to read
measure   the best window with and without the reader, fitted on the open halves of the
          hand-written local sets, which no step of its training sees
"""

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import torch

from embeddings.encoders.encoder import load_encoder
from embeddings.training.folds import FOLDS
from embeddings.training.joint_reader.__main__ import SPLIT
from embeddings.training.joint_reader.examples import ReadQuestion, save_questions
from embeddings.training.joint_reader.lower_states import LowerStates
from embeddings.training.joint_reader.network import JointReader
from embeddings.training.sentence.network import SentenceNetwork
from qa.answer.extractive import Answerer
from qa.retrieval.retriever import Retriever
from qa.training.evidence import one_report
from qa.training.fold_index import fold_retriever, local_retriever
from qa.training.questions.judging import changed
from qa.training.questions.written_questions import (
    WrittenQuestion,
    read_dev,
    read_local,
    read_written,
)
from qa.training.ranking.dev_sets import DEV_SETS, dev_retriever
from qa.training.reading.choice import Choice, best_is_right, choice_of, fitted_weights
from qa.training.reading.units import read_evidence
from qa.training.reading.window_features import READER_FEATURES

__all__ = ["main"]

_ALONE = 4  # every fourth written question is asked of its report alone
_FITTED_ON = ("local", "local_more")


def main() -> None:
    """Run one step."""
    parser = argparse.ArgumentParser(
        prog="python -m qa.training.reading",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    steps = parser.add_subparsers(dest="step", required=True)
    examples = steps.add_parser("examples")
    examples.add_argument("--folds", type=Path, required=True, help="of fold-0, fold-1 …")
    examples.add_argument("--output", type=Path, required=True)
    measure = steps.add_parser("measure")
    measure.add_argument("--base", type=Path, required=True, help="the network it was trained on")
    measure.add_argument("--reader", type=Path, required=True, help="its weights")
    for step in (examples, measure):
        step.add_argument("--work", type=Path, default=Path("build/training"))
    arguments = parser.parse_args()
    {"examples": _examples, "measure": _measure}[arguments.step](arguments)


def _examples(arguments: argparse.Namespace) -> None:
    found: list[ReadQuestion] = []
    written = read_written()
    for fold in range(FOLDS):
        retriever = fold_retriever(arguments.folds, arguments.work, fold)
        own = [one for one in written if one.fold == fold]
        found += _read(own, retriever, "written", alone=True)
        lacking = [_unanswerable(one.question) for one in changed(own, retriever)]
        found += _read(lacking, retriever, "written")
    made = local_retriever(arguments.work, "local_made", held_out=False)
    found += _read(read_local("local_made", held_out=False), made, "made")
    save_questions(found, arguments.output)
    print(f"{len(found)} questions")


def _unanswerable(text: str) -> WrittenQuestion:
    return WrittenQuestion(
        id="", type="unanswerable", text=text, answers=(), reports=(), quotes=(), answerable=False
    )


def _read(
    questions: Sequence[WrittenQuestion], retriever: Retriever, source: str, *, alone: bool = False
) -> Iterator[ReadQuestion]:
    """Yield the questions to read, less answerable ones whose answer was not found."""
    answerer = Answerer(retriever.index.encoder)
    for number, question in enumerate(questions):
        years = one_report(question) if alone and number % _ALONE == 0 else None
        found = read_evidence(question, retriever, answerer, years=years)
        read = found.to_read(source) if found is not None else None
        if read is not None and read.answerable == question.answerable:
            yield read


def _measure(arguments: argparse.Namespace) -> None:
    reader = JointReader(SentenceNetwork.load(arguments.base), split=SPLIT).eval()
    reader.load_state_dict(torch.load(arguments.reader, weights_only=True))
    states = LowerStates(SentenceNetwork.load(arguments.base), split=SPLIT)

    def choices(questions: Sequence[WrittenQuestion], retriever: Retriever) -> list[Choice]:
        answerer = Answerer(retriever.index.encoder)
        read = (read_evidence(one, retriever, answerer) for one in questions if one.answerable)
        return [choice_of(one, reader, states) for one in read if one is not None]

    sets = {}
    for held_out in (False, True):
        for name in _FITTED_ON:
            retriever = local_retriever(arguments.work, name, held_out=held_out)
            half = f"{name}, {'held out' if held_out else 'open'}"
            sets[half] = choices(read_local(name, held_out=held_out), retriever)
    for name in DEV_SETS:
        sets[f"{name} dev"] = choices(read_dev(name), dev_retriever(name, load_encoder()))
    fitted_on = [one for name in _FITTED_ON for one in sets[f"{name}, open"]]
    columns = list(range(len(READER_FEATURES)))
    weights = fitted_weights(fitted_on, columns)
    for name, own in sets.items():
        before = best_is_right(own, np.ones(1), [0])
        after = best_is_right(own, weights, columns)
        print(
            f"{name}: {len(own)} questions, best window right {before.mean():.3f}, with the reader "
            f"{after.mean():.3f} (+{(after & ~before).sum()} −{(before & ~after).sum()})"
        )


if __name__ == "__main__":
    main()
