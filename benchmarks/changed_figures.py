"""Changed figures against `benchmarks/labels/changed_figures.jsonl`, for `benchmarks.diff`.

Each line is a sentence of a later report with the figures in it that the earlier report states of
the same thing with another value, labelled by reading the sentence beside the two most similar ones
of the year before; `unclear` ones count neither as right nor as wrong. What the program reported
besides was read once and labelled as right where it is.
"""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from benchmarks.recording import ROOT
from embeddings.language.figures import find_figures
from embeddings.records import Report
from qa.diff.analysis import ReportAnalysis

LABELS = ROOT / "benchmarks" / "labels" / "changed_figures.jsonl"

Value = tuple[object, ...]


def labels() -> list[dict[str, Any]]:
    """Return the labelled sentences."""
    return [json.loads(line) for line in LABELS.read_text(encoding="utf-8").splitlines()]


def value_of(text: str) -> Value:
    """Return what two figures are equal in: 13亿 and 13亿多人口."""
    found = find_figures(text)
    return (found[0].low, found[0].high) if found else (text,)


def measured(analysis: ReportAnalysis, reports: Iterable[Report]) -> dict[str, Any]:
    """Return how many changed figures are found and how many reported ones are wrong, by half."""
    by_title = {report.title: report for report in reports}
    figures: dict[tuple[str, str], list[tuple[Value, Value]]] = {}
    rows = labels()
    for old, new in dict.fromkeys((row["old_report"], row["new_report"]) for row in rows):
        for pairing in analysis.diff(by_title[old], by_title[new]).pairings:
            if pairing.new is not None:
                figures[new, pairing.new.text] = [
                    (value_of(change.old_text), value_of(change.new_text))
                    for change in pairing.figures
                ]
    halves = {"in_sight": False, "held_out": True}
    return {
        name: _half([row for row in rows if row["held_out"] is held_out], figures)
        for name, held_out in halves.items()
    }


def _half(
    rows: Iterable[Mapping[str, Any]],
    figures: Mapping[tuple[str, str], list[tuple[Value, Value]]],
) -> dict[str, Any]:
    sentences = found = missed = false = 0
    pairs = set()
    for row in rows:
        sentences += 1
        pairs.add(row["new_report"])
        left = [(value_of(old), value_of(new)) for old, new in row["changed"]]
        unclear = [(value_of(old), value_of(new)) for old, new in row["unclear"]]
        for change in figures.get((row["new_report"], row["new"]), []):
            if change in left:
                left.remove(change)
                found += 1
            elif change not in unclear:
                false += 1
        missed += len(left)
    return {
        "reports": len(pairs),
        "sentences": sentences,
        "changed": found + missed,
        "found": found,
        "found_share": round(found / max(1, found + missed), 4),
        "false": false,
        "false_share": round(false / max(1, found + false), 4),
    }
