import json
from pathlib import Path

import pytest

from benchmarks import recording


def test_record_tells_how_the_results_came_about(tmp_path: Path) -> None:
    path = recording.record("speed", {"p50": 0.25}, seed=7, directory=tmp_path)
    entry = json.loads(path.read_text(encoding="utf-8"))
    assert path == tmp_path / "speed.json"
    assert entry["results"] == {"p50": 0.25}
    assert entry["seed"] == 7
    assert entry["machine"]["cores"] >= 1
    assert entry["machine"]["libraries"]["numpy"].count(".") == 2
    assert {"command", "commit", "uncommitted_changes", "date"} <= set(entry)


def test_record_names_no_absolute_path_in_the_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = recording.ROOT / "benchmarks" / "speed.py"
    paths = ["--index", str(tmp_path / "index"), f"--build={tmp_path / 'kept'}", "build/base"]
    monkeypatch.setattr("sys.argv", [str(program), "--quick", *paths])
    path = recording.record("speed", {}, directory=tmp_path)
    command = json.loads(path.read_text(encoding="utf-8"))["command"]
    assert command == "python -m benchmarks.speed --quick --index index --build=kept build/base"


def test_shared_reports_are_found_through_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GOVREPORT_SHARED", str(tmp_path))
    assert recording.shared_reports() is None
    with pytest.raises(SystemExit, match="GOVREPORT_SHARED"):
        recording.require_shared_reports()
    folder = tmp_path / recording.COUNCIL_REPORTS
    folder.mkdir(parents=True)
    (folder / "2020年国务院政府工作报告.txt").write_text("各位代表", encoding="utf-8")
    assert recording.shared_reports() == folder
    assert recording.require_shared_reports() == folder
