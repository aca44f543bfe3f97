from pathlib import Path

from benchmarks.recording import ROOT
from benchmarks.serving import server, side_by_side
from benchmarks.serving.asking import spread


def test_ratios_are_of_this_build_to_the_other_at_every_depth() -> None:
    measured = {
        "this": {"milliseconds": {"p50": 150.0, "p95": 300.0}, "processor_milliseconds": 90.0},
        "base": {"milliseconds": {"p50": 200.0, "p95": 400.0}, "processor_milliseconds": 60.0},
    }
    assert side_by_side._ratios(measured) == {
        "milliseconds": {"p50": 0.75, "p95": 0.75},
        "processor_milliseconds": 1.5,
    }


def test_spread_is_of_the_values_in_order() -> None:
    assert spread([3.0, 1.0, 2.0]) == {"p50": 2.0, "p95": 2.9, "max": 3.0}


def test_program_is_the_one_that_the_checkout_has(tmp_path: Path) -> None:
    assert server.program(ROOT)[1:] == ["-m", "ui"]
    assert server.program(tmp_path)[1:] == ["-m", "ui.cli"]  # of a commit before `ui.__main__`
