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
import queue
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.recording import ROOT, absent_reason, record, shared_reports
from benchmarks.serving.asking import (
    FRESH_PAGE,
    Build,
    compile_modules,
    conversation,
    first_answer,
    spread,
)
from benchmarks.serving.server import (
    OPENER,
    ChatServer,
    chat_server,
    chromium,
    processor_seconds,
    require_playwright,
)
from embeddings.index.opening import open_index
from embeddings.indexing.update import index_paths
from qa.evaluation.seed import SEED
from qa.evaluation.testsets.drafting import draft_questions

__all__ = ["main"]

SLOWEST = 5  # questions that are named


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
            results["first_answer"] = _first(browser, Build(ROOT, index), questions, options.starts)
            with chat_server(index, Path(scratch)) as server:
                results["warm"] = _warm(browser, server, questions[: options.warm])
        with chat_server(index, Path(scratch)) as server:
            results["users"] = _users(server, questions, options.users, options.seconds)
    print(json.dumps(results, ensure_ascii=False, indent=2))
    print(record("page", results, seed=SEED))


def _first(browser: Any, build: Build, questions: Sequence[str], starts: int) -> dict[str, Any]:
    """Seconds from the start of the command to the first answer in the browser."""
    compile_modules(build)
    waits = [first_answer(browser, build, question) for question in questions[:starts]]
    return {
        "starts": starts,
        "serving_seconds": spread([wait.serving_seconds for wait in waits]),
        "serving_processor_seconds": spread([wait.serving_processor_seconds for wait in waits]),
        "seconds": spread([wait.seconds for wait in waits]),
    }


def _warm(browser: Any, server: ChatServer, questions: Sequence[str]) -> dict[str, Any]:
    """Milliseconds from the Enter key to the answer on the page."""
    used = processor_seconds(server.pid)
    taken = [
        wait
        for begin in range(0, len(questions), FRESH_PAGE)
        for wait in conversation(browser, server, questions[begin : begin + FRESH_PAGE])
    ]
    used = processor_seconds(server.pid) - used
    slowest = sorted(zip(taken[1:], questions[1:], strict=True), reverse=True)[:SLOWEST]
    return {
        "questions": len(taken),
        "milliseconds": spread(taken[1:]),
        "slowest": [f"{wait:.0f} {question}" for wait, question in slowest],
        "processor_milliseconds": round(1000 * used / len(taken), 1),  # suggestions included
    }


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

    began, used = time.perf_counter(), processor_seconds(server.pid)
    threads = [threading.Thread(target=ask_on) for _ in range(users)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    elapsed = time.perf_counter() - began
    used = processor_seconds(server.pid) - used
    return {
        "users": users,
        "seconds": round(elapsed, 1),
        "answered": len(taken),
        "lost": len(lost),
        "losses": lost[:5],
        "per_second": round(len(taken) / elapsed, 1),
        "milliseconds": spread([value * 1000 for value in taken]),
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


if __name__ == "__main__":
    main()
