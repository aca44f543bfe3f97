import json

import pytest

from embeddings.errors import InputError
from qa.evaluation.run_answers import answer_fields, read_answers, run_answer, write_answers
from qa.records import Answer, Missing, Reason, Retrieval, Scope, ScoredPassage

ANSWER_FIELDS = [
    "id", "question", "rewritten", "refused", "reason", "message", "text", "spans", "computed",
    "citations", "passages", "confidence", "seconds",
]  # fmt: skip
CITATION_FIELDS = [
    "report_id", "title", "file", "paragraph", "start", "end", "excerpt", "text_start", "text_end",
]  # fmt: skip
PASSAGE_FIELDS = [
    "report_id", "title", "file", "paragraph", "start", "end", "text", "score", "rank",
]  # fmt: skip


def a_retrieval(report, ranks: int) -> Retrieval:
    paragraph = report.paragraphs[1]
    passages = tuple(
        ScoredPassage(
            report_id=report.report_id,
            title=report.title,
            paragraph=2,
            start=paragraph.start,
            end=paragraph.end,
            text=report.text[paragraph.start : paragraph.end],
            match_start=paragraph.start,
            match_end=paragraph.end,
            score=1 / rank,
            rank=rank,
        )
        for rank in range(1, ranks + 1)
    )
    return Retrieval(
        passages=passages, question="问", rewritten="问", scope=Scope(), missing=Missing()
    )


def test_run_answer_has_the_fields_of_the_form(index, lanzhou, cite) -> None:
    answer = Answer(
        question="问",
        rewritten="问",
        text="2016年预计达到2220亿元以上",
        spans=("2220亿元",),
        citations=(cite(lanzhou, "2016年预计达到2220亿元以上"),),
        retrieval=a_retrieval(lanzhou, 12),
        confidence=0.9,
        seconds=0.01,
    )
    fields = json.loads(json.dumps(answer_fields(run_answer("q1", answer, index))))
    assert list(fields) == ANSWER_FIELDS
    assert list(fields["citations"][0]) == CITATION_FIELDS
    assert list(fields["passages"][0]) == PASSAGE_FIELDS
    assert len(fields["passages"]) == 10
    assert fields["passages"][0]["file"] == "000_seed.txt"
    assert fields["reason"] is None


def test_run_answer_of_a_refusal_is_bare_but_for_its_passages(index, lanzhou) -> None:
    answer = Answer(
        question="问",
        rewritten="问",
        refused=True,
        reason=Reason.NO_FIGURE,
        message="报告没有说。",
        retrieval=a_retrieval(lanzhou, 1),
    )
    stored = run_answer("q1", answer, index)
    assert (stored.text, stored.citations, stored.reason) == ("", (), Reason.NO_FIGURE)
    assert len(stored.passages) == 1


def test_answers_read_back_as_written(tmp_path, index, lanzhou, cite, answer, passage) -> None:
    written = (
        answer("甲", citations=(cite(lanzhou, "培育科技企业孵化器27个"),)),
        answer("", id="q2", reason=Reason.NO_REPORT, passages=(passage(lanzhou, 2),)),
    )
    write_answers(written, tmp_path / "answers.jsonl")
    assert read_answers(tmp_path / "answers.jsonl") == written


def test_read_answers_names_the_broken_line(tmp_path, answer) -> None:
    path = tmp_path / "answers.jsonl"
    write_answers([answer("甲")], path)
    path.write_text(path.read_text(encoding="utf-8") + '{"id": "q2"}\n', encoding="utf-8")
    with pytest.raises(InputError, match=r"answers\.jsonl:2: .*question"):
        read_answers(path)
    write_answers([answer("甲"), answer("乙")], path)
    with pytest.raises(InputError, match="answered twice"):
        read_answers(path)
    with pytest.raises(InputError, match="no such run"):
        read_answers(tmp_path / "absent.jsonl")
