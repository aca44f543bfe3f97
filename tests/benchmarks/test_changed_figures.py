"""The labelled changed figures, and how they are counted."""

import pytest

from benchmarks.changed_figures import labels, measured, value_of
from embeddings.encoders.encoder import load_encoder
from embeddings.index.in_memory import MemoryIndex
from embeddings.parsing.reports import read_reports
from qa.diff.analysis import ReportAnalysis


def test_labels_are_enough_and_half_of_them_are_held_out():
    rows = labels()
    pairs = {(row["new_report"], row["held_out"]) for row in rows}
    assert sum(len(row["changed"]) for row in rows) >= 150
    assert sum(held_out for _, held_out in pairs) * 2 == len(pairs) == 16
    assert len({title for title, _ in pairs}) == len(pairs)  # no report is in both halves
    assert all(
        value_of(old) != value_of(new) or old != new for row in rows for old, new in row["changed"]
    )


@pytest.mark.parametrize(
    ("one", "other", "equal"),
    [
        ("13亿", "13亿多人口", True),
        ("5.5%", "5.5％以上", True),
        ("1.2万亿元", "12000亿元", True),
        ("3%", "3.5%", False),
    ],
)
def test_value_of_is_the_amount_however_it_is_written(one, other, equal):
    assert (value_of(one) == value_of(other)) is equal


def test_measured_counts_found_missed_and_false(tmp_path, monkeypatch):
    reports = []
    for year, goals in ((2024, "增长6%左右"), (2025, "增长5%左右")):
        path = tmp_path / f"{year}年青岚市政府工作报告.txt"
        title = f"{year}年青岚市政府工作报告"
        text = f"{title}\n\n各位代表：\n\n一、{year}年主要目标\n\n地区生产总值{goals}。\n"
        path.write_text(text, encoding="utf-8")
        reports += read_reports(path)
    row = {
        "old_report": reports[0].title,
        "new_report": reports[1].title,
        "new": "地区生产总值增长5%左右。",
        "changed": [["6%左右", "5%左右"], ["10万人", "11万人"]],
        "unclear": [],
        "held_out": False,
    }
    wrong = row | {"changed": [], "held_out": True}
    monkeypatch.setattr("benchmarks.changed_figures.labels", lambda: [row, wrong])
    index = MemoryIndex(load_encoder())
    index.add(reports)
    found = measured(ReportAnalysis(index), reports)
    assert (found["in_sight"]["found"], found["in_sight"]["changed"]) == (1, 2)
    assert (found["in_sight"]["false_share"], found["held_out"]["false_share"]) == (0.0, 1.0)
