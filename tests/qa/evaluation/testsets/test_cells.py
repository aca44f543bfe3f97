import json

import pytest

from embeddings.errors import TestSetError
from qa.evaluation.testsets.cells import cell_questions, questions_of, read_cells
from qa.evaluation.testsets.jsonl import read_test_set

STATED = {
    "id": "c-2024-f",
    "region": "全国",
    "report": "2024年国务院政府工作报告",
    "about_year": 2023,
    "indicator": "居民消费价格",
    "measure": "growth",
    "kind": "result",
    "forms": ["0.2%"],
    "quote": "居民消费价格上涨0.2%",
    "wrong": ["3%左右"],
}
ABSENT = {name: value for name, value in STATED.items() if name not in ("forms", "quote")} | {
    "id": "c-2022-ga",
    "indicator": "财政赤字",
    "measure": "amount",
    "kind": "target",
    "absent": True,
}


def write(path, *cells):
    path.write_text("".join(json.dumps(cell) + "\n" for cell in cells), encoding="utf-8")
    return path


def test_read_test_set_asks_each_cell_by_its_indicator(tmp_path):
    test_set = read_test_set(write(tmp_path / "table.jsonl", STATED, ABSENT))
    price, deficit = test_set.questions
    assert (price.question, price.type) == ("2023年居民消费价格上涨了多少？", "居民消费价格")
    assert price.answers == (("0.2%",),)
    assert price.evidence[0].quote == "居民消费价格上涨0.2%"
    assert (deficit.question, deficit.answerable) == ("2023年财政赤字目标是多少？", False)


def test_cell_questions_words_a_cell_in_five_ways(tmp_path):
    cells = read_cells(write(tmp_path / "table.jsonl", STATED))
    asked = questions_of(cells[0])
    assert len(set(asked)) == 5
    assert all("2023年居民消费价格" in question for question in asked)


def test_cell_questions_takes_a_cells_own_words(tmp_path):
    own = STATED | {"question": "前年物价涨了多少？"}
    cells = read_cells(write(tmp_path / "table.jsonl", own))
    assert cell_questions(cells)[0].question == "前年物价涨了多少？"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"kind": "plan"}, "plan"),
        ({"about_year": "2023"}, "about_year"),
        ({"forms": []}, "forms"),
        ({"absent": True}, "absent"),
        ({"measure": "rank"}, "question"),
    ],
)
def test_read_cells_names_file_and_line_of_a_mistake(tmp_path, change, words):
    path = write(tmp_path / "table.jsonl", STATED, STATED | change)
    with pytest.raises(TestSetError) as error:
        read_cells(path)
    assert f"{path}" in str(error.value)
    assert ":2" in str(error.value)
    assert words in str(error.value)


def test_questions_of_asks_a_decline_as_a_decline(tmp_path):
    fallen = STATED | {"indicator": "单位生产总值能耗", "measure": "decline", "region": "河北省"}
    asked = questions_of(read_cells(write(tmp_path / "table.jsonl", fallen))[0])
    assert asked[0] == "2023年河北省单位生产总值能耗下降了多少？"


def test_questions_of_adds_the_further_wordings_of_a_cell(tmp_path):
    cell = STATED | {"asked": ["前年物价涨了几个点"]}
    asked = questions_of(read_cells(write(tmp_path / "table.jsonl", cell))[0])
    assert (len(asked), asked[-1]) == (6, "前年物价涨了几个点")


def test_questions_of_a_rank_are_its_own_words(tmp_path):
    ranked = STATED | {"measure": "rank", "question": "2023年排第几？", "asked": ["居第几位"]}
    assert questions_of(read_cells(write(tmp_path / "table.jsonl", ranked))[0]) == (
        "2023年排第几？",
        "居第几位",
    )
