"""The quality of the whole path may not fall: both dev sets against their recorded runs.

Fails where accuracy or MRR is significantly lower (paired randomisation test, p < 0.05). After a
change that is worth it, `python -m benchmarks.quality` records new runs.
"""

from pathlib import Path

import pytest

from benchmarks.quality import RUNS, MeasuredSet, dev_sets, evaluate
from benchmarks.recording import absent_reason
from qa.evaluation import compare, comparison_text

LANZHOU, COUNCIL = dev_sets()


def held_against_the_record(dev_set: MeasuredSet, tmp_path: Path) -> str:
    """Return the comparison as text where a gate is significantly worse, "" otherwise."""
    evaluate(dev_set, tmp_path, tmp_path / "run")
    comparison = compare(RUNS / dev_set.name, tmp_path / "run")
    return comparison_text(comparison, name_a="recorded", name_b="now") if comparison.worse else ""


def test_quality_on_the_lanzhou_dev_set_has_not_fallen(tmp_path: Path) -> None:
    worse = held_against_the_record(LANZHOU, tmp_path)
    assert not worse, worse


@pytest.mark.slow
@pytest.mark.skipif(COUNCIL.reports is None, reason=absent_reason())
def test_quality_on_the_council_dev_set_has_not_fallen(tmp_path: Path) -> None:
    worse = held_against_the_record(COUNCIL, tmp_path)
    assert not worse, worse
