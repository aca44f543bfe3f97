"""Figures asked cell by cell and row by row: `python -m benchmarks.tables [TABLE.jsonl]`.

Each cell of a table (form: docs/evaluation.md) is asked in five wordings, and all cells of one
indicator, measure and aspect as one table question. A cell is right where its first short answer
is an accepted form, or where it is absent and refused; everything else that is answered is wrong.
Without a table the one over the State Council reports is asked, which is no part of the project.
"""

import argparse
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.recording import absent_reason, record, shared_reports
from embeddings.indexing.update import index_paths
from embeddings.training.sources import shared_directory
from qa.assistant import Assistant
from qa.evaluation.matching.normalisation import contains_form
from qa.evaluation.testsets.cell_wordings import WORDINGS, row_question
from qa.evaluation.testsets.cells import GoldCell, cell_questions, read_cells
from qa.records import Answer
from qa.tables import CellStatus

__all__ = ["main", "measure_cells", "measure_rows"]

_TABLE = Path("data") / "tables" / "council_table.jsonl"  # within the shared directory
_KEPT_FAULTS = 60  # wrong cells that a result lists


def measure_cells(assistant: Assistant, cells: Sequence[GoldCell]) -> dict[str, Any]:
    """Return how many cells are right, wrong and refused, by wording and by indicator."""
    by_wording: list[Counter[str]] = []
    by_indicator: dict[str, Counter[str]] = defaultdict(Counter)
    faults, seconds = [], []
    for wording in range(WORDINGS):
        counted: Counter[str] = Counter()
        for cell, question in zip(cells, cell_questions(cells, wording), strict=True):
            begun = time.perf_counter()
            answer = assistant.ask(question.question)
            seconds.append(time.perf_counter() - begun)
            outcome = _outcome(cell, answer)
            counted[outcome] += 1
            by_indicator[cell.indicator][outcome] += 1
            if outcome not in ("right", "refused_rightly"):
                faults.append(_fault(cell, question.question, outcome, answer.text))
        by_wording.append(counted)
    total = sum(by_wording, Counter())
    return {
        "total": _shares(total),
        "by_wording": [_shares(counted) for counted in by_wording],
        "by_indicator": {name: _shares(counted) for name, counted in by_indicator.items()},
        "p50_seconds": round(float(np.percentile(seconds, 50)), 4),
        "p95_seconds": round(float(np.percentile(seconds, 95)), 4),
        "faults": faults[:_KEPT_FAULTS],
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
            outcome = _judged(cell, value)
            outcomes[outcome] += 1
            if outcome not in ("right", "refused_rightly"):
                faults.append(_fault(cell, question, outcome, value or ""))
        counted[f"{indicator} {measure} {kind}"] = outcomes
    return {
        "total": _shares(sum(counted.values(), Counter())),
        "by_row": {name: _shares(outcomes) for name, outcomes in counted.items()},
        "longest_seconds": round(max(seconds), 4),
        "faults": faults[:_KEPT_FAULTS],
    }


def _outcome(cell: GoldCell, answer: Answer) -> str:
    if answer.refused:
        return _judged(cell, None)
    return _judged(cell, answer.spans[0] if answer.spans else answer.text)


def _judged(cell: GoldCell, value: str | None) -> str:
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


def _fault(cell: GoldCell, question: str, outcome: str, given: str) -> dict[str, str]:
    return {
        "id": cell.id,
        "question": question,
        "outcome": outcome,
        "wanted": "absent" if cell.absent else cell.forms[0],
        "given": given[:80],
        "stands": cell.quote or cell.note,
    }


def _shares(counted: Counter[str]) -> dict[str, Any]:
    stated = counted["right"] + counted["wrong"] + counted["refused_wrongly"]
    absent = counted["refused_rightly"] + counted["answered_wrongly"]
    wrong = counted["wrong"] + counted["answered_wrongly"]
    return {
        **dict(counted),
        "stated_right": round(counted["right"] / stated, 4) if stated else None,
        "absent_refused": round(counted["refused_rightly"] / absent, 4) if absent else None,
        "wrong_of_all": round(wrong / max(1, stated + absent), 4),
    }


def _lines(name: str, shares: dict[str, Any]) -> Iterable[str]:
    yield (
        f"{name}: stated right {shares['stated_right']}, absent refused "
        f"{shares['absent_refused']}, wrong of all {shares['wrong_of_all']}"
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
        for line in _lines(kind, results[kind]["total"]):
            print(line)
        for fault in results[kind]["faults"]:
            print("  ", *fault.values())
    print(record("tables", results))


if __name__ == "__main__":
    main()
