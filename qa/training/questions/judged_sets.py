"""The sets of judged questions that the confidence is fitted and measured on, kept in files.

Judging takes a search and a reading a question, minutes a set: each set is kept once it is done,
so that an interrupted run goes on where it stopped.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from embeddings.encoders.encoder import load_encoder
from embeddings.training.folds import FOLDS
from qa.answer.extractive import Answerer
from qa.evidence.boosted_trees import Trees
from qa.evidence.clause_features import CLAUSE_FEATURES
from qa.evidence.window_features import WINDOW_FEATURES
from qa.reading.evidence_reader import EvidenceReader
from qa.records import Reason
from qa.retrieval.retriever import Retriever
from qa.training.evidence import fold_file, one_report
from qa.training.fold_index import fold_retriever, local_retriever
from qa.training.questions.judging import Judged, judged, judged_changed, judged_withheld
from qa.training.questions.written_questions import (
    WrittenQuestion,
    read_dev,
    read_local,
    read_written,
)
from qa.training.ranking.dev_sets import dev_retriever

__all__ = ["JudgedSets", "kept"]

_OF_WRITTEN = 2  # every second written question: 1,046 of them beside 872 local ones
_WITHHELD = 2  # every second of those is asked again with its answer withheld


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedSets:
    """Judged questions by set; `by_fold` where evidence was fitted on the open local questions."""

    folds: Path  # of fold-0, fold-1 …
    work: Path
    by_fold: bool
    reader: EvidenceReader | None = None  # beside the bundled models; kept in files of their own

    def written(self, fold: int) -> list[Judged]:
        """Return written questions of `fold`, and unanswerable ones made of them.

        Every second of them is asked of its report alone.
        """
        return kept(self.work / f"judged_written_{fold}.jsonl", lambda: self._written(fold))

    def opened(self, name: str) -> list[Judged]:
        """Return the open half of a set of local questions, and unanswerable ones."""
        models = "folds" if self.by_fold else "bundled"
        return kept(self._file(f"{name}_open_{models}"), lambda: self._opened(name))

    def held_out(self, name: str) -> list[Judged]:
        """Return the half held out of a set of local questions, by the bundled models."""
        return kept(self._file(f"{name}_held_out"), lambda: self._held_out(name))

    def dev(self, name: str) -> list[Judged]:
        """Return the questions of a dev set, by the bundled models."""
        return kept(self._file(f"{name}_dev"), lambda: self._dev(name))

    def _file(self, name: str) -> Path:
        return self.work / f"judged_{'read_' if self.reader is not None else ''}{name}.jsonl"

    def _written(self, fold: int) -> list[Judged]:
        retriever = fold_retriever(self.folds, self.work, fold)
        answerer = self._answerer(fold, retriever)
        questions = [one for one in read_written() if one.fold == fold]
        rows = []
        for number, question in enumerate(questions[::_OF_WRITTEN]):
            alone = number % _WITHHELD == 0
            years = one_report(question) if alone else None
            rows.append(judged(question, retriever, answerer, fold=fold, years=years))
            if alone:
                rows.append(judged_withheld(question, retriever, answerer, fold=fold, years=years))
        return [*rows, *judged_changed(questions, retriever, answerer, fold=fold)]

    def _opened(self, name: str) -> list[Judged]:
        retriever = local_retriever(self.work, name, held_out=False)
        questions = read_local(name, held_out=False)
        bundled = Answerer(retriever.index.encoder, reader=self.reader)
        answerers = [
            self._answerer(fold, retriever) if self.by_fold else bundled for fold in range(FOLDS)
        ]
        rows = []
        for number, question in enumerate(questions):
            fold, answerer = question.fold, answerers[question.fold]
            rows.append(_local(question, retriever, answerer, fold))
            if question.answerable and number % _WITHHELD == 0:
                rows.append(judged_withheld(question, retriever, answerer, fold=fold))
        if all(one.answerable for one in questions):  # else unanswerable ones were written
            for fold, answerer in enumerate(answerers):
                own = [one for one in questions if one.fold == fold]
                rows += judged_changed(own, retriever, answerer, fold=fold)
        return rows

    def _held_out(self, name: str) -> list[Judged]:
        retriever = local_retriever(self.work, name, held_out=True)
        answerer = Answerer(retriever.index.encoder, reader=self.reader)
        return [
            _local(question, retriever, answerer, -1)
            for question in read_local(name, held_out=True)
        ]

    def _dev(self, name: str) -> list[Judged]:
        retriever = dev_retriever(name, load_encoder())
        answerer = Answerer(retriever.index.encoder, reader=self.reader)
        return [
            judged(question, retriever, answerer, fold=-1, answerable=question.answerable)
            for question in read_dev(name)
        ]

    def _answerer(self, fold: int, retriever: Retriever) -> Answerer:
        """Return the answerer with the evidence models that have not seen `fold`."""
        clauses, windows = json.loads(fold_file(self.work, fold).read_text(encoding="utf-8"))
        return Answerer(
            retriever.index.encoder,
            clauses=Trees.of(clauses, CLAUSE_FEATURES),
            windows=Trees.of(windows, WINDOW_FEATURES),
        )


def _local(
    question: WrittenQuestion, retriever: Retriever, answerer: Answerer, fold: int
) -> Judged:
    made = "" if question.answerable else "written"
    return judged(
        question, retriever, answerer, fold=fold, answerable=question.answerable, made=made
    )


def kept(path: Path, judge: Callable[[], Sequence[Judged]]) -> list[Judged]:
    """Return the judged questions of a file, or those of `judge`, after keeping them there."""
    if not path.exists():
        lines = [json.dumps(asdict(row), ensure_ascii=False) for row in judge()]
        unfinished = path.with_suffix(".part")
        unfinished.write_text("\n".join(lines), encoding="utf-8")
        unfinished.replace(path)
    found = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = Judged(**json.loads(line))
        expected = None if row.expected is None else Reason(row.expected)
        found.append(
            replace(
                row,
                features=tuple(row.features),
                reason=Reason(row.reason),
                expected=expected,
                reading=tuple(row.reading),
            )
        )
    return found
