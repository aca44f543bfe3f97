import json
import re

import pytest


@pytest.mark.parametrize(
    "fields",
    [
        {"answers": "29万"},
        {"answerable": "yes"},
        {"evidence": {}},
        {"history": "x"},
        {"question": " "},
        {"type": "numbr"},
        {"type": "四十二"},
        {"answerable": False},
        {"answers": []},
        {"evidence": [{"report": "2099年火星", "quote": "没有"}]},
        {"evidence": [{"report": "2017年兰州市政府工作报告", "quote": "没有这样的话"}]},
    ],
    ids=str,
)
def test_mistakes_in_a_test_set_are_told_in_chinese(govreport, tmp_path, seeds, fields):
    first = (seeds / "testsets" / "lanzhou_20.jsonl").read_text(encoding="utf-8").split("\n")[0]
    test_set = tmp_path / "集.jsonl"
    test_set.write_text(json.dumps(json.loads(first) | fields), encoding="utf-8")
    status, out, err = govreport("testset", "check", str(test_set))
    told = (out + err).replace("--index", "")
    assert status == 2
    assert "集.jsonl:1：错误" in told
    assert not re.search(r"[a-z]{3,} [a-z]{3,} [a-z]{3,}", told), told


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["index", "没有的目录"], "不存在；请给出报告文件或目录"),
        (["ask", "兰州生产总值", "--index", "none"], "请先运行 govreport index"),
        (["ask", "兰州生产总值", "--regions", "火星"], "不认识地区"),
        (["evaluate", "none.jsonl", "--output", "run"], "没有测试集"),
        (["compare", "none", "none"], "没有运行结果"),
        (["testset", "feedback", "t.jsonl", "--feedback", "none"], "还没有"),
    ],
    ids=" ".join,
)
def test_errors_of_the_layers_below_reach_a_person_in_chinese(
    govreport, tmp_path, monkeypatch, arguments, told
):
    monkeypatch.chdir(tmp_path)
    status, _, err = govreport(*arguments)
    assert status == 2
    assert told in err
    status, _, err = govreport(*arguments, "--language", "en")
    assert status == 2
    assert told not in err


def test_files_that_are_passed_over_are_told_in_chinese(govreport, tmp_path):
    folder = tmp_path / "报告"
    (folder / "testsets").mkdir(parents=True)
    for name in ("README.md", ".hidden", "photo.xyz", "metadata.csv", "testsets/a.jsonl"):
        (folder / name).write_text("file\n", encoding="utf-8")
    (folder / "空.txt").write_bytes(b"")
    status, _, err = govreport("index", str(folder), "--index", str(tmp_path / "index"))
    assert status == 3
    for line in err.splitlines():
        assert not re.search(r"[a-z]{3,} [a-z]{3,}", line), line
