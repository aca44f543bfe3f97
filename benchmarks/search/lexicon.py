"""How much of retrieval rests on the table of everyday words, and on words of our own dev sets.

    python -m benchmarks.search.lexicon [--build DIR]

The table was written by people who had read the dev questions. So retrieval is scored with the
whole table, without the entries whose word stands in a dev question, and without any, on the dev
sets and on the held-out sets. What the middle setting loses on the dev sets and not on the others
is what the dev scores owe to having been read.
"""

import argparse
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import qa
from benchmarks.quality import MeasuredSet, dev_sets, held_out_sets
from benchmarks.recording import ROOT, record
from embeddings.encoders.encoder import load_encoder
from embeddings.index.opening import open_index
from embeddings.indexing.update import index_paths
from embeddings.text.folding import fold
from qa.evaluation.metrics.retrieval_metrics import retrieval_scores
from qa.evaluation.run_answers import run_answer
from qa.evaluation.testsets.jsonl import read_test_set
from qa.question.synonyms import Lexicon
from qa.records import Answer
from qa.retrieval.retriever import Retriever

__all__ = ["lexicons", "main", "scores_of"]

NO_WORD = ("\0", ("",))  # in no question; an empty table would stand for the bundled one
TABLE = Path(qa.__file__).parent / "data" / "lexicon.tsv"


def lexicons() -> Mapping[str, Lexicon]:
    """Return the whole table, the table without words of the dev questions, and none."""
    entries = []
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        word, tab, forms = line.partition("\t")
        if tab and not line.startswith("#"):
            entries.append((fold(word.strip()), tuple(fold(f.strip()) for f in forms.split("|"))))
    read = [
        fold(question.question)
        for held in dev_sets()
        for question in read_test_set(held.path).questions
    ]
    unread = [entry for entry in entries if not any(entry[0] in question for question in read)]
    return {"whole": Lexicon(entries), "unread": Lexicon(unread), "none": Lexicon([NO_WORD])}


def scores_of(measured: MeasuredSet, index: Path, lexicon: Lexicon) -> dict[str, float]:
    """Return MRR@10, hit@1 and hit@5 of retrieval alone."""
    opened = open_index(index, encoder=load_encoder())
    retriever = Retriever(opened, lexicon=lexicon)
    questions = read_test_set(measured.path).questions
    answers = {}
    for question in questions:
        found = retriever.retrieve(question.question, history=question.history)
        answer = Answer(question=question.question, rewritten=found.rewritten, retrieval=found)
        answers[question.id] = run_answer(question.id, answer, opened)
    scored = retrieval_scores(questions, answers, opened).values()
    return {
        "mrr": round(sum(s.mrr for s in scored) / len(scored), 4),
        "hit@1": round(sum(s.hit_1 for s in scored) / len(scored), 4),
        "hit@5": round(sum(s.hit_5 for s in scored) / len(scored), 4),
    }


def main() -> None:
    """Measure and record."""
    parser = argparse.ArgumentParser(description="what the table of everyday words is worth")
    parser.add_argument("--build", type=Path, default=ROOT / "build" / "lexicon")
    arguments = parser.parse_args()
    arguments.build.mkdir(parents=True, exist_ok=True)
    tables = lexicons()
    results: dict[str, Any] = {
        "entries": {name: len(table) - (name == "none") for name, table in tables.items()}
    }
    with tempfile.TemporaryDirectory(dir=arguments.build) as scratch:
        for measured in (*dev_sets(), *held_out_sets()):
            if measured.reports is None:
                continue
            index = Path(scratch) / measured.reports.name
            index_paths([measured.reports], index)
            results[measured.name] = {
                name: scores_of(measured, index, table) for name, table in tables.items()
            }
            print(measured.name, results[measured.name])
    print(f"wrote {record('lexicon', results).relative_to(ROOT)}")


if __name__ == "__main__":
    main()
