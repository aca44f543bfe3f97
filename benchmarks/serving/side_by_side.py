"""How long a person waits at this build's page and at another's, measured alternately in one run.

    python -m benchmarks.serving.side_by_side --base CHECKOUT [--starts 5] [--warm 60]

For machines that are not those of the recorded milliseconds: the ratios say what became faster.
Both builds index the same reports and are asked the same questions in the same browser: one start
of this build, one of the other, and so on; then one conversation of ten questions each, while the
other server is halted. Over the 52 State Council reports where they are (GOVREPORT_SHARED), over
the seed otherwise.
"""

import argparse
import json
import os
import signal
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from benchmarks.recording import ROOT, absent_reason, record, shared_reports
from benchmarks.serving.asking import (
    FRESH_PAGE,
    Build,
    FirstAnswer,
    compile_modules,
    conversation,
    first_answer,
    index_with,
    spread,
)
from benchmarks.serving.server import (
    ChatServer,
    chat_server,
    chromium,
    commit_of,
    processor_seconds,
    require_playwright,
)
from embeddings.index.opening import open_index
from qa.evaluation.seed import SEED
from qa.evaluation.testsets.drafting import draft_questions

__all__ = ["main"]

SLOWEST = 8  # questions that are named, of each build
OURS, BASE = "this", "base"


def main() -> None:
    """Measure both builds in turn and write down both and their ratios."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--base", type=Path, required=True, help="a checkout of another commit")
    parser.add_argument("--starts", type=int, default=5, help="of each build")
    parser.add_argument("--warm", type=int, default=60, help="questions on each page")
    options = parser.parse_args()
    sync_api = require_playwright()
    reports = shared_reports()
    if reports is None:
        print(absent_reason(), file=sys.stderr)
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        builds = {
            OURS: Build(ROOT, scratch / "ours"),
            BASE: Build(options.base.resolve(), scratch / "base"),
        }
        for build in builds.values():
            index_with(build, reports or ROOT / "seeds")
            compile_modules(build)
        opened = open_index(builds[OURS].index)
        drafts = draft_questions(opened, count=3000)
        questions = list(dict.fromkeys(draft.question for draft in drafts))
        with chromium(sync_api) as browser:
            first = _first(browser, builds, questions[: options.starts])
            warm = _warm(browser, builds, questions[: options.warm], scratch)
    results = {
        "base_commit": commit_of(options.base),
        "reports": len(opened.reports),
        "first_answer": first,
        "warm": warm,
    }
    print(json.dumps(results, ensure_ascii=False, indent=2))
    print(record("page_side_by_side", results, seed=SEED))


def _first(browser: Any, builds: Mapping[str, Build], questions: Sequence[str]) -> dict[str, Any]:
    """Start both builds in turn, once for each question."""
    waits: dict[str, list[FirstAnswer]] = {name: [] for name in builds}
    for question in questions:
        for name, build in builds.items():
            waits[name].append(first_answer(browser, build, question))
    measured: dict[str, Any] = {
        name: {
            "serving_seconds": spread([one.serving_seconds for one in of]),
            "serving_processor_seconds": spread([one.serving_processor_seconds for one in of]),
            "seconds": spread([one.seconds for one in of]),
        }
        for name, of in waits.items()
    }
    return {"starts": len(questions), **measured, "ratios": _ratios(measured)}


def _warm(
    browser: Any, builds: Mapping[str, Build], questions: Sequence[str], scratch: Path
) -> dict[str, Any]:
    """Hold a conversation with each build in turn, the other halted meanwhile."""
    waits: dict[str, list[float]] = {name: [] for name in builds}
    used = dict.fromkeys(builds, 0.0)
    with _server(builds[OURS], scratch) as ours, _server(builds[BASE], scratch) as base:
        servers = {OURS: ours, BASE: base}
        for begin in range(0, len(questions), FRESH_PAGE):
            for name, other in ((OURS, BASE), (BASE, OURS)):
                asked, server = questions[begin : begin + FRESH_PAGE], servers[name]
                print(f"{name}: questions {begin + 1} to {begin + len(asked)}", file=sys.stderr)
                with _halted(servers[other]):
                    before = processor_seconds(server.pid)
                    waits[name] += conversation(browser, server, asked)
                    used[name] += processor_seconds(server.pid) - before
    measured: dict[str, Any] = {
        name: {
            "milliseconds": spread(of[1:]),  # the very first loads what no later one does
            "processor_milliseconds": round(1000 * used[name] / len(of), 1),
        }
        for name, of in waits.items()
    }
    named = zip(waits[OURS][1:], waits[BASE][1:], questions[1:], strict=True)
    slowest = sorted(named, reverse=True)[:SLOWEST]
    return {
        "questions": len(questions),
        **measured,
        "ratios": _ratios(measured),
        "slowest": [
            {"question": question, OURS: round(ours, 1), BASE: round(base, 1)}
            for ours, base, question in slowest
        ],
    }


def _ratios(measured: Mapping[str, Any]) -> dict[str, Any]:
    """Return this build's numbers by those of the other, below 1 where this one is faster."""
    return {
        key: _ratios({OURS: value, BASE: measured[BASE][key]})
        if isinstance(value, dict)
        else round(value / measured[BASE][key], 3)
        for key, value in measured[OURS].items()
    }


@contextmanager
def _server(build: Build, scratch: Path) -> Iterator[ChatServer]:
    folder = scratch / f"{build.index.name}-data"
    folder.mkdir()
    with chat_server(build.index, folder, checkout=build.checkout) as server:
        yield server


@contextmanager
def _halted(server: ChatServer) -> Iterator[None]:
    """Let a server stand still, so that its waiting costs the other one nothing."""
    os.kill(server.pid, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(server.pid, signal.SIGCONT)


if __name__ == "__main__":
    main()
