"""How long a person waits at the page: for the first answer, for each warm one, and among 20.

    python -m benchmarks.page [--starts 5] [--warm 60] [--users 20] [--seconds 60] [--build DIR]

*First answer* counts from the start of `govreport chat` on an existing index to the answer in an
open browser. *Warm* counts from the Enter key to the answer on the page, different questions, one
user. *Users* ask different questions through the page's own server at the same time, each the next
one as soon as the last is answered; an answer counts only if it is the answer to its question.
Loopback only. Over the 52 State Council reports where they are (GOVREPORT_SHARED), over the seed
otherwise.
"""

import argparse
import json
import os
import queue
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.recording import ROOT, absent_reason, record, shared_reports, user_environment
from embeddings.index.opening import open_index
from embeddings.indexing.update import index_paths
from qa.evaluation.seed import SEED
from qa.evaluation.testsets.drafting import draft_questions

__all__ = ["OPENER", "ChatServer", "chat_server", "chromium", "main", "require_playwright"]

CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "chrome")
QUIET = [
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]
STARTING_SECONDS = 120.0
FRESH_PAGE = 10  # questions after which the page begins a new conversation
LOST_MS = 30_000.0  # a page that has not answered by then has lost the question
OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}))  # loopback, no proxy


def main() -> None:
    """Measure all three and write them down."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--starts", type=int, default=5)
    parser.add_argument("--warm", type=int, default=60, help="questions on the page")
    parser.add_argument("--users", type=int, default=20)
    parser.add_argument("--seconds", type=float, default=60.0, help="for which the users ask")
    parser.add_argument("--build", type=Path, help="keep the index here instead of in a temporary")
    options = parser.parse_args()
    sync_api = require_playwright()
    with tempfile.TemporaryDirectory() as scratch:
        index = options.build or Path(scratch) / "index"
        shared = shared_reports()
        if shared is None:
            print(absent_reason(), file=sys.stderr)
        index_paths([shared or ROOT / "seeds"], index)
        opened = open_index(index)
        drafts = draft_questions(opened, count=3000)
        questions = list(dict.fromkeys(draft.question for draft in drafts))
        results: dict[str, Any] = {"reports": len(opened.reports), "questions": len(questions)}
        with chromium(sync_api) as browser:
            results["first_answer"] = _first(browser, index, questions, options.starts)
            with chat_server(index, Path(scratch)) as server:
                results["warm"] = _warm(browser, server, questions[: options.warm])
        with chat_server(index, Path(scratch)) as server:
            results["users"] = _users(server, questions, options.users, options.seconds)
    print(json.dumps(results, ensure_ascii=False, indent=2))
    print(record("page", results, seed=SEED))


def require_playwright() -> Any:
    """Return playwright's API; end the program where it is absent."""
    try:
        from playwright import sync_api  # noqa: PLC0415  (only to drive a browser)
    except ImportError:
        sys.exit("skipped: playwright is not installed (pip install 'govreport-qa[dev]')")
    return sync_api


@contextmanager
def chromium(sync_api: Any) -> Iterator[Any]:
    """Run the Chromium of this system, playwright's own where there is none."""
    path = next(filter(None, map(shutil.which, CHROMIUM)), None)
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=QUIET)
        yield browser
        browser.close()


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatServer:
    """A running page: its address, with a slash at the end, and its process."""

    url: str
    pid: int


@contextmanager
def chat_server(index: Path, scratch: Path, *arguments: str) -> Iterator[ChatServer]:
    """Run `govreport chat` with `arguments` on a free port, and yield once it answers."""
    port = _free_port()
    command = [sys.executable, "-m", "ui", "chat", "--port", str(port), "--index", str(index)]
    with (scratch / "server.log").open("ab") as log:
        process = subprocess.Popen(
            [*command, *arguments],
            stdout=log,
            stderr=log,
            env=user_environment() | {"GOVREPORT_DATA": str(scratch / "data")},
            cwd=ROOT,
        )
    url = f"http://127.0.0.1:{port}/"
    try:
        _wait_for(url)
        yield ChatServer(url=url, pid=process.pid)
    finally:
        process.terminate()
        process.wait(timeout=60)


def _wait_for(url: str) -> None:
    """Return once the server answers; end the program where it does not start."""
    deadline = time.perf_counter() + STARTING_SECONDS
    while time.perf_counter() < deadline:
        with suppress(OSError), OPENER.open(url, timeout=10):
            return
        time.sleep(0.02)
    sys.exit(f"the server at {url} did not start within {STARTING_SECONDS:g} s")


def _free_port() -> int:
    """Return a port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _first(browser: Any, index: Path, questions: Sequence[str], starts: int) -> dict[str, Any]:
    """Seconds from the start of the command to the first answer in the browser."""
    with tempfile.TemporaryDirectory() as scratch, chat_server(index, Path(scratch)):
        pass  # compiles the modules, as an installation does; not counted
    ready, answered, used = [], [], []
    for question in questions[:starts]:
        page = browser.new_page()
        page.set_default_timeout(LOST_MS)
        with tempfile.TemporaryDirectory() as scratch:
            began = time.perf_counter()
            with chat_server(index, Path(scratch)) as server:
                ready.append(time.perf_counter() - began)
                used.append(_processor_seconds(server.pid))
                page.goto(server.url)
                page.locator(".gov-welcome").wait_for()  # before, no one listens to the Enter key
                page.locator("#gov-box textarea").fill(question)
                page.locator("#gov-box textarea").press("Enter")
                page.locator(_answer_of(1)).wait_for()
                answered.append(time.perf_counter() - began)
        page.close()
    return {
        "starts": starts,
        "serving_seconds": _spread(ready),
        "serving_processor_seconds": _spread(used),
        "seconds": _spread(answered),
    }


def _processor_seconds(pid: int) -> float:
    """Return the processor time of a process so far: it depends little on what else is running."""
    stat = Path(f"/proc/{pid}/stat")
    if not stat.exists():  # not Linux
        return 0.0
    fields = stat.read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")  # in user, in system mode


def _warm(browser: Any, server: ChatServer, questions: Sequence[str]) -> dict[str, Any]:
    """Milliseconds from the Enter key to the answer on the page."""
    page = browser.new_page()
    used = _processor_seconds(server.pid)
    taken: list[float] = []
    for position, question in enumerate(questions):
        number = position % FRESH_PAGE + 1
        if number == 1:
            page.close()
            page = browser.new_page()
            page.set_default_timeout(LOST_MS)
            page.goto(server.url)
            page.locator(".gov-welcome").wait_for()
        box = page.locator("#gov-box textarea")
        box.fill(question)
        began = time.perf_counter()
        box.press("Enter")
        page.locator(_answer_of(number)).wait_for()
        taken.append(1000 * (time.perf_counter() - began))
        # its next questions have come too
        page.locator(f"#turn-{number}[data-turn]:not([aria-busy])").wait_for()
    page.close()
    used = _processor_seconds(server.pid) - used
    return {
        "questions": len(taken),
        "milliseconds": _spread(taken[1:]),
        "processor_milliseconds": round(1000 * used / len(taken), 1),  # suggestions included
    }


def _answer_of(turn: int) -> str:
    """Return the selector of an answer: drawn with its citations, before what to ask next."""
    return f"#turn-{turn} .gov-answer"


def _users(
    server: ChatServer, questions: Sequence[str], users: int, seconds: float
) -> dict[str, Any]:
    """Let users ask different questions at once; count what was lost and how long each waited."""
    left: queue.SimpleQueue[str] = queue.SimpleQueue()
    for question in questions:
        left.put(question)
    taken: list[float] = []
    lost: list[str] = []
    deadline = time.perf_counter() + seconds

    def ask_on() -> None:
        while time.perf_counter() < deadline:
            try:
                question = left.get_nowait()
            except queue.Empty:
                return
            began = time.perf_counter()
            try:
                answer = _ask(server.url, question)
            except (OSError, ValueError) as error:
                lost.append(f"{question}: {error}")
                continue
            taken.append(time.perf_counter() - began)
            if answer.get("question") != question:
                lost.append(f"{question}: answered {answer.get('question')}")

    began, used = time.perf_counter(), _processor_seconds(server.pid)
    threads = [threading.Thread(target=ask_on) for _ in range(users)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    elapsed = time.perf_counter() - began
    used = _processor_seconds(server.pid) - used
    return {
        "users": users,
        "seconds": round(elapsed, 1),
        "answered": len(taken),
        "lost": len(lost),
        "losses": lost[:5],
        "per_second": round(len(taken) / elapsed, 1),
        "milliseconds": _spread([value * 1000 for value in taken]),
        "processor_milliseconds": round(1000 * used / max(1, len(taken)), 1),
    }


def _ask(url: str, question: str) -> dict[str, Any]:
    """Ask through the page's queue, as Gradio's clients do."""
    body = json.dumps({"data": [question, None, None, 10]}).encode()
    request = urllib.request.Request(
        url + "gradio_api/call/ask", body, {"Content-Type": "application/json"}
    )
    with OPENER.open(request, timeout=60) as response:
        event = json.load(response)["event_id"]
    with OPENER.open(f"{url}gradio_api/call/ask/{event}", timeout=60) as stream:
        kind = ""
        for raw in stream:
            line = raw.decode().rstrip("\n")
            if line.startswith("event: "):
                kind = line.removeprefix("event: ")
            elif line.startswith("data: ") and kind in ("complete", "error"):
                if kind == "error":
                    raise ValueError(line)
                answer: dict[str, Any] = json.loads(line.removeprefix("data: "))[0]
                return answer
    raise ValueError("the stream ended without an answer")


def _spread(values: Sequence[float]) -> dict[str, float]:
    ordered = np.array(values)
    return {
        "p50": round(float(np.percentile(ordered, 50)), 3),
        "p95": round(float(np.percentile(ordered, 95)), 3),
        "max": round(float(ordered.max()), 3),
    }


if __name__ == "__main__":
    main()
