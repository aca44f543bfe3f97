"""The reader's questions, and what it adds: `python -m qa.training.reading STEP --help`.

examples  written and made questions, asked of indexes → questions to read
fit       the choice of windows and the confidence with the reader, on the open halves of the
          hand-written local sets, which no step of its training sees; judged questions are
          kept in the work folder
"""

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from embeddings.encoders.encoder import load_encoder
from embeddings.encoders.joint_reader import JointReader
from embeddings.encoders.onnx import SENTENCE_MODEL
from embeddings.training.folds import FOLDS
from embeddings.training.joint_reader.examples import ReadQuestion, save_questions
from qa.answer.confidence import base_log_odds
from qa.answer.extractive import Answerer
from qa.reading.evidence_reader import (
    CONFIDENCE_SIGNALS,
    MODEL_FILE,
    UNITS_READ,
    EvidenceReader,
)
from qa.reading.features import CHOICE_FEATURES
from qa.retrieval.retriever import Retriever
from qa.training.confidence import fitted, held_out, scored, tell
from qa.training.evidence import one_report
from qa.training.fold_index import fold_retriever, local_retriever
from qa.training.questions.judged_sets import JudgedSets
from qa.training.questions.judging import Judged, changed
from qa.training.questions.written_questions import (
    WrittenQuestion,
    read_dev,
    read_local,
    read_written,
)
from qa.training.ranking.dev_sets import DEV_SETS, dev_retriever
from qa.training.reading.choice import Choice, best_is_right, choice_of, fitted_weights
from qa.training.reading.units import read_evidence

__all__ = ["main"]

_ALONE = 4  # every fourth written question is asked of its report alone
_FITTED_ON = ("local", "local_more")
_AS_WRITTEN = ("", "written")  # asked as somebody wrote it, not changed by program
_PENALTY = 0.1  # scikit-learn's C: eight features


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
    fit = steps.add_parser("fit")
    fit.add_argument("--folder", type=Path, default=SENTENCE_MODEL, help="of the exported reader")
    fit.add_argument("--output", type=Path, default=MODEL_FILE)
    for step in (examples, fit):
        step.add_argument("--work", type=Path, default=Path("build/training"))
    arguments = parser.parse_args()
    {"examples": _examples, "fit": _fit}[arguments.step](arguments)


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


def _fit(arguments: argparse.Namespace) -> None:
    reader = JointReader(arguments.folder)
    sets: dict[str, list[Choice]] = {}

    def choose(name: str, questions: Sequence[WrittenQuestion], retriever: Retriever) -> None:
        answerer = Answerer(retriever.index.encoder)
        asked = [one for one in questions if one.answerable]
        read = (read_evidence(one, retriever, answerer, most=UNITS_READ) for one in asked)
        sets[name] = [choice_of(one, reader) for one in read if one is not None]

    for half, kept_back in (("open", False), ("held out", True)):
        for name in _FITTED_ON:
            retriever = local_retriever(arguments.work, name, held_out=kept_back)
            choose(f"{name}, {half}", read_local(name, held_out=kept_back), retriever)
    for name in DEV_SETS:
        choose(f"{name} dev", read_dev(name), dev_retriever(name, load_encoder()))
    fitted_on = [one for name in _FITTED_ON for one in sets[f"{name}, open"]]
    columns = list(range(len(CHOICE_FEATURES)))
    weights = fitted_weights(fitted_on, columns)
    for name, own in sets.items():
        before = best_is_right(own, np.ones(1), [0])
        after = best_is_right(own, weights, columns)
        print(
            f"{name}: {len(own)} questions, best window right {before.mean():.3f}, with the reader "
            f"{after.mean():.3f} (+{(after & ~before).sum()} −{(before & ~after).sum()})"
        )
    judged = JudgedSets(
        folds=arguments.work,
        work=arguments.work,
        by_fold=False,
        reader=EvidenceReader(lambda: reader, weights.tolist()),
    )
    choice = {
        "signals": list(CHOICE_FEATURES),
        "weights": [round(float(one), 5) for one in weights],
    }
    table = {"choice": choice, "confidence": _confidence(judged)}
    arguments.output.write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")


def _confidence(judged: JudgedSets) -> dict[str, object]:
    """Return the model of the confidence, with the threshold that makes most outcomes right."""
    rows = [row for name in _FITTED_ON for row in _read_rows(judged.opened(name))]
    model = fitted(rows, CONFIDENCE_SIGNALS, penalty=_PENALTY)
    chances = held_out(rows, CONFIDENCE_SIGNALS, penalty=_PENALTY)
    asked = np.array([row.made in _AS_WRITTEN for row in rows])
    right = np.array([row.right for row in rows])
    answerable = np.array([row.answerable for row in rows])

    def share_right(limit: float) -> float:
        outcome = np.where(answerable, right & (chances >= limit), chances < limit)
        return float(outcome[asked].mean())

    limit = max(np.unique(chances[asked].round(3)).tolist(), key=share_right)
    tell("fitted on, cross-validated", rows, chances, limit)
    for name in _FITTED_ON:
        held = _read_rows(judged.held_out(name))
        tell(f"{name}, held out", held, scored(model, held), limit)
    for name in DEV_SETS:
        own = _read_rows(judged.dev(name))
        tell(f"{name} dev", own, scored(model, own), limit)
    return model | {"threshold": limit}


def _read_rows(rows: Sequence[Judged]) -> list[Judged]:
    """Return the rows that were read, with `CONFIDENCE_SIGNALS` as their features."""
    return [
        replace(row, features=(base_log_odds(row.features), *row.reading))
        for row in rows
        if row.reading
    ]


if __name__ == "__main__":
    main()
