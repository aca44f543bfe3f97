"""Figures of local reports, cell by cell and as tables: `python -m benchmarks.local_tables`.

`benchmarks/held_out/local_cells_*.jsonl` are cells of twelve reports of cities and provinces that
no other test asks of, written from the reports before anything was asked: six reports whose faults
may be read, and six that are only scored. Each is asked in five wordings and in two everyday ones.
`local_rows_*.jsonl` are tables: one place over its years, or the provinces in one year, each asked
in three wordings; a target is from the report of its year, a result from that of the next. All
reports of the places asked of are indexed together. They are found through GOVREPORT_SHARED.
"""

import argparse
import json
import tempfile
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from benchmarks.recording import ROOT, record, require_local_reports
from benchmarks.tables import fault, judged, measure_cells, shares, summary_line
from embeddings.indexing.update import index_paths
from embeddings.training.local import extract_reports, titles_by_place
from qa.assistant import Assistant
from qa.evaluation.testsets.cells import GoldCell, read_cells
from qa.records import Answer
from qa.tables import CellStatus

__all__ = ["HALVES", "main", "measure_tables", "read_rows"]

HALVES = ("open", "held_out")
_FOLDER = ROOT / "benchmarks" / "held_out"
_YEARS = range(1949, 2100)


def read_rows(path: Path) -> list[tuple[tuple[str, ...], list[GoldCell]]]:
    """Return the tables of a file: the questions for each, and its cells."""
    found = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        cells = [
            GoldCell(
                id=f"{row['id']}-{key}",
                region=row.get("region", key),
                report="",
                about_year=int(row.get("about_year", key)),
                indicator=row["indicator"],
                measure=row["measure"],
                kind=row["kind"],
                absent=not forms,
                forms=tuple(forms),
            )
            for key, forms in row["values"].items()
        ]
        found.append((tuple(row["asked"]), cells))
    return found


def measure_tables(
    assistant: Assistant, rows: Sequence[tuple[tuple[str, ...], list[GoldCell]]]
) -> dict[str, Any]:
    """Return how many cells of the tables are right, wrong and refused, in all and by question."""
    by_question, faults = {}, []
    for questions, cells in rows:
        over_places = len({cell.region for cell in cells}) > 1
        for question in questions:
            answer = assistant.ask(question)
            outcomes: Counter[str] = Counter()
            for cell in cells:
                value = _value(answer, cell, over_places=over_places)
                outcome = judged(cell, value)
                outcomes[outcome] += 1
                if outcome not in ("right", "refused_rightly"):
                    faults.append(fault(cell, question, outcome, value or ""))
            by_question[question] = outcomes
    return {
        "total": shares(sum(by_question.values(), Counter())),
        "by_question": {question: shares(counted) for question, counted in by_question.items()},
        "faults": faults,
    }


def _value(answer: Answer, cell: GoldCell, *, over_places: bool) -> str | None:
    """Return what the table of an answer has for a cell; None if it has no such value."""
    if answer.refused or answer.table is None:
        return None
    for row in answer.table:
        here = cell.region.startswith(row.label) if over_places else row.year == cell.about_year
        for one in row.cells:
            if here and one.aspect == cell.kind:
                return one.text if one.status is CellStatus.STATED else None
    return None


def _titles(archive: Path, cells: Iterable[GoldCell]) -> set[str]:
    """Return the titles of all reports of the places of the cells."""
    places = {cell.region for cell in cells}
    by_place = titles_by_place(archive, _YEARS)
    return {title for place in places for title in by_place[place]}


def main() -> None:
    """Index, ask both halves, print the faults of the open one, record the shares."""
    parser = argparse.ArgumentParser(description="figures of local reports as cells and tables")
    parser.add_argument("--index", type=Path, help="an index that has the reports")
    parser.add_argument("--open", action="store_true", help="ask the open half, record nothing")
    options = parser.parse_args()
    halves = HALVES[:1] if options.open else HALVES
    cells = {half: read_cells(_FOLDER / f"local_cells_{half}.jsonl") for half in halves}
    rows = {half: read_rows(_FOLDER / f"local_rows_{half}.jsonl") for half in halves}
    results: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as scratch:
        directory = options.index or Path(scratch) / "index"
        if options.index is None:
            archive = require_local_reports()
            asked = [cell for half in halves for cell in cells[half]]
            asked += [cell for half in halves for _, table in rows[half] for cell in table]
            reports = extract_reports(archive, _titles(archive, asked), Path(scratch))
            results["reports"] = len(reports)
            index_paths(reports, directory)
        assistant = Assistant.open(directory)
        for half in halves:
            results[half] = {
                "cells": measure_cells(assistant, cells[half]),
                "tables": measure_tables(assistant, rows[half]),
            }
    for half in halves:
        for kind, measured in results[half].items():
            print(summary_line(f"{half} {kind}", measured["total"]))
            faults = measured.pop("faults")
            for one in faults if half == "open" else ():
                print("  ", *one.values())
    if not options.open:
        print(record("local_tables", results))


if __name__ == "__main__":
    main()
