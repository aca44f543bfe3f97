"""Facts that reports state or do not: `python -m benchmarks.absence.absent_facts`.

A hundred local reports are indexed together, and asked 200 questions about what they do not say and
as many about what they do (`qa.training.absence`). An absent one is right where it is refused with
a true reason; a present one where a short answer is the value as the report writes it. The reports
are found through GOVREPORT_SHARED.
"""

import argparse
import tempfile
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.recording import record, require_local_reports
from embeddings.index.opening import open_index
from embeddings.indexing.update import index_paths
from qa.assistant import Assistant
from qa.evaluation.matching.normalisation import contains_form
from qa.records import Answer, Reason
from qa.training.absence.questions import (
    Question,
    absent_questions,
    indicator_names,
    present_questions,
)
from qa.training.absence.reports import unpack_reports
from qa.training.absence.text_search import SearchedReport

__all__ = ["main", "measure"]

SEED = 1978
REPORTS = 100
QUESTIONS = 200  # absent ones, and as many present ones
_KEPT_FAULTS = 80
# What a refusal must name among its grounds, by why the fact is absent; each ground says of the
# nearest statement in what it is another one. A refusal without grounds says that the reports
# speak of the matter and not of the fact, or not even of the matter.
_TRUE = {
    "indicator": {"figure_unmentioned", "figure_named"},
    "restriction": {
        "figure_named",
        "figure_unmentioned",
        "figure_only_with",
        "figure_only_with_not",
        "figure_only_plain",
        "figure_only_plain_not",
    },
    "measure": {"figure_only_measures", "figure_only_units", "figure_named"},
}


def measure(assistant: Assistant, questions: Sequence[Question]) -> dict[str, Any]:
    """Return the outcomes by kind of question, the grounds told, and the faults."""
    outcomes: dict[str, Counter[str]] = defaultdict(Counter)
    grounds: Counter[str] = Counter()
    faults = []
    for question in questions:
        answer = assistant.ask(question.question)
        outcome = _outcome(question, answer)
        outcomes[question.kind][outcome] += 1
        if answer.refused and not question.expected:
            grounds[", ".join(sorted(_grounds(answer))) or str(answer.reason)] += 1
        if outcome not in ("right", "refused_truly"):
            faults.append(
                {
                    "question": question.question,
                    "kind": question.kind,
                    "outcome": outcome,
                    "wanted": question.expected,
                    "given": (answer.message if answer.refused else answer.text)[:160],
                    "confidence": round(answer.confidence, 2),
                    "table": answer.table is not None,
                }
            )
    asked = sum(outcomes.values(), Counter())
    return {
        "questions": asked.total(),
        "outcomes": {kind: dict(counted) for kind, counted in outcomes.items()},
        "right": round((asked["right"] + asked["refused_truly"]) / max(1, asked.total()), 4),
        "grounds": dict(grounds),
        "faults": faults[:_KEPT_FAULTS],
    }


def _outcome(question: Question, answer: Answer) -> str:
    if question.expected:
        if answer.refused:
            return "refused"
        said = answer.spans or (answer.text,)
        return "right" if any(contains_form(one, question.expected) for one in said) else "wrong"
    if not answer.refused:
        return "answered"
    told = _grounds(answer)
    true = not told or bool(told & (_TRUE[question.kind] | {"figure_only_places"}))
    return "refused_truly" if true and answer.reason is not Reason.NO_REPORT else "refused_untruly"


def _grounds(answer: Answer) -> set[str]:
    """Return the codes of what a refusal by facts names as unmet, or that nothing is named so."""
    if not answer.grounds:
        return set()
    why = answer.grounds[0].values.get("why", answer.grounds[0])
    return {one.code for one in why} if isinstance(why, tuple) else {why.code}


def main() -> None:
    """Measure, print and write `results/absent_facts.json`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--index", type=Path, help="where the index is kept, or made")
    options = parser.parse_args()
    archive = require_local_reports()
    with tempfile.TemporaryDirectory() as folder:
        directory = options.index or Path(folder) / "index"
        if not directory.is_dir():
            reports = Path(folder) / "reports"
            reports.mkdir()
            index_paths(unpack_reports(archive, reports, REPORTS, SEED), directory)
        index = open_index(directory)
        facts = [index.facts.of_report(key) for key in index.reports]
        searched = {key: SearchedReport(report) for key, report in index.reports.items()}
        names = indicator_names(searched, facts)
        assistant = Assistant.open(directory)
        results = {
            "reports": len(index.reports),
            "indicators": len(names.stated),
            "absent": measure(assistant, absent_questions(searched, names, QUESTIONS, SEED)),
            "present": measure(assistant, present_questions(searched, names, QUESTIONS, SEED)),
        }
    for part in ("absent", "present"):
        told = results[part]
        print(part, told["questions"], "right", told["right"], told["outcomes"], told["grounds"])
        for fault in told["faults"]:
            print("  ", *fault.values())
    print(record("absent_facts", results, seed=SEED))


if __name__ == "__main__":
    main()
