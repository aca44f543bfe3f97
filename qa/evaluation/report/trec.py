"""`run.trec` and `qrels.trec`: the retrieval of a run in TREC format, for other tools."""

from collections.abc import Mapping
from pathlib import Path

from qa.evaluation.matching.quote_locations import ReportCollection
from qa.evaluation.metrics.retrieval_metrics import DEPTH, qrels_of, ranked_units
from qa.evaluation.run_answers import RunAnswer
from qa.evaluation.testsets.test_set import TestSet

__all__ = ["QRELS_FILE", "RUN_FILE", "write_trec"]

RUN_FILE = "run.trec"
QRELS_FILE = "qrels.trec"
_TAG = "govreport"


def write_trec(
    answers: Mapping[str, RunAnswer], test_set: TestSet, index: ReportCollection, directory: Path
) -> None:
    """Write the two files; a unit is `report_id:start-end`, a passage of the stored text.

    Scores fall by one per rank, so that no tool reorders ties. Unanswerable questions, and those
    without evidence, have no relevant unit and are in neither file.
    """
    run, qrels = [], []
    for question in test_set.questions:
        if not question.answerable or not question.evidence:
            continue
        name = "_".join(question.id.split())  # TREC columns are separated by white space
        passages = answers[question.id].passages[:DEPTH]
        for rank, unit in enumerate(ranked_units(question, passages), start=1):
            run.append(f"{name} Q0 {unit} {rank} {DEPTH + 1 - rank} {_TAG}\n")
        judged = qrels_of(question, passages, index)
        qrels += [f"{name} 0 {unit} {grade}\n" for unit, grade in sorted(judged.items())]
    (directory / RUN_FILE).write_text("".join(run), encoding="utf-8")
    (directory / QRELS_FILE).write_text("".join(qrels), encoding="utf-8")
