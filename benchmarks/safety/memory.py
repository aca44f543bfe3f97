"""What the page's server keeps: `python -m benchmarks.safety.memory`.

    python -m benchmarks.safety.memory [--questions 10000] [--snapshots 200] [--users 4]

Mixed questions (answered, refused, follow-ups, greetings, odd ones) are asked through the page's
own queue, as its script asks them, four to a tab and then a new tab; the memory of the server's
process is read as it goes: the least of each interval, and after every 1,000 questions what is left
at rest, when nobody asks and what was freed has been given back. Growth is that at rest, after the
first 1,000. Then the index is changed again and again, and a question is asked of every snapshot.
Loopback only. Over the State Council reports where they are (GOVREPORT_SHARED), over the seed
otherwise.
"""

import argparse
import itertools
import json
import secrets
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from benchmarks.recording import ROOT, record, shared_reports
from benchmarks.serving.server import OPENER, chat_server
from embeddings.index.opening import open_index
from embeddings.indexing.editing import edit_report
from embeddings.indexing.update import index_paths
from qa.evaluation.testsets.drafting import draft_questions
from ui.page.freed_memory import PAUSE

__all__ = ["Page", "chat_page", "main", "questions", "snapshots"]

QUESTIONS = 10_000
SNAPSHOTS = 200
USERS = 4
TAB = 4  # questions of a tab
FIRST = 1_000  # questions after which growth is counted: by then the caches are full
EVERY = 250  # questions between two readings
RESTED = 1_000  # questions between two readings at rest, a multiple of EVERY
REST = PAUSE + 5  # seconds in which what was freed is given back
SETTLED = 20  # snapshots after which growth is counted
SEED = 10_016
ASKED_BESIDES = (
    "那2020年呢？",
    "你好",
    "谢谢",
    "火星上有水吗？",
    "总结一下这份报告",
    "为什么？",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A running page: its address, its process, and where a question goes in."""

    url: str
    pid: int
    event: int  # number of the event that asks
    thread: int  # number of the component that it comes from

    def megabytes(self) -> float:
        """Return the resident memory of the server."""
        lines = Path(f"/proc/{self.pid}/status").read_text(encoding="utf-8").splitlines()
        (line,) = (line for line in lines if line.startswith("VmRSS"))
        return round(int(line.split()[1]) / 1000, 1)

    def megabytes_at_rest(self) -> float:
        """Return the least resident memory within `REST`, in which nobody may ask."""
        least, ended = self.megabytes(), time.monotonic() + REST
        while time.monotonic() < ended:
            time.sleep(0.5)
            least = min(least, self.megabytes())
        return least

    def ask(self, tab: str, question: str) -> str:
        """Ask in a tab, as its script does; return what the browser is handed."""
        body = {
            "data": [None, None, None],
            "event_data": {"question": question, "id": secrets.token_hex(4)},
            "fn_index": self.event,
            "trigger_id": self.thread,
            "session_hash": tab,
        }
        _read(f"{self.url}gradio_api/queue/join", body)
        with OPENER.open(f"{self.url}gradio_api/queue/data?session_hash={tab}") as stream:
            for raw in stream:
                told = json.loads(raw.removeprefix(b"data: ")) if raw.startswith(b"data: ") else {}
                if told.get("msg") == "process_completed":
                    if not told["success"]:
                        raise RuntimeError(f"{question}: {told['output']}")
                    return str(told["output"]["data"][-1])
        raise RuntimeError(f"{question}: the stream ended without an answer")


def _read(url: str, body: object = None) -> Any:
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(url, data, {"Content-Type": "application/json"})
    with OPENER.open(request, timeout=120) as response:
        return json.load(response)


@contextmanager
def chat_page(index: Path, scratch: Path) -> Iterator[Page]:
    """Run `govreport chat` and find where a question goes in."""
    with chat_server(index, scratch) as server:
        events = _read(f"{server.url}config")["dependencies"]
        (found,) = (
            (event["id"], target[0])
            for event in events
            for target in event["targets"]
            if target[1] == "ask"
        )
        yield Page(url=server.url, pid=server.pid, event=found[0], thread=found[1])


def _mixed(index: Path, count: int) -> list[str]:
    """Return questions that have an answer, and every fifth one of another kind."""
    drafts = [draft.question for draft in draft_questions(open_index(index), count=3_000)]
    answered = itertools.cycle(dict.fromkeys(drafts))
    others = itertools.cycle(ASKED_BESIDES)
    mixed = [next(others) if number % 5 == 4 else next(answered) for number in range(count)]
    Random(SEED).shuffle(mixed)
    return mixed


def questions(
    page: Page, asked: list[str], users: int, rested: int = RESTED
) -> Iterator[dict[str, Any]]:
    """Ask everything, four questions to a tab; yield the memory as it went, at each reading.

    Args:
        page: that is asked.
        asked: the questions.
        users: who ask at once.
        rested: questions after which memory is read at rest, again and again.
    """
    readings, at_rest = {0: page.megabytes()}, {}
    asking = 0.0
    for start in range(0, len(asked), EVERY):
        part = asked[start : start + EVERY]
        tabs = [part[at : at + TAB] for at in range(0, len(part), TAB)]
        number, began = start + len(part), time.perf_counter()
        readings[number] = _asked(page, tabs, users)
        asking += time.perf_counter() - began
        if number % rested == 0:
            at_rest[number] = page.megabytes_at_rest()
        print(number, readings[number], at_rest.get(number, ""), flush=True)
        yield {
            "questions": number,
            "tabs": -(-number // TAB),
            "per_second": round(number / asking, 1),
            "least_megabytes": readings,
            "megabytes_at_rest": at_rest,
            f"growth_after_{FIRST}_mb": _growth(at_rest, FIRST),
        }


def _asked(page: Page, tabs: list[list[str]], users: int) -> float:
    """Ask; return the least memory meanwhile: it falls when it is given back, now and then."""
    with ThreadPoolExecutor(users) as threads:
        asking = [threads.submit(_tab, page, tab) for tab in tabs]
        least = page.megabytes()
        while wait(asking, timeout=1).not_done:
            least = min(least, page.megabytes())
    for one in asking:
        one.result()
    return least


def _tab(page: Page, asked: list[str]) -> None:
    tab = secrets.token_hex(6)
    for question in asked:
        handed = json.loads(page.ask(tab, question))
        if handed["kind"] != "turn" or handed["turn"]["question"] != question:
            raise RuntimeError(f"{question}: {handed}")


def snapshots(page: Page, index: Path, count: int, question: str) -> dict[str, Any]:
    """Change the index `count` times, a question after each; return the memory as it went."""
    report_id = next(iter(open_index(index).reports))
    readings = {0: page.megabytes()}
    for number in range(1, count + 1):
        edit_report(index, report_id, {"issuer": f"机关{number}"})
        page.ask(secrets.token_hex(6), question)
        if number % 10 == 0:
            rested = number in (SETTLED, count)
            readings[number] = page.megabytes_at_rest() if rested else page.megabytes()
            print("snapshot", number, readings[number], flush=True)
    return {
        "snapshots": count,
        "megabytes": readings,
        f"growth_after_{SETTLED}_mb": _growth(readings, SETTLED),
    }


def _growth(readings: dict[int, float], first: int) -> float | None:
    """Return what memory grew by from the reading at `first` to the last one."""
    counted = [megabytes for number, megabytes in readings.items() if number >= first]
    return round(counted[-1] - counted[0], 1) if counted else None


def main() -> None:
    """Ask, change, read the memory, and write the result."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--questions", type=int, default=QUESTIONS)
    parser.add_argument("--snapshots", type=int, default=SNAPSHOTS)
    parser.add_argument("--users", type=int, default=USERS)
    options = parser.parse_args()
    if not Path("/proc/self/status").exists():
        sys.exit("skipped: memory is read from /proc, which this system lacks")
    council = shared_reports()
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        index = scratch / "index"
        index_paths([council or ROOT / "seeds"], index)
        asked = _mixed(index, options.questions)
        with chat_page(index, scratch) as page:
            results: dict[str, Any] = {}
            for told in questions(page, asked, options.users):
                results["questions"] = told
                record("memory", results, seed=SEED)  # it takes hours: what is interrupted counts
            results["snapshots"] = snapshots(page, index, options.snapshots, asked[0])
    print(record("memory", results, seed=SEED))
    print(json.dumps(results, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main()
