"""Figures asked cell by cell and row by row: `python -m benchmarks.tables [TABLE.jsonl]`.

Each cell of a table (form: docs/evaluation.md) is asked in five wordings and in its own ones, and
all cells of one indicator, measure and aspect as one table question. A cell is right where its
first short answer is an accepted form, or where it is absent and refused; everything else that is
answered is wrong. Without a table the one over the State Council reports is asked, which is no part
of the project.
"""

import argparse
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.recording import absent_reason, record, shared_reports
from embeddings.indexing.update import index_paths
from embeddings.training.sources import shared_directory
from qa.assistant import Assistant
from qa.evaluation.matching.normalisation import contains_form
from qa.evaluation.testsets.cell_wordings import row_question
from qa.evaluation.testsets.cells import GoldCell, questions_of, read_cells
from qa.records import Answer
from qa.tables import CellStatus

__all__ = ["fault", "judged", "main", "measure_cells", "measure_rows", "shares", "summary_line"]

_TABLE = Path("data") / "tables" / "council_table.jsonl"  # within the shared directory
_KEPT_FAULTS = 60  # wrong cells that a result lists


def measure_cells(assistant: Assistant, cells: Sequence[GoldCell]) -> dict[str, Any]:
    """Return how many cells are right, wrong and refused, by wording and by indicator."""
    by_wording: defaultdict[int, Counter[str]] = defaultdict(Counter)
    by_indicator: dict[str, Counter[str]] = defaultdict(Counter)
    faults, seconds = [], []
    for cell in cells:
        for wording, question in enumerate(questions_of(cell)):
            begun = time.perf_counter()
            answer = assistant.ask(question)
            seconds.append(time.perf_counter() - begun)
            outcome = _outcome(cell, answer)
            by_wording[wording][outcome] += 1
            by_indicator[cell.indicator][outcome] += 1
            if outcome not in ("right", "refused_rightly"):
                faults.append(fault(cell, question, outcome, answer.text))
    total = sum(by_wording.values(), Counter())
    return {
        "total": shares(total),
        "by_wording": [shares(counted) for _, counted in sorted(by_wording.items())],
        "by_indicator": {name: shares(counted) for name, counted in by_indicator.items()},
        "p50_seconds": round(float(np.percentile(seconds, 50)), 4),
        "p95_seconds": round(float(np.percentile(seconds, 95)), 4),
        "faults": faults,
    }


def measure_rows(assistant: Assistant, cells: Sequence[GoldCell]) -> dict[str, Any]:
    """Return the same for the cells of each row asked for by one question."""
    rows: dict[tuple[str, str, str, str], list[GoldCell]] = defaultdict(list)
    for cell in cells:
        rows[cell.region, cell.indicator, cell.measure, cell.kind].append(cell)
    counted: dict[str, Counter[str]] = {}
    faults, seconds = [], []
    for (_, indicator, measure, kind), row in rows.items():
        years = [cell.about_year for cell in row]
        question = row_question(indicator, measure, kind, min(years), max(years))
        begun = time.perf_counter()
        answer = assistant.ask(question)
        seconds.append(time.perf_counter() - begun)
        outcomes: Counter[str] = Counter()
        for cell in row:
            value = _table_value(answer, cell)
            outcome = judged(cell, value)
            outcomes[outcome] += 1
            if outcome not in ("right", "refused_rightly"):
                faults.append(fault(cell, question, outcome, value or ""))
        counted[f"{indicator} {measure} {kind}"] = outcomes
    return {
        "total": shares(sum(counted.values(), Counter())),
        "by_row": {name: shares(outcomes) for name, outcomes in counted.items()},
        "longest_seconds": round(max(seconds), 4),
        "faults": faults,
    }


def _outcome(cell: GoldCell, answer: Answer) -> str:
    if answer.refused:
        return judged(cell, None)
    return judged(cell, answer.spans[0] if answer.spans else answer.text)


def judged(cell: GoldCell, value: str | None) -> str:
    """Return the outcome of a cell for which `value` was given, None if it was refused."""
    if value is None:
        return "refused_rightly" if cell.absent else "refused_wrongly"
    if cell.absent:
        return "answered_wrongly"
    return "right" if any(contains_form(value, form) for form in cell.forms) else "wrong"


def _table_value(answer: Answer, cell: GoldCell) -> str | None:
    if answer.refused or answer.table is None:
        return None
    for row in answer.table:
        for one in row.cells:
            if row.year == cell.about_year and one.aspect == cell.kind:
                return one.text if one.status is CellStatus.STATED else None
    return None


def fault(cell: GoldCell, question: str, outcome: str, given: str) -> dict[str, str]:
    """Return what a result keeps of a cell that is not right."""
    return {
        "id": cell.id,
        "question": question,
        "outcome": outcome,
        "wanted": "absent" if cell.absent else cell.forms[0],
        "given": given[:80],
        "stands": cell.quote or cell.note,
    }


def shares(counted: Counter[str]) -> dict[str, Any]:
    """Return the outcomes, and the shares of stated, absent and all cells that the bars are of."""
    stated = counted["right"] + counted["wrong"] + counted["refused_wrongly"]
    absent = counted["refused_rightly"] + counted["answered_wrongly"]
    wrong = counted["wrong"] + counted["answered_wrongly"]
    return {
        **dict(counted),
        "stated_right": round(counted["right"] / stated, 4) if stated else None,
        "absent_refused": round(counted["refused_rightly"] / absent, 4) if absent else None,
        "wrong_of_all": round(wrong / max(1, stated + absent), 4),
    }


def summary_line(name: str, counted: Mapping[str, Any]) -> str:
    """Return the three shares of what was counted as one line."""
    return (
        f"{name}: stated right {counted['stated_right']}, absent refused "
        f"{counted['absent_refused']}, wrong of all {counted['wrong_of_all']}"
    )


def main() -> None:
    """Measure, print and write `results/tables.json`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("table", nargs="?", type=Path)
    parser.add_argument("--index", type=Path, help="an index of the reports that it asks of")
    options = parser.parse_args()
    table = options.table or shared_directory() / _TABLE
    reports = shared_reports()
    if not table.is_file() or (options.index is None and reports is None):
        sys.exit(f"skipped: no table of cells at {table}, or {absent_reason()}")
    cells = read_cells(table)
    with tempfile.TemporaryDirectory() as folder:
        directory = options.index or Path(folder) / "index"
        if options.index is None and reports is not None:
            index_paths([reports], directory)
        assistant = Assistant.open(directory)
        assistant.ask("国内生产总值增长目标是多少？")  # warm
        results = {
            "cells": measure_cells(assistant, cells),
            "rows": measure_rows(assistant, cells),
        }
    for kind in ("cells", "rows"):
        results[kind]["faults"] = results[kind]["faults"][:_KEPT_FAULTS]
        print(summary_line(kind, results[kind]["total"]))
        for one in results[kind]["faults"]:
            print("  ", *one.values())
    print(record("tables", results))


if __name__ == "__main__":
    main()
