import json
from pathlib import Path

import pytest

from embeddings.errors import TestSetError
from qa.evaluation import read_test_set, write_test_set

DEV_SETS = Path(__file__).parents[3] / "data"
GOOD = {
    "id": "a",
    "question": "问？",
    "type": "number",
    "answerable": True,
    "answers": [["1%"]],
    "evidence": [{"report": "r", "quote": "增长1%"}],
    "history": [],
}


def written(tmp_path: Path, *lines: object) -> Path:
    path = tmp_path / "set.jsonl"
    texts = [line if isinstance(line, str) else json.dumps(line) for line in lines]
    path.write_text("\n".join(texts), encoding="utf-8")
    return path


@pytest.mark.parametrize(("name", "count"), [("lanzhou", 70), ("council", 120)])
def test_dev_sets_survive_reading_and_writing(name: str, count: int, tmp_path: Path) -> None:
    path = DEV_SETS / f"{name}_dev.jsonl"
    test_set = read_test_set(path)
    assert len(test_set) == count
    write_test_set(test_set.questions, tmp_path / "copy.jsonl")
    assert read_test_set(tmp_path / "copy.jsonl").sha256 == test_set.sha256
    for line, again in zip(
        path.read_text(encoding="utf-8").splitlines(),
        (tmp_path / "copy.jsonl").read_text(encoding="utf-8").splitlines(),
        strict=True,
    ):
        before = json.loads(line)
        if not before.get("also"):
            before.pop("also", None)
        assert json.loads(again) == before


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"type": "numbers"}, "unknown type 'numbers'; did you mean 'number'"),
        ({"answerable": "yes"}, "'answerable' is 'yes'; write true or false"),
        ({"answers": ["1%"]}, "'answers' is not a list of parts"),
        ({"answers": []}, "answerable, but 'answers' is empty"),
        ({"evidence": [{"report": "r"}]}, "'evidence' is not a list of places"),
        ({"evidence": [{"report": "r", "quote": " "}]}, "'evidence' is not a list of places"),
        ({"question": " "}, "'question' is ' '"),
        ({"history": [1]}, "'history' is not a list of turns"),
        ({"alsp": []}, "unknown field 'alsp'; did you mean 'also'"),
        ({"answerable": False}, "not answerable, but 'answers' is not empty"),
        ({"type": "unanswerable"}, "type 'unanswerable', but answerable is true"),
    ],
)
def test_mistakes_are_named_with_file_line_and_remedy(
    change: dict[str, object], message: str, tmp_path: Path
) -> None:
    path = written(tmp_path, GOOD | {"id": "first"}, GOOD | change)
    with pytest.raises(TestSetError) as caught:
        read_test_set(path)
    assert f"{path}:2: error" in str(caught.value)
    assert message in str(caught.value)


def test_all_mistakes_are_named_at_once(tmp_path: Path) -> None:
    path = written(tmp_path, GOOD, "{broken", GOOD, {"id": "b"})
    with pytest.raises(TestSetError) as caught:
        read_test_set(path)
    lines = str(caught.value).splitlines()
    assert lines[0].startswith(f"{path}:2: error: not JSON at column 2")
    assert "id 'a' is already on line 1" in lines[1]
    assert lines[2].startswith(f"{path}:4: error [b]: field 'question' is missing")


def test_a_file_that_is_absent_empty_or_not_utf8_says_so(tmp_path: Path) -> None:
    with pytest.raises(TestSetError, match="no such test set"):
        read_test_set(tmp_path / "absent.jsonl")
    with pytest.raises(TestSetError, match="holds no question"):
        read_test_set(written(tmp_path, "", ""))
    path = tmp_path / "gbk.jsonl"
    path.write_bytes("{问题}".encode("gb18030"))
    with pytest.raises(TestSetError, match="byte 1 is not UTF-8"):
        read_test_set(path)


def test_unknown_fields_that_resemble_none_are_left_alone(tmp_path: Path) -> None:
    assert len(read_test_set(written(tmp_path, GOOD | {"source": "x"}))) == 1


def test_append_keeps_what_is_there(tmp_path: Path) -> None:
    path = written(tmp_path, GOOD)  # no line end
    first = read_test_set(path).questions[0]
    from dataclasses import replace

    write_test_set([replace(first, id="b")], path, append=True)
    assert [question.id for question in read_test_set(path).questions] == ["a", "b"]
