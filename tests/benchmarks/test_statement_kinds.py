"""The labelled statements, and how the kinds that a comparison gives them are counted."""

import json

from benchmarks.statement_kinds import LABELS, agreement, measured_kinds
from embeddings.encoders.encoder import load_encoder
from embeddings.index.in_memory import MemoryIndex
from embeddings.parsing.reports import read_reports
from qa.diff.analysis import ReportAnalysis


def test_no_report_is_in_both_halves():
    rows = [json.loads(line) for line in LABELS.read_text(encoding="utf-8").splitlines()]
    halves = {(row["new_report"], row["held_out"]) for row in rows}
    assert len(halves) == len({title for title, _ in halves})
    assert sum(row["held_out"] for row in rows) > 250
    assert all(row["why"] for row in rows if row["kind"] == "unclear")


def test_agreement_is_cohens_kappa_of_new_over_what_both_call_clear(tmp_path, monkeypatch):
    readings = [
        *[("reworded", "reworded")] * 20,
        *[("reworded", "new")] * 5,
        *[("new", "reworded")] * 10,
        *[("new", "new")] * 15,
        ("new", "unclear"),
    ]
    file = tmp_path / "labels.jsonl"
    rows = [
        {"readings": [*pair, pair[0]], "former": pair[1], "held_out": held}
        for pair in readings
        for held in (False, True)
    ]
    file.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    monkeypatch.setattr("benchmarks.statement_kinds.LABELS", file)
    found = agreement()
    assert found["in_sight"] == found["held_out"]
    # 35 of 50 agree; by chance 0.5 * 0.4 + 0.5 * 0.6
    assert found["held_out"]["third"]["kinds"]["reworded"] == {"new": 10, "reworded": 20}
    assert found["held_out"]["readers"] == {
        "pairs": 51,
        "clear_to_both": 50,
        "agreed": 0.7,
        "kappa": 0.4,
        "kinds": {
            "new": {"new": 15, "reworded": 10, "unclear": 1},
            "reworded": {"new": 5, "reworded": 20},
            "unclear": {},
        },
    }


def test_readings_of_the_labels_mostly_agree():
    found = agreement()
    assert all(found[half][of]["kappa"] > 0.9 for half in found for of in ("readers", "third"))


def test_a_new_statement_has_a_label_beside_the_whole_earlier_report():
    rows = [json.loads(line) for line in LABELS.read_text(encoding="utf-8").splitlines()]
    assert all("in_report" in row for row in rows if row["kind"] == "new")
    assert all(
        ("counterpart" in row) == (row["in_report"] == "reworded")
        for row in rows
        if "in_report" in row
    )
    assert all(row["why"] for row in rows if row["kind"] != row["former"])


def test_measured_kinds_count_what_is_told_new_and_what_is_not(tmp_path, monkeypatch):
    reports = []
    for year, said in (
        (2024, "深入推进国有企业改革。新建农村公路12公里。"),
        (2025, "深化国有企业改革。新建农村公路15公里。培育低空经济。"),
    ):
        title = f"{year}年青岚市政府工作报告"
        text = f"{title}\n\n各位代表：\n\n一、{year}年重点工作\n\n{said}\n"
        (tmp_path / f"{title}.txt").write_text(text, encoding="utf-8")
        reports += read_reports(tmp_path / f"{title}.txt")
    titles = {"old_report": reports[0].title, "new_report": reports[1].title}
    labelled = [
        ("深化国有企业改革。", "reworded", False),
        ("新建农村公路15公里。", "new", False),  # wrongly labelled: it is told as the same
        ("培育低空经济。", "new", True),
        ("培育低空经济。", "unclear", True),
    ]
    file = tmp_path / "labels.jsonl"
    rows = [
        titles | {"new": n, "kind": kind, "former": kind, "held_out": held}
        for n, kind, held in labelled
    ]
    rows[2]["in_report"] = "reworded"
    file.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    monkeypatch.setattr("benchmarks.statement_kinds.LABELS", file)
    index = MemoryIndex(load_encoder())
    index.add(reports)
    found = measured_kinds(ReportAnalysis(index), reports)
    in_sight, held_out = found["in_sight"]["kind"], found["held_out"]
    assert in_sight | {"intervals": None} == {
        "pairs": 2,
        "precision": 0.5,
        "recall": 1.0,
        "precision_new": 0.0,
        "recall_new": 0.0,
        "intervals": None,
    }
    assert (held_out["kind"]["pairs"], held_out["kind"]["precision_new"]) == (1, 1.0)
    assert (held_out["in_report"]["pairs"], held_out["in_report"]["precision_new"]) == (1, 0.0)
