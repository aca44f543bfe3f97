"""Statements against `benchmarks/labels/statement_pairs.jsonl`, for `benchmarks.diff`.

Each line is a sentence of a later report with the likeliest one of the year before, labelled in
three readings as the same, reworded, or new (`benchmarks/labels/README.md`); here the whole
comparison of both reports is judged, where `qa.training.alignment` judges the model on the pair
alone. By three labels: `in_report`, of the sentence beside the whole earlier report, and of the
pair, as it is now (`kind`) and as it was (`former`). `unclear` ones do not count.
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from benchmarks.recording import ROOT
from embeddings.records import Report
from qa.diff.analysis import ReportAnalysis
from qa.diff.records import PairKind
from qa.evaluation.metrics.two_kinds import two_kinds

__all__ = ["agreement", "measured_kinds"]

LABELS = ROOT / "benchmarks" / "labels" / "statement_pairs.jsonl"
_HALVES = {"in_sight": False, "held_out": True}
_LABELS = ("in_report", "kind", "former")


def measured_kinds(analysis: ReportAnalysis, reports: Iterable[Report]) -> dict[str, Any]:
    """Return how many labelled statements are told as what they are, by half."""
    by_title = {report.title: report for report in reports}
    rows = _labels()
    kinds: dict[tuple[str, str], PairKind] = {}
    for old, new in dict.fromkeys((row["old_report"], row["new_report"]) for row in rows):
        for pairing in analysis.diff(by_title[old], by_title[new]).pairings:
            if pairing.new is not None:
                kinds[new, pairing.new.text] = pairing.kind
    return {
        name: {
            labels: _half([row for row in rows if row["held_out"] is held_out], kinds, labels)
            for labels in _LABELS
        }
        for name, held_out in _HALVES.items()
    }


def agreement() -> dict[str, Any]:
    """Return how far the readings of the labels agree, by half.

    `readers`: the first two; `third`: the labels that came of those, and the third reading. Of
    each Cohen's kappa (1960) of whether a pair is new, over those that both call clear; and for
    each kind that one gave, what the other gave.
    """
    return {
        name: {
            "readers": _agreement([row["readings"][:2] for row in rows]),
            "third": _agreement([(row["former"], row["readings"][2]) for row in rows]),
        }
        for name, held_out in _HALVES.items()
        if (rows := [row for row in _labels() if row["held_out"] is held_out])
    }


def _agreement(readings: Sequence[Sequence[str]]) -> dict[str, Any]:
    clear = Counter(
        (one == "new", other == "new") for one, other in readings if "unclear" not in (one, other)
    )
    pairs = clear.total()
    agreed = (clear[True, True] + clear[False, False]) / pairs
    new = [(clear[True, True] + clear[pair]) / pairs for pair in ((True, False), (False, True))]
    by_chance = new[0] * new[1] + (1 - new[0]) * (1 - new[1])
    kinds = dict.fromkeys(kind for pair in sorted(readings) for kind in pair)
    return {
        "pairs": len(readings),
        "clear_to_both": pairs,
        "agreed": round(agreed, 4),
        "kappa": round((agreed - by_chance) / (1 - by_chance), 4),
        "kinds": {
            kind: dict(Counter(other for one, other in sorted(readings) if one == kind))
            for kind in kinds
        },
    }


def _labels() -> list[dict[str, Any]]:
    return [json.loads(line) for line in LABELS.read_text(encoding="utf-8").splitlines()]


def _half(
    rows: Iterable[Mapping[str, Any]], kinds: Mapping[tuple[str, str], PairKind], labels: str
) -> dict[str, Any]:
    told = [
        (kinds[row["new_report"], row["new"]] is PairKind.NEW, kind == "new", row["new_report"])
        for row in rows
        if (kind := row.get(labels, row["kind"])) != "unclear"
    ]
    said, true, reports = zip(*told, strict=True)
    return two_kinds(said, true, reports)
