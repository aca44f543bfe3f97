import json
import tarfile
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


def test_local_reports_are_unpacked_every_so_many_by_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GOVREPORT_SHARED", str(tmp_path))
    with pytest.raises(SystemExit, match="GOVREPORT_SHARED"):
        recording.unpack_local_reports(tmp_path / "none")
    archive = tmp_path / recording.LOCAL_REPORTS
    archive.parent.mkdir(parents=True)
    with tarfile.open(archive, "w:xz") as packed:
        for year in (2022, 2019, 2021, 2020):  # not in the order of their names
            report = tmp_path / f"{year}年长治市政府工作报告.md"
            report.write_text(f"各位代表：{year}年", encoding="utf-8")
            packed.add(report, f"local/{report.name}")
    folder = recording.unpack_local_reports(tmp_path / "all")
    assert folder == tmp_path / "all"
    assert [path.name[:4] for path in sorted(folder.rglob("*.md"))] == [
        "2019",
        "2020",
        "2021",
        "2022",
    ]
    some = recording.unpack_local_reports(tmp_path / "some", every=2)
    assert [path.name[:4] for path in sorted(some.rglob("*.md"))] == ["2019", "2021"]
