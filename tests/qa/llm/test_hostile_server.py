"""A server that is silent, endless, or hands our key on: it is given up, cut off, or refused."""

import gzip
import json
import logging
import threading
import time
from http.server import BaseHTTPRequestHandler
from typing import Any

import pytest

from embeddings.errors import GenerationError
from qa.llm.chat_model import KEY_VARIABLE, ChatModel
from qa.records import ScoredPassage

KEY = "sk-very-secret-0123456789"
TEXT = "预计今年达到2220亿元以上。"
PASSAGE = ScoredPassage(
    report_id="0123456789ab",
    title="2017年兰州市政府工作报告",
    paragraph=6,
    start=100,
    end=100 + len(TEXT),
    text=TEXT,
    match_start=100,
    match_end=100 + len(TEXT),
    score=0.9,
    rank=1,
)


def model(chat_server: Any, **options: Any) -> ChatModel:
    options = {"timeout": 10.0, "environment": {KEY_VARIABLE: KEY}} | options
    return ChatModel(base_url=chat_server.url, model="qwen", **options)


def failure(chat_server: Any, **options: Any) -> str:
    with pytest.raises(GenerationError) as caught:
        list(model(chat_server, **options).generate("总值多少？", [PASSAGE]))
    told = caught.value.text("zh")
    assert KEY not in told
    assert KEY not in repr(caught.value.__cause__)
    return told


def test_generate_silent_server_is_given_up_in_time(chat_server: Any) -> None:
    def reply(handler: BaseHTTPRequestHandler) -> None:
        chat_server.released.wait(10)

    chat_server.reply = reply
    started = time.monotonic()
    assert "0.3秒" in failure(chat_server, timeout=0.3)
    assert time.monotonic() - started < 3


def test_generate_server_that_only_pings_is_given_up_in_time(chat_server: Any) -> None:
    def reply(handler: BaseHTTPRequestHandler) -> None:
        chat_server.begin(handler)
        while not chat_server.released.wait(0.02):
            handler.wfile.write(b": ping\n\n")
            handler.wfile.flush()

    chat_server.reply = reply
    started = time.monotonic()
    assert "0.4秒" in failure(chat_server, timeout=0.4)
    assert time.monotonic() - started < 3


def test_generate_endless_answer_is_cut_off(chat_server: Any) -> None:
    def reply(handler: BaseHTTPRequestHandler) -> None:
        chat_server.begin(handler)
        while not chat_server.released.is_set():
            handler.wfile.write(chat_server.event("啊" * 500))

    chat_server.reply = reply
    assert "4000" in failure(chat_server)


@pytest.mark.parametrize("status", [200, 500])
def test_generate_flood_without_an_end_of_line_is_cut_off(chat_server: Any, status: int) -> None:
    def reply(handler: BaseHTTPRequestHandler) -> None:
        chat_server.begin(handler, status)
        while not chat_server.released.is_set():
            handler.wfile.write(b"data: " + b"a" * 1_000_000)

    chat_server.reply = reply
    started = time.monotonic()
    assert "8 MB" in failure(chat_server, timeout=30.0)
    assert time.monotonic() - started < 15


def test_generate_lets_go_of_a_server_that_only_pings(chat_server: Any) -> None:
    gone = threading.Event()

    def reply(handler: BaseHTTPRequestHandler) -> None:
        chat_server.begin(handler)
        try:
            while not chat_server.released.wait(0.02):
                handler.wfile.write(b": ping\n\n")
        except OSError:
            gone.set()

    chat_server.reply = reply
    failure(chat_server, timeout=0.4)
    assert gone.wait(10)  # nobody reads any more


def test_generate_compressed_reply_is_refused_unread(chat_server: Any) -> None:
    packed = gzip.compress(chat_server.event("达到2220亿元[1]。") + b"data: [DONE]\n\n")

    def reply(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "text/event-stream")
        handler.send_header("Content-Encoding", "gzip")
        handler.end_headers()
        handler.wfile.write(packed)

    chat_server.reply = reply
    assert "协议" in failure(chat_server)
    assert chat_server.headers[0]["accept-encoding"] == "identity"


def test_generate_follows_no_redirect(chat_server: Any) -> None:
    def reply(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(307)
        handler.send_header("Location", f"{chat_server.url}/elsewhere")
        handler.end_headers()

    chat_server.reply = reply
    assert "307" in failure(chat_server)
    assert len(chat_server.requests) == 1


def test_generate_never_yields_the_key_that_a_server_repeats(chat_server: Any) -> None:
    chat_server.says("密钥无效：", KEY[:7], KEY[7:15], KEY[15:], "。")
    said = []
    with pytest.raises(GenerationError) as caught:
        said += list(model(chat_server).generate("总值多少？", [PASSAGE]))
    pieces = model(chat_server).generate("总值多少？", [PASSAGE])
    with pytest.raises(GenerationError):
        said.extend(pieces)
    assert "".join(said) == "密钥无效："
    assert KEY_VARIABLE in caught.value.text("zh")
    assert KEY not in caught.value.text("zh")


def test_generate_keeps_the_key_out_of_every_log(
    chat_server: Any, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    chat_server.sends(json.dumps({"error": {"message": f"key {KEY}"}}).encode(), status=401)
    failure(chat_server)
    chat_server.says("达到[1]。")
    list(model(chat_server).generate("总值多少？", [PASSAGE]))
    assert caplog.records
    assert KEY not in caplog.text
