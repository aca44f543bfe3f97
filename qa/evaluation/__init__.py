"""Evaluation: a test set is read, asked, scored, reported and compared.

Modules in the order in which a test set passes through them: `testset` (the records), `reading`
(JSON lines), `normalising` and `places` (how forms and quotes are compared), `runs`
(`answers.jsonl`), `figures`, `metrics` (one answer), `retrieval_metrics`, `intervals`,
`calibration`, `scoring` (a whole run).
"""

from qa.evaluation.metrics import correct, relevant, tight
from qa.evaluation.reading import read_test_set
from qa.evaluation.runs import RunAnswer, RunPassage, read_answers, run_answer, write_answers
from qa.evaluation.scoring import Scores, read_scores, score, write_scores
from qa.evaluation.testset import (
    TYPES,
    Evidence,
    Finding,
    Severity,
    TestQuestion,
    TestSet,
    from_questions,
    write_test_set,
)

__all__ = [
    "TYPES",
    "Evidence",
    "Finding",
    "RunAnswer",
    "RunPassage",
    "Scores",
    "Severity",
    "TestQuestion",
    "TestSet",
    "correct",
    "from_questions",
    "read_answers",
    "read_scores",
    "read_test_set",
    "relevant",
    "run_answer",
    "score",
    "tight",
    "write_answers",
    "write_scores",
    "write_test_set",
]
