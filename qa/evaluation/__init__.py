"""Evaluation: a test set is read, asked, scored, reported and compared.

`testsets` (test sets read, checked, made), `runner` (asks one), `run_answers` (`answers.jsonl`),
`matching` (how forms and quotes are compared), `metrics` (one answer, a whole run), `report` (text
and page; two runs compared), `seed`.
"""

from qa.evaluation.metrics.answer_metrics import correct, relevant, tight
from qa.evaluation.metrics.score_file import read_scores, write_scores
from qa.evaluation.metrics.scores import Scores, score
from qa.evaluation.report.comparison import Comparison, compare, comparison_text
from qa.evaluation.run_answers import RunAnswer, RunPassage, read_answers, run_answer, write_answers
from qa.evaluation.runner import run
from qa.evaluation.testsets.checking import check_test_set
from qa.evaluation.testsets.drafting import draft_questions
from qa.evaluation.testsets.feedback import Appended, append_marks
from qa.evaluation.testsets.jsonl import read_test_set
from qa.evaluation.testsets.statistics import MakeUp, make_up
from qa.evaluation.testsets.test_set import (
    TYPES,
    Finding,
    GoldEvidence,
    Severity,
    TestQuestion,
    TestSet,
    from_questions,
    write_test_set,
)

__all__ = [
    "TYPES",
    "Appended",
    "Comparison",
    "Finding",
    "GoldEvidence",
    "MakeUp",
    "RunAnswer",
    "RunPassage",
    "Scores",
    "Severity",
    "TestQuestion",
    "TestSet",
    "append_marks",
    "check_test_set",
    "compare",
    "comparison_text",
    "correct",
    "draft_questions",
    "from_questions",
    "make_up",
    "read_answers",
    "read_scores",
    "read_test_set",
    "relevant",
    "run",
    "run_answer",
    "score",
    "tight",
    "write_answers",
    "write_scores",
    "write_test_set",
]
