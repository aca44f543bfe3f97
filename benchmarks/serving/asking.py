"""How long one person waits for an answer at the page of some build of the project."""

import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.serving.server import (
    ChatServer,
    chat_server,
    environment_of,
    processor_seconds,
    program,
)

__all__ = [
    "FRESH_PAGE",
    "Build",
    "FirstAnswer",
    "compile_modules",
    "conversation",
    "first_answer",
    "index_with",
    "spread",
]

FRESH_PAGE = 10  # questions after which the page begins a new conversation
READING_MS = 500.0  # between an answer and the next question; an older page clears its box then
LOST_MS = 30_000.0  # a page that has not answered by then has lost the question
_LISTENING = "document.querySelector('.gov-welcome')"  # to the Enter key
# Playwright's own waits look less and less often, half a second apart after the first third: the
# page tells the time of the Enter key, before any script of its own may keep the key to itself,
# and of the element that a selector finds.
_KEYS_TIMED = """window.addEventListener("keydown", event => {
  if (event.key === "Enter") window.enterAt = event.timeStamp;
}, true);"""
_ANSWER_TIMED = """([selector, lost]) => {
  window.answerAt = new Promise((resolve, reject) => {
    const observer = new MutationObserver(() => {
      if (document.querySelector(selector)) {
        observer.disconnect();
        resolve(performance.now());
      }
    });
    observer.observe(document.body, {attributes: true, childList: true, subtree: true});
    setTimeout(() => reject(new Error(`no ${selector} in ${lost} ms`)), lost);
  });
}"""


@dataclass(frozen=True, slots=True)
class Build:
    """A checkout of the project, and an index that it has written."""

    checkout: Path
    index: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstAnswer:
    """What a person waits for once, from the start of the command on; seconds."""

    serving_seconds: float  # until the server answers
    serving_processor_seconds: float  # of the server, until then
    seconds: float  # until the answer stands in the browser


def index_with(build: Build, reports: Path) -> None:
    """Let the build write its index of the reports in a folder."""
    command = [*program(build.checkout), "index", str(reports), "--index", str(build.index)]
    subprocess.run(
        command,
        cwd=build.checkout,
        env=environment_of(build.checkout),
        check=True,
        stdout=subprocess.DEVNULL,
    )


def compile_modules(build: Build) -> None:
    """Start the build's server once: its modules are compiled then, as an installation does."""
    with _server(build):
        pass


def first_answer(browser: Any, build: Build, question: str) -> FirstAnswer:
    """Start the build's server, ask `question` in the browser, and stop it."""
    page = browser.new_page()
    page.set_default_timeout(LOST_MS)
    began = time.perf_counter()
    with _server(build) as server:
        ready = time.perf_counter() - began
        used = processor_seconds(server.pid)
        _open(page, server)
        _ask(page, question, 1)
        answered = time.perf_counter() - began
        page.close()
    return FirstAnswer(serving_seconds=ready, serving_processor_seconds=used, seconds=answered)


def conversation(browser: Any, server: ChatServer, questions: Sequence[str]) -> list[float]:
    """Return how long each question of a new conversation waits for its answer, in milliseconds.

    Counted from the Enter key to the answer on the page; each is asked half a second after the one
    before it has its next questions too.
    """
    page = browser.new_page()
    page.set_default_timeout(LOST_MS)
    _open(page, server)
    waits: list[float] = []
    for number, question in enumerate(questions, start=1):
        waits.append(_ask(page, question, number))
        page.locator(f"#turn-{number}[data-turn]:not([aria-busy])").wait_for()
        page.wait_for_timeout(READING_MS)
    page.close()
    return waits


@contextmanager
def _server(build: Build) -> Iterator[ChatServer]:
    with (
        tempfile.TemporaryDirectory() as scratch,
        chat_server(build.index, Path(scratch), checkout=build.checkout) as server,
    ):
        yield server


def _open(page: Any, server: ChatServer) -> None:
    page.add_init_script(_KEYS_TIMED)
    page.goto(server.url)
    page.wait_for_function(_LISTENING)


def _ask(page: Any, question: str, turn: int) -> float:
    """Ask, and return the milliseconds until the answer stands on the page with its citations.

    An older page draws an answer with everything that belongs to it at once, a newer one draws it
    before what to ask next.
    """
    box = page.locator("#gov-box textarea")
    box.fill(question)
    page.evaluate(
        _ANSWER_TIMED, [f":is(#turn-{turn}[data-turn], #turn-{turn} .gov-answer)", LOST_MS]
    )
    box.press("Enter")
    return float(page.evaluate("answerAt.then(time => time - enterAt)"))


def spread(values: Sequence[float]) -> dict[str, float]:
    """Return the median, the 95th percentile and the largest of values, to three places."""
    ordered = np.array(values)
    return {
        "p50": round(float(np.percentile(ordered, 50)), 3),
        "p95": round(float(np.percentile(ordered, 95)), 3),
        "max": round(float(ordered.max()), 3),
    }
