"""A server that streams anything at all: a text, or the quoted answer in its place."""

import json
from random import Random
from typing import Any

import pytest

from qa.assistant import Assistant
from qa.llm.chat_model import KEY_VARIABLE, ChatModel

QUESTION = "2016年兰州市生产总值预计达到多少？"
KEY = "sk-very-secret-0123456789"


def chunk(delta: Any) -> Any:
    return {"choices": [{"index": 0, "delta": delta}]}


ODD = [
    chunk({"content": 5}),
    chunk({"content": ["达到"]}),
    chunk({"content": {"text": "达到"}}),
    chunk({"content": True}),
    chunk({"content": "\ud800达到"}),
    chunk({"content": "\x00\x1b[31m达到\u202e"}),
    chunk([]),
    chunk("达到"),
    {"choices": {}},
    {"choices": [None]},
    {"choices": [[], 3]},
    {"choices": "达到"},
    {"choices": [{"delta": None, "message": {"content": "达到"}}]},
    {"error": {"message": KEY, "code": 10**400}},
    {"error": KEY},
    {"error": [KEY]},
    [],
    "达到",
    1e308,
]
RAW = [
    b"data: " + b"[" * 100_000 + b"\n\n",
    b"data: " + b"9" * 10_000 + b"\n\n",
    b"data: NaN\n\n",
    b"data:" + b" " * 100_000 + b"\n\n",
    b"event: error\ndata: " + KEY.encode() + b"\n\n",
    b"\r\r\r\n\n\n" * 1_000,
    b"\xef\xbb\xbfdata: {}\n\n",
    b"id: 1\nretry: 99999999999999999999\n\n",
    b'data: {"choices":[{"delta":{"content":"' + b"\\ud800" * 1_000 + b'"}}]}\n\n',
    b"<html><script>hit()</script></html>\n\n",
]


def streams() -> list[bytes]:
    whole = [f"data: {json.dumps(one)}\n\n".encode() for one in ODD] + RAW
    chance = Random(11)
    mixed = [b"".join(chance.sample(whole, 3)) for _ in range(15)]
    cut = [one[: chance.randrange(1, len(one))] for one in whole[:10]]
    noise = [chance.randbytes(3_000) for _ in range(10)]
    return whole + mixed + cut + noise


@pytest.mark.parametrize("end", [b"", b"data: [DONE]\n\n"], ids=["cut", "done"])
def test_any_stream_ends_in_an_answer_that_shows_no_key(
    assistant: Assistant, chat_server: Any, caplog: pytest.LogCaptureFixture, end: bytes
) -> None:
    model = ChatModel(
        base_url=chat_server.url, model="qwen", timeout=20, environment={KEY_VARIABLE: KEY}
    )
    worded = Assistant(assistant.retriever, model)
    for body in streams():
        chat_server.sends(chat_server.event("全市") + body + end)
        answer = worded.ask(QUESTION)
        assert "2220亿元" in answer.text  # nothing of what came is cited
        assert not answer.generated
        assert any("语言模型" in notice.text("zh") for notice in answer.notices)
        assert KEY[:12] not in repr(answer)
    assert KEY[:12] not in caplog.text
