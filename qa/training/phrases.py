"""Fit the model of short answers that are phrases: `python -m qa.training.phrases`.

On the written questions and the open half of those over reports of cities and provinces, under
cross-validation with no report in two folds. Prints what the held-out folds and the half held out
give, and writes `qa/data/models/phrases.json`, fitted on all of them.
"""

import argparse
import json
import lzma
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from embeddings.language.clauses import clauses
from embeddings.training.local import LOCAL_SETS, local_questions, local_rows
from embeddings.training.sources import shared_directory
from qa.evaluation.matching.normalisation import normalised
from qa.evaluation.metrics.answer_metrics import character_f1
from qa.evidence.boosted_trees import Trees
from qa.question.answer_type import ExpectedAnswer, expected_answer
from qa.short_answers.phrase_features import PHRASE_FEATURES, phrase_features
from qa.short_answers.phrases import MODEL_FILE, best_phrases
from qa.short_answers.short_answers import wants_phrase
from qa.training.fitting import fit_trees

__all__ = [
    "Sample",
    "in_place",
    "labels_of",
    "local_samples",
    "main",
    "read_samples",
    "tell",
]

Matrix = npt.NDArray[np.float32]

_FOLDS = 5
_POWER = 3  # of the F1 with the nearest form: near misses count for little
_NEAR_MISS = 0.4  # label of the nearest miss: chosen under cross-validation
_NEIGHBOURS_ROOM = 60  # characters of a quote with the clauses around it, as answers have them
_NEGATIVES_KEPT = 40  # per sample
_SEED = 20261127
_TREES = {"num_leaves": 15, "min_data_in_leaf": 40, "learning_rate": 0.06, "rounds": 260}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """A question, a text that answers it, and the forms of its answers."""

    report: str
    question: str
    text: str
    kind: ExpectedAnswer
    answers: tuple[tuple[str, ...], ...]
    quoted: bool  # the proof alone, without the clauses around it


def main() -> None:
    """Fit, report the held-out folds and halves, and write the model."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--output", type=Path, default=MODEL_FILE)
    parser.add_argument("--written", action="store_true", help="fit on the written questions alone")
    arguments = parser.parse_args()
    data = shared_directory() / "data"
    samples = read_samples(data / "train" / "questions" / "written.jsonl.xz")
    archive = data / "reports" / "local.tar.xz"
    if not arguments.written:
        samples += local_samples(archive, held_out=False)
    print(f"{len(samples)} texts of {sum(sample.quoted for sample in samples)} questions")
    reports = sorted({sample.report for sample in samples})
    folds = {report: number % _FOLDS for number, report in enumerate(reports)}
    spans = []
    for fold in range(_FOLDS):
        model = Trees.of(_fitted([one for one in samples if folds[one.report] != fold]))
        spans += _answered([one for one in samples if folds[one.report] == fold], model)
    tell("fitted on, held out", spans)
    table = _fitted(samples)
    model = Trees.of(table)
    tell("local, held out", _answered(local_samples(archive, held_out=True), model))
    arguments.output.write_text(json.dumps(table, separators=(",", ":")) + "\n", encoding="utf-8")


def _answered(samples: Sequence[Sample], model: Trees) -> list[tuple[Sample, tuple[str, ...]]]:
    """Return the samples of a proof alone, each with its phrases."""
    return [
        (
            sample,
            best_phrases(
                sample.text, sample.question, sample.kind, count=sample.kind.parts, model=model
            ),
        )
        for sample in samples
        if sample.quoted
    ]


def tell(name: str, answered: Sequence[tuple[Sample, Sequence[str]]]) -> None:
    """Print how many samples have their answers among the phrases given, and how nearly."""
    exact = np.mean([_exact(sample, spans) for sample, spans in answered])
    near = np.mean([_near(sample, spans) for sample, spans in answered])
    print(f"{name}: {len(answered)} questions, span exact {exact:.3f}, span F1 {near:.3f}")


def read_samples(path: Path) -> list[Sample]:
    """Return the written questions that a phrase answers: the proof alone, and in its place."""
    samples: list[Sample] = []
    for line in lzma.decompress(path.read_bytes()).decode().splitlines():
        row = json.loads(line)
        proof = row["evidence"][0]
        samples += _samples(row, proof["paragraph"], proof["start"], proof["end"])
    return samples


def local_samples(archive: Path, *, held_out: bool) -> list[Sample]:
    """Return those over reports of cities and provinces that a phrase answers, as above."""
    rows = {row["id"]: row for name in LOCAL_SETS for row in local_rows(name)}
    proofs = {one.id: one for one in local_questions(archive, held_out=held_out)}
    return [
        sample
        for key, proof in proofs.items()
        for sample in _samples(rows[key], proof.paragraph, proof.start, proof.end)
    ]


def _samples(row: dict[str, Any], paragraph: str, start: int, end: int) -> Iterator[Sample]:
    kind = expected_answer(row["question"])
    quote = paragraph[start:end]
    for text in dict.fromkeys((quote, in_place(paragraph, start, end))):
        if wants_phrase(text, row["question"], kind):
            yield Sample(
                report=row["evidence"][0]["report"],
                question=row["question"],
                text=text,
                kind=kind,
                answers=tuple(tuple(forms) for forms in row["answers"]),
                quoted=text == quote,
            )


def in_place(paragraph: str, start: int, end: int) -> str:
    """Return a quote with the clauses before and after it, as far as there is room."""
    found = clauses(paragraph)
    inside = [place for place, c in enumerate(found) if c.start < end and start < c.end]
    if not inside:
        return paragraph[start:end]
    first, last = inside[0], inside[-1]
    if first and found[last].end - found[first - 1].start <= _NEIGHBOURS_ROOM:
        first -= 1
    if last + 1 < len(found) and found[last + 1].end - found[first].start <= _NEIGHBOURS_ROOM:
        last += 1
    return paragraph[found[first].start : found[last].end]


def labels_of(texts: Sequence[str], answers: Sequence[Sequence[str]]) -> Matrix:
    """Return the label of each phrase: 1 if it is a form of an answer, less for a similar one."""
    forms = [form for part in answers for form in part]
    found = [max(character_f1(form, text) for form in forms) ** _POWER for text in texts]
    exact = {normalised(form) for form in forms}
    return np.array(
        [
            1.0 if normalised(text) in exact else min(value, _NEAR_MISS)
            for text, value in zip(texts, found, strict=True)
        ],
        dtype=np.float32,
    )


def _fitted(samples: Sequence[Sample]) -> dict[str, object]:
    chance = np.random.default_rng(_SEED)
    rows, labels = [], []
    for sample in samples:
        found, features = phrase_features(sample.text, sample.question, sample.kind)
        if not found:
            continue
        marks = labels_of([sample.text[one.start : one.end] for one in found], sample.answers)
        kept = marks > _NEAR_MISS / 2
        rest = np.flatnonzero(~kept)
        kept[chance.permutation(rest)[:_NEGATIVES_KEPT]] = True
        rows.append(features[kept])
        labels.append(marks[kept])
    return fit_trees(np.concatenate(rows), np.concatenate(labels), PHRASE_FEATURES, **_TREES)  # type: ignore[arg-type]


def _exact(sample: Sample, spans: Sequence[str]) -> bool:
    given = {normalised(span) for span in spans}
    return all(any(normalised(form) in given for form in forms) for forms in sample.answers)


def _near(sample: Sample, spans: Sequence[str]) -> float:
    best = [
        max((character_f1(form, span) for form in forms for span in spans), default=0.0)
        for forms in sample.answers
    ]
    return float(np.mean(best))


if __name__ == "__main__":
    main()
