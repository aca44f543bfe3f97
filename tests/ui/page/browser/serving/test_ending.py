"""Ctrl+C: the page ends in one sentence, in the language that it was started in."""

import signal
import time

import pytest


@pytest.mark.usefixtures("interruptible")
@pytest.mark.parametrize(
    ("language", "told"), [("zh", "页面已停止。"), ("en", "The page has stopped.")]
)
def test_interrupted_page_ends_in_one_sentence(start_server, seed_index, language, told):
    server = start_server(seed_index, "--language", language)
    while "\n" not in server.told():  # it answers a moment before it says so
        time.sleep(0.05)
    server.process.send_signal(signal.SIGINT)  # while it asks its example questions
    assert server.process.wait(timeout=60) == 0
    ready, *ended = server.told().splitlines()
    assert server.url in ready
    assert ended == [told]
