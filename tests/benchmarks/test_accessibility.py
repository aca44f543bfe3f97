import json
from pathlib import Path

from benchmarks import accessibility
from benchmarks.serving.states import EMPTY, LOGIN, STATES


def test_seen_views_are_those_that_a_broken_off_run_has_written(tmp_path: Path) -> None:
    progress = tmp_path / "progress.jsonl"
    assert accessibility._seen(progress) == {}
    finding = {"id": "region", "impact": "moderate", "help": "", "nodes": []}
    lines = [
        {"state": "answer-zh-light-390", "found": [finding]},
        {"state": "login-en-dark-820", "found": []},
    ]
    progress.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    assert accessibility._seen(progress) == {
        "answer-zh-light-390": [finding],
        "login-en-dark-820": [],
    }


def test_no_two_states_have_one_name() -> None:
    names = [*STATES, *EMPTY, *LOGIN]
    assert len(names) == len(set(names)) == 22
