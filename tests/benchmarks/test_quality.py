from benchmarks.latency import timed
from benchmarks.quality import dev_sets, held_out_sets, keep
from benchmarks.recording import ROOT
from qa.evaluation import read_test_set


def test_dev_sets_are_there_and_their_reports_where_they_can_be(monkeypatch, tmp_path) -> None:
    monkeypatch.setenv("GOVREPORT_SHARED", str(tmp_path))
    lanzhou, council = dev_sets()
    assert lanzhou.path.is_file()
    assert council.path.is_file()
    assert lanzhou.reports == ROOT / "seeds"
    assert council.reports is None


def test_held_out_sets_share_no_question_with_the_dev_sets() -> None:
    def asked(sets) -> set[str]:
        return {q.question for held in sets for q in read_test_set(held.path).questions}

    assert len(asked(held_out_sets())) == 58
    assert not asked(dev_sets()) & asked(held_out_sets())


def test_keep_copies_answers_and_scores_alone(tmp_path) -> None:
    run = tmp_path / "run"
    run.mkdir()
    for name in ("answers.jsonl", "scores.json", "report.html"):
        (run / name).write_text(name, encoding="utf-8")
    keep(run, tmp_path / "kept")
    kept = sorted(path.name for path in (tmp_path / "kept").iterdir())
    assert kept == ["answers.jsonl", "scores.json"]


def test_timed_measures_a_whole_process() -> None:
    import sys

    held = b"x" * (300 << 20)  # of the caller, which is no part of the figure
    process = timed([sys.executable, "-S", "-c", "import time; time.sleep(0.2)"])
    assert process.peak_mib < len(held) >> 20
    assert 0.2 <= process.seconds < 20
    assert 1 < process.peak_mib < 1000


def test_programs_are_the_modules_that_run_themselves() -> None:
    from benchmarks.__main__ import programs

    assert {"latency", "search.lexicon", "quality", "safety.damage"} <= set(programs())
    assert "recording" not in programs()
    assert "__main__" not in programs()
