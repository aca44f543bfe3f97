"""The labelled statements, and how the kinds that a comparison gives them are counted."""

import json

from benchmarks.statement_kinds import LABELS, measured_kinds
from embeddings.encoders.encoder import load_encoder
from embeddings.index.in_memory import MemoryIndex
from embeddings.parsing.reports import read_reports
from qa.diff import ReportAnalysis


def test_no_report_is_in_both_halves():
    rows = [json.loads(line) for line in LABELS.read_text(encoding="utf-8").splitlines()]
    halves = {(row["new_report"], row["held_out"]) for row in rows}
    assert len(halves) == len({title for title, _ in halves})
    assert sum(row["held_out"] for row in rows) > 250
    assert all(row["why"] for row in rows if row["kind"] == "unclear")


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
    rows = [titles | {"new": n, "kind": kind, "held_out": held} for n, kind, held in labelled]
    file.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    monkeypatch.setattr("benchmarks.statement_kinds.LABELS", file)
    index = MemoryIndex(load_encoder())
    index.add(reports)
    found = measured_kinds(ReportAnalysis(index), reports)
    assert found["in_sight"] == {
        "statements": 2,
        "precision": 0.5,
        "recall": 1.0,
        "precision_new": 0.0,
        "recall_new": 0.0,
    }
    assert (found["held_out"]["statements"], found["held_out"]["precision_new"]) == (1, 1.0)
