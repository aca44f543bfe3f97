"""Folds: fixed, and of every report one."""

from collections import Counter

from embeddings.training.folds import FOLDS, fold_of


def test_fold_of_a_report_never_changes():
    assert [fold_of(f"{year}年国务院政府工作报告") for year in (2015, 2016, 2017, 2018)] == [
        2,
        1,
        2,
        1,
    ]


def test_folds_are_about_alike_in_size():
    counts = Counter(fold_of(f"local-{number}") for number in range(1000))
    assert set(counts) == set(range(FOLDS))
    assert max(counts.values()) < 260
