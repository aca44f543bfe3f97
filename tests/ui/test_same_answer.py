"""One question asked in four ways: browser, command line, Python, evaluation."""

import json

import pytest

from embeddings.indexing.update import index_paths
from qa.assistant import Assistant
from qa.evaluation.run_answers import ANSWERS_FILE, read_answers
from qa.evaluation.runner import run as evaluate
from qa.evaluation.testsets.jsonl import read_test_set
from ui.cli import run
from ui.config import find_places
from ui.conversations.conversation import new_conversation
from ui.page.handlers.question_request import QuestionRequest
from ui.page.handlers.questions import QuestionHandlers
from ui.page.index_handle import IndexHandle
from ui.page.options import PageOptions
from ui.page.session import Session

GROWTH = {2021: "7%左右", 2022: "6.5%", 2023: "6%以上", 2024: "5.5%左右"}
QUESTION = "2021年到2024年兰州地区生产总值增长目标分别是多少？"
TEXT = "；".join(f"{year}年：{target}" for year, target in GROWTH.items())


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    folder = tmp_path_factory.mktemp("reports")
    for year, target in GROWTH.items():
        text = (
            f"{year}年兰州市政府工作报告\n\n一、{year - 1}年工作回顾\n"
            f"过去一年，全市地区生产总值增长4.{year % 10}%，城镇新增就业9.{year % 10}万人。\n"
            f"二、{year}年工作安排\n"
            f"今年的主要预期目标是：地区生产总值增长{target}，城镇新增就业8万人以上。\n"
            "我们将加快建设现代化产业体系，新建城市公园12个。\n"
        )
        (folder / f"{year}.txt").write_text(text, encoding="utf-8")
    directory = folder / "index"
    index_paths(sorted(folder.glob("*.txt")), directory)
    return directory


def in_python(index, _tmp_path, _capsys):
    answer = Assistant.open(index).ask(QUESTION)
    return answer.text, [citation.excerpt for citation in answer.citations]


def on_the_command_line(index, _tmp_path, capsys):
    capsys.readouterr()
    status = run(["ask", QUESTION, "--json", "--index", str(index)])
    assert status == 0
    answer = json.loads(capsys.readouterr().out)
    return answer["text"], [citation["excerpt"] for citation in answer["citations"]]


def in_the_browser(index, tmp_path, _capsys):
    options = PageOptions(places=find_places(index, {"GOVREPORT_DATA": str(tmp_path)}))
    questions = QuestionHandlers(IndexHandle(index, None), options)
    *_, last = questions.answer(
        QuestionRequest(question=QUESTION), Session(conversation=new_conversation(""))
    )
    answer = last[2].conversation.turns[-1].answer
    return answer.text, [citation.excerpt for citation in answer.citations]


def in_an_evaluation(index, tmp_path, _capsys):
    line = {
        "id": "one",
        "question": QUESTION,
        "type": "number",
        "answerable": True,
        "answers": [[target] for target in GROWTH.values()],
        "evidence": [
            {"report": f"{year}年兰州市政府工作报告", "quote": f"地区生产总值增长{target}"}
            for year, target in GROWTH.items()
        ],
        "history": [],
    }
    path = tmp_path / "one.jsonl"
    path.write_text(json.dumps(line, ensure_ascii=False) + "\n", encoding="utf-8")
    evaluate(Assistant.open(index), read_test_set(path), tmp_path / "run")
    (answer,) = read_answers(tmp_path / "run" / ANSWERS_FILE)
    return answer.text, [citation.excerpt for citation in answer.citations]


@pytest.mark.parametrize(
    "asked", [in_python, on_the_command_line, in_the_browser, in_an_evaluation]
)
def test_series_is_answered_alike_wherever_it_is_asked(asked, index, tmp_path, capsys):
    text, excerpts = asked(index, tmp_path, capsys)
    assert text == TEXT
    assert excerpts == [f"地区生产总值增长{target}" for target in GROWTH.values()]
