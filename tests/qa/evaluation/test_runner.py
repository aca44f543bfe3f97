import json
from dataclasses import replace

import pytest

from embeddings.errors import InputError, QuestionError, TestSetError
from qa.evaluation import from_questions, read_answers, read_scores, run
from qa.evaluation.runner import run_identity

FILES = {
    "run.json",
    "answers.jsonl",
    "scores.json",
    "run.trec",
    "qrels.trec",
    "report.md",
    "report.html",
}


class Interrupting:
    """An assistant that is interrupted before a given question."""

    def __init__(self, assistant, before: int) -> None:
        self.assistant = assistant
        self.left = before

    @property
    def retriever(self):
        return self.assistant.retriever

    def ask(self, question: str, *, history=()):
        if not self.left:
            raise KeyboardInterrupt
        self.left -= 1
        return self.assistant.ask(question, history=history)


def without_seconds(path) -> list[dict]:
    lines = (path / "answers.jsonl").read_text(encoding="utf-8").splitlines()
    return [{k: v for k, v in json.loads(line).items() if k != "seconds"} for line in lines]


def scores_without_seconds(path) -> dict:
    fields = json.loads((path / "scores.json").read_text(encoding="utf-8"))
    del fields["seconds"]
    for entry in fields["per_question"]:
        del entry["seconds"]
    return fields


def test_run_writes_every_file_and_the_scores(assistant, small_set, tmp_path) -> None:
    seen = []
    scores = run(assistant, small_set, tmp_path / "run", progress=lambda *told: seen.append(told))
    assert {path.name for path in (tmp_path / "run").iterdir()} == FILES
    assert seen == [(n, 5, f"q{n}") for n in range(1, 6)]
    assert scores["accuracy"] == 3 / 5  # q1, q2; q4 refused; q3 too hard, q5 answered
    assert scores["refusal_recall"] == 1 / 2
    assert read_scores(tmp_path / "run") == scores
    answers = read_answers(tmp_path / "run" / "answers.jsonl")
    assert [answer.id for answer in answers] == [q.id for q in small_set.questions]
    assert all(answer.seconds > 0 for answer in answers)


def test_run_twice_gives_the_same(assistant, small_set, tmp_path) -> None:
    for name in ("one", "two"):
        run(assistant, small_set, tmp_path / name)
    assert without_seconds(tmp_path / "one") == without_seconds(tmp_path / "two")
    assert scores_without_seconds(tmp_path / "one") == scores_without_seconds(tmp_path / "two")
    for name in ("run.json", "run.trec", "qrels.trec"):
        assert (tmp_path / "one" / name).read_text() == (tmp_path / "two" / name).read_text()


def test_an_interrupted_run_goes_on_where_it_stopped(assistant, small_set, tmp_path) -> None:
    with pytest.raises(KeyboardInterrupt):
        run(Interrupting(assistant, before=3), small_set, tmp_path / "run")
    stored = tmp_path / "run" / "answers.jsonl"
    with stored.open("a", encoding="utf-8") as file:
        file.write('{"id": "q4", "quest')  # torn by a kill
    assistant.asked.clear()
    seen = []
    run(assistant, small_set, tmp_path / "run", progress=lambda *told: seen.append(told))
    assert assistant.asked == [q.question for q in small_set.questions[3:]]
    assert seen == [(4, 5, "q4"), (5, 5, "q5")]
    run(assistant, small_set, tmp_path / "whole")
    assert without_seconds(tmp_path / "run") == without_seconds(tmp_path / "whole")


def test_resume_false_asks_everything_again(assistant, small_set, tmp_path) -> None:
    with pytest.raises(KeyboardInterrupt):
        run(Interrupting(assistant, before=3), small_set, tmp_path)
    assistant.asked.clear()
    run(assistant, small_set, tmp_path, resume=False)
    assert len(assistant.asked) == 5


def test_a_finished_run_is_replaced_whole(assistant, small_set, tmp_path) -> None:
    run(assistant, small_set, tmp_path)
    assistant.asked.clear()
    run(assistant, small_set, tmp_path)
    assert len(assistant.asked) == 5
    assert len(read_answers(tmp_path / "answers.jsonl")) == 5


def test_unfinished_runs_of_another_set_or_index_do_not_mix(
    assistant, small_set, index, lanzhou, tmp_path
) -> None:
    with pytest.raises(KeyboardInterrupt):
        run(Interrupting(assistant, before=2), small_set, tmp_path)
    with pytest.raises(InputError, match="another test_set_sha256; answers are never mixed"):
        run(assistant, replace(small_set, sha256="0" * 64), tmp_path)
    more = replace(lanzhou, report_id="0" * 12, title="2016年兰州市政府工作报告")
    assistant.index = replace(index, reports=dict(index.reports) | {more.report_id: more})
    with pytest.raises(InputError, match="another reports"):
        run(assistant, small_set, tmp_path)
    assert len(read_answers(tmp_path / "answers.jsonl")) == 2


def test_finished_run_of_another_set_is_not_overwritten(assistant, small_set, tmp_path) -> None:
    run(assistant, small_set, tmp_path / "run")
    before = (tmp_path / "run" / "answers.jsonl").read_bytes()
    other = from_questions(small_set.questions[:2], name="other")
    with pytest.raises(InputError, match=r"the run of another test set.*--restart"):
        run(assistant, other, tmp_path / "run")
    assert (tmp_path / "run" / "answers.jsonl").read_bytes() == before
    assert run(assistant, other, tmp_path / "run", resume=False).questions == 2


def test_report_page_shows_the_language_asked_for_first(assistant, small_set, tmp_path) -> None:
    run(assistant, small_set, tmp_path / "run", language="en")
    page = (tmp_path / "run" / "report.html").read_text(encoding="utf-8")
    assert '<html lang="en" data-language="en">' in page


def test_an_error_of_the_assistant_names_the_question(small_set, index, tmp_path) -> None:
    class Failing:
        def __init__(self) -> None:
            self.retriever = self
            self.index = index

        def ask(self, question: str, *, history=()):
            raise QuestionError("question_empty", found="")

    with pytest.raises(QuestionError) as caught:
        run(Failing(), small_set, tmp_path)
    assert caught.value.__notes__ == ["while answering question 'q1'"]


def test_output_that_is_a_file_is_refused(assistant, small_set, tmp_path) -> None:
    (tmp_path / "run").write_text("", encoding="utf-8")
    with pytest.raises(InputError, match="is a file; name a folder"):
        run(assistant, small_set, tmp_path / "run")


def test_run_identity_tells_reports_and_encoder(small_set, index, lanzhou) -> None:
    identity = run_identity(small_set, index)
    assert identity.reports[lanzhou.report_id] == lanzhou.sha256
    assert (identity.encoder, identity.encoder_revision) == ("none", "1")


def test_a_test_set_that_does_not_fit_the_index_is_not_asked(
    assistant, question, lanzhou, tmp_path
) -> None:
    asked = [
        question(["76%"], id="a", evidence=[("2030年报告", "农村自来水入户率达到76%")]),
        question(["76%"], id="b", evidence=[(lanzhou.title, "农村自来水入户率达到67%")]),
    ]
    with pytest.raises(TestSetError) as caught:
        run(assistant, from_questions(asked, name="two", file="two.jsonl"), tmp_path / "run")
    assert len(str(caught.value).splitlines()) == 2
    assert assistant.asked == []
    assert not (tmp_path / "run").exists()


def test_doubts_about_the_test_set_are_told(assistant, question, tmp_path) -> None:
    told = []
    test_set = from_questions([question(["76%"])], name="one")
    run(assistant, test_set, tmp_path, warn=told.append)
    assert [finding.message.code for finding in told] == ["no_evidence"]
