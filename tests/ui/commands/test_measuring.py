"""`evaluate` and `testset` as a person runs them."""

import json
import signal

import pytest


@pytest.fixture
def squad(tmp_path):
    context = "2016年兰州市生产总值预计达到2220亿元以上。累计减贫29万人。"
    asked = [
        ("a1", "兰州市累计减贫多少人？", "29万人"),
        ("a2", "生产总值预计多少？", "2220亿元以上"),
    ]
    questions = [
        {
            "id": name,
            "question": question,
            "answers": [{"text": answer, "answer_start": context.index(answer)}],
        }
        for name, question, answer in asked
    ]
    content = {"data": [{"title": "兰州", "paragraphs": [{"context": context, "qas": questions}]}]}
    path = tmp_path / "squad.json"
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def test_public_set_is_checked_against_the_texts_it_brings(govreport, squad):
    status, out, err = govreport("testset", "check", str(squad))
    assert (status, out) == (0, "")
    assert "2 题：0 处错误" in err


def test_stats_are_rounded(govreport, squad):
    _, out, _ = govreport("testset", "stats", str(squad))
    assert "平均题长（字）：10.0" in out


@pytest.mark.usefixtures("interruptible")
def test_interrupted_evaluation_says_how_to_go_on(govreport, seeds, tmp_path, monkeypatch):
    def interrupted(*_, **__):
        signal.raise_signal(signal.SIGINT)

    monkeypatch.setattr("qa.evaluation.runner._ask", interrupted)
    run = tmp_path / "run"
    test_set = seeds / "testsets" / "lanzhou_20.jsonl"
    status, _, err = govreport("evaluate", str(test_set), "--output", str(run))
    assert status == 130
    assert f"已答的题存在 {run}；再运行同一命令会接着做。" in err


def test_doubts_about_a_test_set_are_counted(govreport, seeds, tmp_path):
    first = (seeds / "testsets" / "lanzhou_20.jsonl").read_text(encoding="utf-8").split("\n")[0]
    test_set = tmp_path / "t.jsonl"
    test_set.write_text(json.dumps(json.loads(first) | {"answers": [["999亿元"]]}))
    status, _, err = govreport("evaluate", str(test_set), "--output", str(tmp_path / "run"))
    assert status == 0
    assert "1 处可疑" in err
