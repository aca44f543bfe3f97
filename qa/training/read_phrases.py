"""Fit the model of phrases in a text that was read: `python -m qa.training.read_phrases`.

On the open halves of the questions over reports of cities and provinces, and on questions of
reading that the reader was not trained on (CMRC 2018's train set), whose passages are cut to the
sentence that answers. The model without a reader was fitted on neither, so its score is a feature.
Prints what the open halves give under cross-validation, no report in two folds, and what the halves
held out give, beside the model without a reader; writes `qa/data/models/phrases_read.json`.
"""

import argparse
import json
import lzma
import random
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from embeddings.encoders.reading_units import ReadingUnit, unit_spans
from embeddings.language.clauses import clauses
from embeddings.text.folding import fold
from embeddings.text.sentences import sentence_spans
from embeddings.training.joint_reader.__main__ import PASSAGES
from embeddings.training.joint_reader.examples import passage_questions
from embeddings.training.sources import shared_directory
from qa.evidence.boosted_trees import Trees
from qa.question.answer_type import expected_answer
from qa.reading.evidence_reader import load_joint_reader
from qa.short_answers.phrase_features import phrase_features
from qa.short_answers.phrases import best_phrases, phrase_model
from qa.short_answers.read_phrases import MODEL_FILE, READ_FEATURES, read_features
from qa.short_answers.short_answers import wants_phrase
from qa.short_answers.token_scores import TokenScores
from qa.training.fitting import fit_trees
from qa.training.phrases import Sample, in_place, labels_of, local_samples, tell

__all__ = ["main", "passage_samples"]

Matrix = npt.NDArray[np.float32]

PAIRS = "cmrc2018_train"
QUESTIONS = 1500  # of reading: more of other sets gave no more
_FOLDS = 5
_WEIGHT = 10.0  # of a phrase of a report: there are ten times as many of reading
_LONGEST_ANSWER = 40  # characters
_LONGEST = 130  # characters of a quoted sentence; of a longer one the clauses around the answer
_NEGATIVES_KEPT = 40  # per sample, and half as many that the reader finds likeliest
_KEPT_LABEL = 0.2  # phrases nearer to an answer are all kept
_SEED = 20261130
_TREES = {"num_leaves": 15, "min_data_in_leaf": 40, "learning_rate": 0.06, "rounds": 120}
_NAME = re.compile(r"(?:人民)?政府工作报告.*")


@dataclass(frozen=True, slots=True, kw_only=True)
class _ReadSample:
    """A sample, what the reader says of its text, and its phrases as rows to be fitted on."""

    sample: Sample
    read: TokenScores
    rows: Matrix
    labels: Matrix
    weight: float


def main() -> None:
    """Fit, report the open halves by folds and the halves held out, and write the model."""
    parser = argparse.ArgumentParser(description="phrases of a text that was read")
    parser.add_argument("--output", type=Path, default=MODEL_FILE)
    arguments = parser.parse_args()
    archive = shared_directory() / "data" / "reports" / "local.tar.xz"
    of_reports = _read(local_samples(archive, held_out=False), _WEIGHT)
    of_passages = [
        one
        for one in _read(passage_samples(shared_directory() / "data" / "train", QUESTIONS), 1.0)
        if one.labels.max() == 1.0  # a phrase of the text is the answer
    ]
    print(f"{len(of_reports)} texts of reports, {len(of_passages)} of reading")
    reports = sorted({one.sample.report for one in of_reports})
    folds = {report: number % _FOLDS for number, report in enumerate(reports)}
    found = []
    for left_out in range(_FOLDS):
        own = [one for one in of_reports if folds[one.sample.report] != left_out]
        model = Trees.of(_fitted([*own, *of_passages]), READ_FEATURES)
        found += _answered(
            [one for one in of_reports if folds[one.sample.report] == left_out], model
        )
    tell("open halves, without a reader", _answered(of_reports, None))
    tell("open halves, by folds", found)
    table = _fitted([*of_reports, *of_passages])
    held_out = _read(local_samples(archive, held_out=True), 0.0)
    tell("held out, without a reader", _answered(held_out, None))
    tell("held out", _answered(held_out, Trees.of(table, READ_FEATURES)))
    arguments.output.write_text(json.dumps(table, separators=(",", ":")) + "\n", encoding="utf-8")


def passage_samples(train: Path, most: int) -> Iterator[Sample]:
    """Yield up to `most` questions of reading that a phrase answers, none of the reader's own.

    The text is the sentence that holds the answer.
    """
    trained = {one.question for one in passage_questions(train, PAIRS, PASSAGES[PAIRS])}
    with lzma.open(train / "pairs" / f"{PAIRS}.jsonl.xz", "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]  # texts as written: the pairs are folded
    random.Random(_SEED).shuffle(rows)
    count = 0
    for row in rows:
        question, answer = fold(row["query"]), row.get("answer") or ""
        if not 0 < len(answer) <= _LONGEST_ANSWER or question in trained:
            continue
        text = _sentence_with(row["positive"], answer)
        kind = expected_answer(question)
        if answer not in text or not wants_phrase(text, question, kind):
            continue
        yield Sample(
            report=row["positive"],
            question=question,
            text=text,
            kind=kind,
            answers=((answer,),),
            quoted=True,
        )
        count += 1
        if count == most:
            return


def _sentence_with(passage: str, answer: str) -> str:
    """Return the sentence of a passage that holds the answer; "" if none does."""
    place = passage.find(answer)
    end = place + len(answer)
    spans = [span for span in sentence_spans(passage) if span[0] <= place and end <= span[1]]
    if place < 0 or not spans:
        return ""
    start = spans[0][0]
    text = passage[start : spans[0][1]].rstrip("。；！？ ")
    if len(text) <= _LONGEST:
        return text
    return in_place(text, place - start, end - start) if clauses(text) else ""


def _read(samples: Iterable[Sample], weight: float) -> list[_ReadSample]:
    """Return the samples as the bundled reader reads them; those of no phrase are left out."""
    found = []
    for sample in samples:
        read = _scores(sample)
        phrases, plain = phrase_features(sample.text, sample.question, sample.kind)
        if read is None or not phrases:
            continue
        rows = read_features(phrases, plain, read, phrase_model().scores(plain))
        texts = [sample.text[one.start : one.end] for one in phrases]
        labels = labels_of(texts, sample.answers)
        found.append(_ReadSample(sample=sample, read=read, rows=rows, labels=labels, weight=weight))
    return found


def _scores(sample: Sample) -> TokenScores | None:
    title = _NAME.sub("", sample.report) if _NAME.search(sample.report) else ""
    spans = list(unit_spans(sample.text))
    units = [ReadingUnit(sample.text[start:end], title) for start, end in spans]
    readings = load_joint_reader().read(sample.question, units)
    placed = (
        (start + first, start + last, *bounds)
        for (start, _), reading in zip(spans, readings, strict=True)
        for (first, last), bounds in zip(
            reading.spans.tolist(), (reading.relevance + reading.bounds).tolist(), strict=True
        )
    )
    return TokenScores.of(placed, len(sample.text))


def _fitted(samples: Sequence[_ReadSample]) -> dict[str, object]:
    chance = np.random.default_rng(_SEED)
    likely = READ_FEATURES.index("span")
    rows, labels, weights = [], [], []
    for one in samples:
        kept = one.labels > _KEPT_LABEL
        rest = np.flatnonzero(~kept)
        kept[chance.permutation(rest)[:_NEGATIVES_KEPT]] = True
        kept[rest[np.argsort(-one.rows[rest, likely])[: _NEGATIVES_KEPT // 2]]] = True
        rows.append(one.rows[kept])
        labels.append(one.labels[kept])
        weights.append(np.full(int(kept.sum()), one.weight))
    return fit_trees(
        np.concatenate(rows),
        np.concatenate(labels),
        READ_FEATURES,
        np.concatenate(weights),
        **_TREES,  # type: ignore[arg-type]
    )


def _answered(
    samples: Sequence[_ReadSample], model: Trees | None
) -> list[tuple[Sample, tuple[str, ...]]]:
    """Return the samples of a proof alone, each with its phrases; no model: without a reader."""
    return [
        (
            one.sample,
            best_phrases(
                one.sample.text,
                one.sample.question,
                one.sample.kind,
                count=one.sample.kind.parts,
                read=None if model is None else one.read,
                read_model=model,
            ),
        )
        for one in samples
        if one.sample.quoted
    ]


if __name__ == "__main__":
    main()
