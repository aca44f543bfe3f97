import json
import re
from pathlib import Path

import pytest

from ui.i18n import translation as wording
from ui.i18n.translation import worded_for

ROOT = Path(__file__).parents[3]
ASSETS = Path(wording.__file__).parents[1] / "assets"


def rows(name: str) -> list[list[str]]:
    return [line.split("\t") for line in (ASSETS / name).read_text(encoding="utf-8").splitlines()]


ROWS, NOTICES = rows("errors.zh.tsv"), rows("notices.en.tsv")


def test_table_rows_are_whole_and_fill_in():
    for row in ROWS:
        assert len(row) == 2, row
        english, chinese = row
        values = [f"v{n}" for n in range(english.count("{}"))]
        filled = chinese.format(*values)
        assert re.search(r"[一-鿿]", filled), row
        assert worded_for("zh", english.format(*values)) == filled, row


def test_notices_are_whole_and_said_in_english():
    for row in NOTICES:
        assert len(row) == 2, row
        chinese, english = row
        values = [f"v{n}" for n in range(chinese.count("{}"))]
        filled = english.format(*values)
        assert not re.search(r"[一-鿿]", filled), row
        assert worded_for("en", chinese.format(*values)) == filled, row
        assert worded_for("zh", chinese.format(*values)) == chinese.format(*values), row


def test_worded_for_english_and_for_unknown_sentences_is_the_text_itself():
    assert worded_for("en", "hidden") == "hidden"
    assert worded_for("en", "今年按2025年理解") == "“今年” is taken as 2025"
    assert worded_for("zh", "something new; do that") == "something new; do that"
    assert worded_for("zh", "语言模型没有回答") == "语言模型没有回答"


def test_findings_keep_their_place_and_change_their_words():
    told = (
        "集.jsonl:1: error [q-1]: field 'answers' is missing; add it (also on line 2, 3 and 4 more)"
        "\n集.jsonl:9: warning: something new; do that\n… and 7 more"
    )
    assert worded_for("zh", told).split("\n") == [
        "集.jsonl:1：错误 [q-1]：缺字段 'answers'；请补上（第 2, 3 等，另 4 行也是）",
        "集.jsonl:9：提醒：something new; do that",
        "……还有 7 处",
    ]
    assert worded_for("en", told) == told
    alike = "集.json: error [a]: field 'id' is missing; add it (and 1 more like it)"
    assert worded_for("zh", alike) == "集.json：错误 [a]：缺字段 'id'；请补上（另有 1 处相同）"


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
