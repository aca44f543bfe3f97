"""Answers worded by a language model, held to their passages."""

from collections.abc import Iterator

import pytest

from embeddings.errors import GenerationError
from embeddings.messages import Message
from qa.assistant import Assistant
from qa.records import Stage

QUESTION = "2016年兰州市生产总值预计达到多少？"


class Said:
    """A generator that says what it is told to say, piece by piece."""

    name = "said"

    def __init__(self, *pieces: str, fails: bool = False) -> None:
        self._pieces, self._fails = pieces, fails

    def generate(self, question, passages) -> Iterator[str]:
        yield from self._pieces
        if self._fails:
            raise GenerationError(
                "llm_failed",
                model="模型",
                server="http://a",
                reason=Message("llm_silent", seconds=3),
            )


@pytest.fixture
def answered(assistant):
    def ask(*pieces: str, fails: bool = False):
        told = Assistant(assistant.retriever, Said(*pieces, fails=fails))
        return list(told.stream(QUESTION))

    return ask


def _rank_of_proof(assistant) -> int:
    hits = assistant.retriever.retrieve(QUESTION)
    return next(hit.rank for hit in hits if "2220亿元以上" in hit.text)


def test_worded_turns_markers_into_true_citations(assistant, answered):
    rank = _rank_of_proof(assistant)
    steps = answered("全市生产总值预计今年达到", f"2220亿元以上[{rank}]。")
    answer = steps[-1].answer
    assert answer.generated
    assert answer.text == "全市生产总值预计今年达到2220亿元以上。"
    assert "2220亿元以上" in answer.citations[0].excerpt
    assert all(assistant.is_true(citation) for citation in answer.citations)
    assert answer.unsupported == ()
    assert [step.stage for step in steps][-1] is Stage.DONE


def test_worded_marks_a_figure_that_no_excerpt_carries(assistant, answered):
    rank = _rank_of_proof(assistant)
    answer = answered(f"全市生产总值年均增长10.73%，预计今年达到9999亿元以上[{rank}]。")[-1].answer
    assert [answer.text[start:end] for start, end in answer.unsupported] == ["9999亿元以上"]


def test_worded_marks_a_sentence_without_support(assistant, answered):
    rank = _rank_of_proof(assistant)
    answer = answered(f"预计今年达到2220亿元以上[{rank}]。火星上发现了水。")[-1].answer
    assert [answer.text[start:end] for start, end in answer.unsupported] == ["火星上发现了水。"]
    assert answer.confidence <= 0.5


def test_worded_marks_a_web_address_whatever_it_cites(assistant, answered):
    rank = _rank_of_proof(assistant)
    answer = answered(
        f"全市生产总值年均增长10.73%，预计今年达到2220亿元以上，见www.a.cn[{rank}]。"
    )[-1].answer
    assert [answer.text[start:end] for start, end in answer.unsupported] == [answer.text]


def test_worded_falls_back_to_the_quotation_where_the_model_fails(answered):
    answer = answered("全市", fails=True)[-1].answer
    assert not answer.generated
    assert "2220亿元以上" in answer.text
    assert any(
        "3秒内没有回应；答案改从报告中摘录" in notice.text("zh") for notice in answer.notices
    )


def test_worded_falls_back_where_nothing_is_cited(answered):
    answer = answered("大约两千多亿元。")[-1].answer
    assert not answer.generated
    assert answer.citations


SAID = "全市生产总值预计今年达到2220亿元以上"


@pytest.mark.parametrize(
    "said",
    [
        f"根据2017年兰州市政府工作报告，{SAID}",
        f"具体来说，2016年兰州市生产总值方面，{SAID}",
        f"{SAID}，年均增长10.73%",
    ],
)
def test_worded_may_name_the_report_and_the_question(assistant, answered, said):
    answer = answered(f"{said}[{_rank_of_proof(assistant)}]。")[-1].answer
    assert answer.generated
    assert answer.unsupported == ()


@pytest.mark.parametrize(
    ("said", "marked"),
    [
        (f"{SAID}，市民普遍觉得城市更美了", "市民普遍觉得城市更美了"),
        (f"{SAID}，也就是贰仟贰佰贰拾亿元", "贰仟贰佰贰拾"),
        (f"{SAID}，详情写信到a@b.invalid", f"{SAID}，详情写信到a@b.invalid。"),
        ("全市生产总值预计今年没有达到2220亿元以上", "全市生产总值预计今年没有达到2220亿元以上。"),
    ],
)
def test_worded_marks_what_it_adds_and_what_it_turns_round(assistant, answered, said, marked):
    answer = answered(f"{said}[{_rank_of_proof(assistant)}]。")[-1].answer
    assert any(marked in answer.text[start:end] for start, end in answer.unsupported)
    assert answer.confidence <= 0.5
