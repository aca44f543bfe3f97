import json


def test_data_shows_places_and_erases_after_yes(govreport, tmp_path, seeds, monkeypatch):
    data = tmp_path / "data"
    monkeypatch.setenv("GOVREPORT_DATA", str(data))
    monkeypatch.delenv("GOVREPORT_INDEX")
    govreport("index", str(seeds))
    (data / "feedback.jsonl").write_text("{}\n", encoding="utf-8")
    (data / "uploads").mkdir()
    (data / "uploads" / "report.txt").write_text("added on the page", encoding="utf-8")
    (data / "mine.txt").write_text("not ours", encoding="utf-8")
    status, out, _ = govreport("data", "--json")
    listed = json.loads(out)
    assert status == 0
    assert listed["index"]["exists"]
    assert listed["index"]["bytes"] > 10_000
    assert listed["uploads"]["exists"]
    assert not listed["secret"]["exists"]
    status, _, err = govreport("data", "--erase")
    assert status == 1
    assert "--yes" in err
    assert (data / "index").exists()
    assert govreport("data", "--erase", "--yes")[0] == 0
    assert [path.name for path in data.iterdir()] == ["mine.txt"]


def test_data_never_erases_a_directory_that_is_no_index(govreport, tmp_path):
    (tmp_path / "letter.txt").write_text("dear", encoding="utf-8")
    status, _, err = govreport("data", "--erase", "--yes", "--index", str(tmp_path))
    assert status == 2
    assert "不是" in err
    assert (tmp_path / "letter.txt").exists()


def test_doctor_tells_all_is_well(govreport):
    status, out, _ = govreport("doctor")
    assert status == 0
    assert "[好] 索引" in out
    assert "[缺]" not in out


def test_doctor_without_an_index_says_what_to_do(govreport, tmp_path):
    status, out, _ = govreport("doctor", "--json", "--index", str(tmp_path / "none"))
    findings = {finding["subject"]: finding for finding in json.loads(out)}
    assert status == 1
    assert findings["index"]["health"] == "missing"
    assert "govreport index" in findings["index"]["remedy"]
    assert findings["model"]["health"] == "good"
