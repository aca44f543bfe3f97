"""Whether the facts of the State Council reports are those of a table of cells, and their cost.

    python -m benchmarks.facts

The cells (`council_table.jsonl` of the shared directory) say what an indicator was in a year, as a
target or as a result, or that the report does not say it. Extraction alone is measured, without a
question: a stated cell is found where a fact of the right indicator, measure, year, aspect and
place has the value; it is ambiguous where another value meets the same conditions; an absent cell
is denied where no fact meets them. The cost is the processor time of reading the facts against that
of everything else that indexing does with the same reports.
"""

import json
import re
import sys
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.recording import record, require_shared_reports
from embeddings.encoders.encoder import load_encoder
from embeddings.facts.extraction import extract_facts
from embeddings.facts.records import Aspect, Fact, Measure
from embeddings.index.batching.report_batch import ReportBatch
from embeddings.index.batching.vector_cache import EmbeddedBefore
from embeddings.index.state import IndexState
from embeddings.language.figures import find_figures
from embeddings.parsing.reports import read_reports
from embeddings.records import Report
from embeddings.training.sources import shared_directory

__all__ = ["main"]

TABLE = Path("data") / "tables" / "council_table.jsonl"  # within the shared directory
# How reports name the indicators of the table, and in which measures the cells ask for them.
INDICATORS: Mapping[str, tuple[re.Pattern[str], tuple[Measure, ...]]] = {
    "国内生产总值": (re.compile("国内生产总值|经济(?:增长|发展)?"), (Measure.CHANGE,)),
    "居民消费价格": (
        re.compile(
            "(?:居民)?消费价格(?:总水平)?|(?:零售|市场)?物价(?:总水平)?|商品零售(?:价格|物价)"
        ),
        (Measure.CHANGE,),
    ),
    "城镇新增就业": (re.compile("就业(?:人口|人数)?"), (Measure.LEVEL,)),
    "粮食产量": (re.compile("粮食总?产量"), (Measure.LEVEL,)),
    "财政赤字": (re.compile("(?:财政)?(?:预算)?赤字(?:规模|预算)?"), (Measure.LEVEL,)),
    "赤字率": (re.compile("赤字率|财政赤字"), (Measure.LEVEL, Measure.SHARE)),
}
RESTRICTIONS = {
    "城镇新增就业": {"城镇", "新增"}
}  # that a fact must have; 中央财政赤字 may be asked
OPTIONAL = {"财政赤字": {"中央"}}


def main() -> None:
    """Measure and record."""
    directory = require_shared_reports()
    table = shared_directory() / TABLE
    if not table.exists():
        sys.exit(f"skipped: no table of cells in {TABLE} of the shared directory")
    reports = [report for path in sorted(directory.glob("*.txt")) for report in read_reports(path)]
    rows = [json.loads(line) for line in table.read_text("utf-8").splitlines()]
    results = {"cells": score(rows, reports), "cost": cost(reports)}
    print(json.dumps(results, ensure_ascii=False, indent=1))
    print(record("facts", results))


def score(rows: Sequence[Mapping[str, Any]], reports: Sequence[Report]) -> dict[str, Any]:
    """Return how many cells are found, by indicator."""
    facts = {report.title: extract_facts(report) for report in reports}
    counts: dict[str, Counter[str]] = {}
    missed: list[str] = []
    for row in rows:
        outcome = _outcome(row, facts[row["report"]])
        counts.setdefault(row["indicator"], Counter())[outcome] += 1
        if outcome in ("stated, not found", "absent, matched"):
            missed.append(row["id"])
    total = sum(counts.values(), Counter())
    return {
        "facts": sum(map(len, facts.values())),
        "total": dict(total),
        "by_indicator": {name: dict(count) for name, count in counts.items()},
        "missed": missed,
    }


def _outcome(row: Mapping[str, Any], facts: Sequence[Fact]) -> str:
    met = [fact for fact in facts if _meets(row, fact)]
    if row.get("absent"):
        return "absent, matched" if met else "absent, denied"
    accepted = {
        (figure.low, figure.high) for form in row["forms"] for figure in find_figures(form)[:1]
    }
    values = {tuple(sorted((abs(fact.low), abs(fact.high)))) for fact in met}
    if not values & accepted:
        return "stated, not found"
    return "stated, found" if len(values) == 1 else "stated, ambiguous"


def _meets(row: Mapping[str, Any], fact: Fact) -> bool:
    name, year = row["indicator"], row["about_year"]
    pattern, measures = INDICATORS[name]
    wanted, optional = RESTRICTIONS.get(name, set()), OPTIONAL.get(name, set())
    restrictions = set(fact.restrictions)
    return (
        pattern.fullmatch(fact.indicator) is not None
        and fact.measure in measures
        and (fact.unit == "%") == (row["measure"] in ("growth", "rate"))
        and wanted <= restrictions <= wanted | optional
        and (name != "赤字率" or fact.measure is Measure.SHARE or "率" in fact.indicator)
        and fact.years == (year, year)
        and fact.aspect is Aspect(row["kind"])
        and not (fact.cumulative or fact.yearly_average or fact.year_part)
        and fact.place == row["region"]
    )


def cost(reports: Sequence[Report]) -> dict[str, float]:
    """Return processor seconds of reading facts, and of indexing with it and without."""
    encoder = load_encoder()
    encoder.encode_questions(["预热"])
    began = time.process_time()
    for report in reports:
        extract_facts(report)
    extraction = time.process_time() - began
    batch = ReportBatch(encoder, EmbeddedBefore.of(IndexState.empty(encoder.dimension)))
    began = time.process_time()
    for report in reports:
        batch.append(report)
    batch.state()
    indexing = time.process_time() - began
    return {
        "extraction_seconds": round(extraction, 2),
        "indexing_seconds": round(indexing, 2),
        "added_share": round(extraction / (indexing - extraction), 3),
    }


if __name__ == "__main__":
    main()
