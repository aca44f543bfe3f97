"""A hostile language model behind the page: its text stays text, its failures stay its own."""

import json
import time

import pytest

pytestmark = pytest.mark.browser

PARKING = "2017年兰州市新建公共停车泊位多少个？"
KEY = "sk-not-for-browsers-0123456789"
SECONDS = 10  # the first question loads the client too, on a busy machine


@pytest.fixture
def server(start_server, seed_index, chat_server, monkeypatch):
    monkeypatch.setenv("GOVREPORT_LLM_API_KEY", KEY)
    options = ["--llm-base-url", chat_server.url, "--llm-model", "small-model"]
    return start_server(seed_index, *options, "--llm-timeout", str(SECONDS))


def test_what_a_model_writes_is_text_and_what_it_breaks_is_replaced(visit, server, chat_server):
    reader = visit(server.url)
    seen = []
    reader.page.on("response", lambda answer: seen.append(answer))
    chat_server.says(
        "新建公共停车泊位1.7万个[1]。",
        "![x](http://127.0.0.1:9/a.png)<img src=http://127.0.0.1:9/b.png onerror=alert(1)>",
        "<a href=http://127.0.0.1:9/c>点此</a>[领取](http://127.0.0.1:9/d)[1]。",
    )
    turn = reader.ask(PARKING)
    answer = turn.locator(".gov-answer")
    assert "<img src=http://127.0.0.1:9/b.png onerror=alert(1)>" in answer.inner_text()
    assert answer.locator("img, a, iframe, script, style").count() == 0
    assert "127.0.0.1:9/a.png" in answer.locator(".gov-unsupported").first.inner_text()
    assert answer.locator(".gov-high").count() == 0

    def page_of_another_kind(handler):
        chat_server.begin(handler, kind="text/html")
        handler.wfile.write(f"<html><body onload=alert(1)>{KEY}</body></html>".encode())

    def silent(handler):
        chat_server.released.wait(3 * SECONDS)

    def flood(handler):
        chat_server.begin(handler)
        while not chat_server.released.is_set():
            handler.wfile.write(b"data: " + b"a" * 100_000)

    def refusing(handler):
        chat_server.begin(handler, 401)
        handler.wfile.write(json.dumps({"error": {"message": f"bad key {KEY}"}}).encode())

    def repeating(handler):
        chat_server.begin(handler)
        handler.wfile.write(chat_server.event(f"密钥{KEY}无效[1]。") + b"data: [DONE]\n\n")

    for reply in (page_of_another_kind, silent, flood, refusing, repeating):
        chat_server.reply = reply
        began = time.monotonic()
        turn = reader.ask(PARKING)
        assert time.monotonic() - began < SECONDS + 20, reply  # a busy machine's share included
        assert "1.7万个" in turn.locator(".gov-answer").inner_text(), reply
        notices = "".join(turn.locator(".gov-notice").all_inner_texts())
        assert "答案改从报告中摘录" in notices, reply
    kept = reader.page.evaluate("() => JSON.stringify({...localStorage, ...sessionStorage})")
    sent = [a.text() for a in seen if "json" in a.headers.get("content-type", "")]
    assert KEY not in reader.page.content() + kept + "".join(sent)
    assert KEY not in server.told()
    assert reader.errors == []
    assert not [url for url in reader.requests if "127.0.0.1:9/" in url]
