import io
import json

from qa.assistant import Assistant
from ui.commands.terminal import Terminal
from ui.config import find_places
from ui.conversations.feedback import Verdict, write_feedback


def test_index_forget_and_again(govreport, tmp_path, seeds):
    index = str(tmp_path / "index")
    status, out, err = govreport("index", str(seeds), "--index", index)
    assert status == 0
    assert "新增 1 份" in out
    assert "7 份" in err
    assert "README.md" in err
    status, out, _ = govreport("index", str(seeds), "--index", index)
    assert "未变 1 份" in out
    status, out, err = govreport(
        "forget", "2017年兰州市政府工作报告", "--index", index, "--dry-run"
    )
    assert status == 0
    assert "什么也没动" in err
    status, out, err = govreport("forget", "2017年兰州市政府工作报告", "--index", index)
    assert status == 1
    assert "--yes" in err
    status, _, _ = govreport("forget", "2017年兰州市政府工作报告", "--index", index, "--yes")
    assert status == 0
    status, out, _ = govreport("reports", "--index", index, "--json")
    assert json.loads(out) == []
    status, out, _ = govreport("ask", "2016年兰州市生产总值？", "--index", index)
    assert status == 1


def test_forget_takes_the_marks_that_quote_the_report_along(
    govreport, tmp_path, seeds, monkeypatch
):
    monkeypatch.setenv("GOVREPORT_DATA", str(tmp_path / "data"))
    index, title = str(tmp_path / "index"), "2017年兰州市政府工作报告"
    govreport("index", str(seeds), "--index", index)
    asked = Assistant.open(index).ask("2016年兰州市生产总值预计达到多少？")
    path = find_places().feedback
    write_feedback(path, asked, Verdict.RIGHT, at="2026-01-02")
    _, out, _ = govreport("forget", title, "--index", index, "--dry-run")
    assert "1 条评价" in out
    assert path.read_text("utf-8")
    assert govreport("forget", title, "--index", index, "--yes")[0] == 0
    assert path.read_text("utf-8") == ""


def test_index_with_a_bad_file_indexes_the_others_with_status_3(govreport, tmp_path, seeds):
    folder = tmp_path / "报告"
    folder.mkdir()
    (folder / "空.txt").write_bytes(b"")
    (folder / "二进制.txt").write_bytes(bytes(range(256)) * 40)
    seed = next(seeds.glob("*.txt"))
    (folder / "兰州.txt").write_bytes(seed.read_bytes())
    status, out, err = govreport("index", str(folder), "--index", str(tmp_path / "index"))
    assert status == 3
    assert "新增 1 份" in out
    assert "空.txt" in err
    assert "二进制.txt" in err


def test_index_asks_before_it_adds_what_is_no_report(govreport, tmp_path, seeds, monkeypatch):
    folder, index = tmp_path / "报告", str(tmp_path / "index")
    folder.mkdir()
    (folder / "菜谱.txt").write_text("红烧肉做法\n五花肉500克，切块焯水，小火炖一小时。", "utf-8")
    (folder / "兰州.txt").write_bytes(next(seeds.glob("*.txt")).read_bytes())
    status, out, err = govreport("index", str(folder), "--index", index)
    assert status == 0
    assert "新增 1 份" in out
    assert "没有加入 1 份" in err
    assert "红烧肉做法" in err
    assert "--yes" in err
    monkeypatch.setattr(Terminal, "interactive", True)
    monkeypatch.setattr("sys.stdin", io.StringIO("n\n"))
    _, out, _ = govreport("index", str(folder), "--index", index)
    assert "新增" not in out
    monkeypatch.setattr("sys.stdin", io.StringIO("y\n"))
    _, out, err = govreport("index", str(folder), "--index", index)
    assert "红烧肉做法" in out
    assert "看来不是政府报告" in err
    _, out, _ = govreport("reports", "--json", "--index", index)
    assert [report["kind"] for report in json.loads(out)] == ["work_report", "other"]


def test_index_takes_everything_with_yes(govreport, tmp_path):
    (tmp_path / "菜谱.txt").write_text("红烧肉做法\n五花肉500克，切块焯水，小火炖一小时。", "utf-8")
    index = str(tmp_path / "index")
    _, out, _ = govreport("index", str(tmp_path / "菜谱.txt"), "--yes", "--index", index)
    assert "新增 1 份" in out


def test_index_explain_tells_what_cleaning_changed_and_writes_nothing(govreport, tmp_path, seeds):
    index = tmp_path / "index"
    status, out, _ = govreport("index", str(seeds), "--explain", "--index", str(index))
    assert status == 0
    assert "二号首长" in out
    assert not index.exists()


def test_forget_asks_a_person_and_takes_only_a_yes(govreport, tmp_path, seeds, monkeypatch):
    index = str(tmp_path / "index")
    title = "2017年兰州市政府工作报告"
    govreport("index", str(seeds), "--index", index)
    monkeypatch.setattr(Terminal, "interactive", True)
    for answer in ("n\n", "\n", "yesterday\n", ""):
        monkeypatch.setattr("sys.stdin", io.StringIO(answer))
        status, _, err = govreport("forget", title, "--index", index)
        assert status == 1
        assert "[y/N]" in err
    monkeypatch.setattr("sys.stdin", io.StringIO("y\n"))
    status, _, err = govreport("forget", title, "--index", index)
    assert status == 0
    assert "已移除 1 份" in err


def test_index_tells_of_versions_and_how_to_keep_one(govreport, tmp_path, seeds):
    text, index = next(seeds.glob("*.txt")).read_text("utf-8"), str(tmp_path / "index")
    (tmp_path / "送审稿.txt").write_text(text, "utf-8")
    (tmp_path / "正式稿.txt").write_text(text.replace("1.7万个", "1.9万个"), "utf-8")
    _, out, err = govreport("index", *map(str, sorted(tmp_path.glob("*.txt"))), "--index", index)
    assert "新增 2 份" in out
    assert "原为 1.7万个，此处为 1.9万个" in err or "原为 1.9万个，此处为 1.7万个" in err
    assert err.count("--replace") == 1
