"""Evaluation: a test set is read, asked, scored, reported and compared.

Modules in the order in which a test set passes through them: `testset` (the records), `reading`
(JSON lines), `corpus`, `squad` and `beir` (public sets), `normalising` and `places` (how forms and
quotes are compared), `checking`, `makeup`, `drafting` and `marks` (making a set), `running` (asking
it), `runs` (`answers.jsonl`), `figures`, `metrics` (one answer), `retrieval_metrics`, `intervals`,
`calibration`, `scoring` (a whole run), `trec`, `failures`, `wording`, `plots`, `page_assets`,
`report` and `report_page` (what a person reads), `comparison` (two runs).
"""

from qa.evaluation.checking import check_test_set
from qa.evaluation.comparison import Comparison, compare, comparison_text
from qa.evaluation.drafting import draft_questions
from qa.evaluation.makeup import MakeUp, make_up
from qa.evaluation.marks import Appended, append_marks
from qa.evaluation.metrics import correct, relevant, tight
from qa.evaluation.reading import read_test_set
from qa.evaluation.running import run
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
    "Appended",
    "Comparison",
    "Evidence",
    "Finding",
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
