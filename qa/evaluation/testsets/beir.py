"""A BEIR folder as a test set: `corpus.jsonl`, `queries.jsonl`, `qrels/<split>.tsv`.

Each document is a report, each of its lines a paragraph. The judgements are of whole documents, so
only retrieval is scored, by document.
"""

import csv
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from embeddings.errors import TestSetError
from embeddings.text.json_text import parse_json
from qa.evaluation.testsets.corpus import corpus_report
from qa.evaluation.testsets.test_set import GoldEvidence, TestQuestion, TestSet, from_questions

__all__ = ["SPLITS", "TYPE", "read_beir"]

TYPE = "retrieval"
SPLITS = ("test", "dev", "train")  # the first that is there is read


def read_beir(folder: Path) -> TestSet:
    """Read a BEIR folder; of several splits the test split, or else dev, or else train.

    Raises:
        TestSetError: naming the file, and the line, that is missing or malformed.
    """
    corpus, queries = folder / "corpus.jsonl", folder / "queries.jsonl"
    splits = [folder / "qrels" / f"{split}.tsv" for split in SPLITS] + [folder / "qrels.tsv"]
    qrels = next((path for path in splits if path.is_file()), None)
    if not corpus.is_file() or not queries.is_file() or qrels is None:
        raise TestSetError("beir_missing", path=folder, split=SPLITS[0])
    reports = {
        name: corpus_report(
            name, str(entry.get("title", "")), str(entry["text"]).splitlines(), file=str(corpus)
        )
        for name, entry in _entries(corpus)
    }
    judged: dict[str, list[GoldEvidence]] = {}
    for query, document, grade in _judgements(qrels):
        if document not in reports:
            raise TestSetError("beir_no_document", path=qrels, document=document)
        if grade > 0:
            judged.setdefault(query, []).append(
                GoldEvidence(report=reports[document].report_id, quote="", grade=grade)
            )
    questions = [
        TestQuestion(
            id=name,
            question=str(entry["text"]),
            type=TYPE,
            answerable=True,
            evidence=tuple(judged[name]),
        )
        for name, entry in _entries(queries)
        if name in judged
    ]
    if not questions:
        raise TestSetError("beir_no_query", path=qrels)
    return from_questions(questions, name=folder.name, file=str(folder), reports=reports.values())


def _entries(path: Path) -> Iterator[tuple[str, Mapping[str, Any]]]:
    with path.open(encoding="utf-8-sig") as lines:
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            try:
                entry = parse_json(line)
                yield str(entry["_id"]), {"text": entry["text"], "title": entry.get("title", "")}
            except (ValueError, KeyError, TypeError) as err:
                raise TestSetError("beir_entry", path=path, line=number, reason=err) from err


def _judgements(path: Path) -> Iterator[tuple[str, str, int]]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        for number, row in enumerate(csv.reader(lines, delimiter="\t"), start=1):
            if not row or (number == 1 and row[-1] == "score"):
                continue
            try:
                query, document, grade = row
                yield query, document, int(grade)
            except ValueError as err:
                raise TestSetError(
                    "beir_judgement", path=path, line=number, found=repr(row)
                ) from err
