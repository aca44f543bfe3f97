"""Make questions over local reports: `python -m qa.training.made_questions`.

Takes one report a place that no written question asks of, and writes `local_questions_made.jsonl`
beside the written sets. The same each time for one reading of reports; where rules of
reading have changed since, another set takes its place, and figures recorded on the old one end.
"""

import argparse
import json
import tempfile
from collections import Counter
from pathlib import Path
from random import Random

from embeddings.facts.extraction import extract_facts
from embeddings.parsing.reports import read_reports
from embeddings.records import Report
from embeddings.training.local import (
    LOCAL_SETS,
    extract_reports,
    local_rows,
    report_asked,
    titles_by_place,
)
from embeddings.training.sources import shared_directory
from qa.training.absence.text_search import SearchedReport
from qa.training.made_questions.figure_questions import figure_questions
from qa.training.made_questions.honour_questions import honour_questions
from qa.training.made_questions.lacking_questions import (
    lacking_indicators,
    lacking_places_and_years,
    lacking_subjects,
)
from qa.training.made_questions.list_questions import list_questions
from qa.training.made_questions.made import MadeQuestion, as_row, holds, spread
from qa.training.made_questions.pair_questions import pair_questions

__all__ = ["main"]

SET = "local_made"
_SEED = 2026
_ANSWERABLE, _LACKING = 5, 2  # questions a report
_YEARS = range(2003, 2027)


def main() -> None:
    """Make, check, write and count."""
    argparse.ArgumentParser(description=__doc__).parse_args()
    archive = shared_directory() / "data" / "reports" / "local.tar.xz"
    chance = Random(_SEED)
    reports = _reports(archive, chance)
    facts = {report.report_id: extract_facts(report) for report in reports}
    searched = {report.report_id: SearchedReport(report) for report in reports}
    found: list[MadeQuestion] = []
    for key, one in searched.items():
        found += figure_questions(one, facts[key], chance)
        found += pair_questions(one, chance)
        found += list_questions(one, chance)
        found += honour_questions(one, chance)
    made = spread([one for one in found if holds(one)], _ANSWERABLE, chance)
    lacking = [
        *lacking_indicators(searched, list(facts.values()), chance),
        *lacking_subjects(made, searched, chance),
        *lacking_places_and_years(made, searched, chance),
    ]
    kept = sorted(made + spread(lacking, _LACKING, chance), key=lambda one: one.report)
    lines = [
        json.dumps(as_row(one, f"made-{number:04}"), ensure_ascii=False)
        for number, one in enumerate(kept, start=1)
    ]
    LOCAL_SETS[SET].write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(len(kept), "questions over", len({one.report for one in kept}), "reports")
    print(Counter(one.kind for one in kept).most_common())


def _reports(archive: Path, chance: Random) -> list[Report]:
    """Return one report a place, none that another set asks of."""
    taken = {report_asked(row) for name in LOCAL_SETS if name != SET for row in local_rows(name)}
    by_place = titles_by_place(archive, _YEARS, besides=taken)
    chosen = {chance.choice(titles) for _, titles in sorted(by_place.items())}
    with tempfile.TemporaryDirectory() as folder:
        paths = extract_reports(archive, chosen, Path(folder))
        read = [report for path in paths for report in read_reports(path)]
    return [report for report in read if report.title in chosen and report.region]


if __name__ == "__main__":
    main()
