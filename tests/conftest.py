import asyncio
import json
import os
import shutil
import signal
import threading
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from filelock import FileLock

ROOT = Path(__file__).parents[1]
SEEDS = ROOT / "seeds"
CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "chrome")
QUIET = [
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
    "--host-resolver-rules=MAP *.test 127.0.0.1",  # names for the tests' own servers
]

# Files that take long alone, beside those that start a server.
LONG = (
    *(
        "benchmarks/safety/test_fuzz.py",
        "benchmarks/test_guard.py",
        "benchmarks/safety/test_interruptions.py",
    ),
    *("embeddings/indexing/test_workers.py", "embeddings/test_crashes.py", "test_readme.py"),
    *("ui/commands/test_indexing.py", "ui/page/programs/test_routes.py", "ui/test_usage.py"),
    "ui/page/test_gradio_loading.py",
)

# How long one example takes is decided by the load of the machine.
hypothesis.settings.register_profile("any-machine", deadline=None)
hypothesis.settings.load_profile("any-machine")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the files that take long, so that no worker is left alone with one at the end."""
    tests = ROOT / "tests"
    servers = {item.path for item in items if "start_server" in getattr(item, "fixturenames", ())}
    first = servers | {tests / name for name in LONG}
    items.sort(key=lambda item: item.path not in first)


@pytest.fixture(scope="session")
def seeds() -> Path:
    """The folder with the seed report."""
    return SEEDS


@pytest.fixture(scope="session")
def seed_index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of the seed, built once per test session: read it, never write it."""
    base = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        base = base.parent  # the workers of one session share it
    directory = base / "seed-index"
    from embeddings.indexing.update import index_paths

    with FileLock(base / "seed-index.lock"):
        if not (directory / "CURRENT").exists():
            index_paths([SEEDS], directory)
    return directory


@pytest.fixture(autouse=True)
def no_user_places(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory):
    """Keep the tests away from the index, feedback and key of whoever runs them."""
    monkeypatch.setenv("GOVREPORT_DATA", str(tmp_path_factory.getbasetemp() / "user-data"))
    for name in ("GOVREPORT_INDEX", "GOVREPORT_LANGUAGE", "GOVREPORT_ENCODER", "GOVREPORT_ENGINE"):
        monkeypatch.delenv(name, raising=False)
    for name in ("BASE_URL", "MODEL", "API_KEY"):
        monkeypatch.delenv(f"GOVREPORT_LLM_{name}", raising=False)


@pytest.fixture
def interruptible() -> Iterator[None]:
    """Let Ctrl+C be heard: a shell that runs the tests in the background has it ignored."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.fixture
def govreport(seed_index, monkeypatch, capsys):
    """Run one command line over the seed's index; return (status, stdout, stderr)."""
    from ui.cli import run

    monkeypatch.setenv("GOVREPORT_INDEX", str(seed_index))

    def command(*arguments: str) -> tuple[int, str, str]:
        capsys.readouterr()
        status = run(arguments)
        captured = capsys.readouterr()
        return status, captured.out, captured.err

    return command


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Chromium; where there is none the test is skipped, or fails where one is required."""
    sync_api = pytest.importorskip("playwright.sync_api")
    path = next(filter(None, map(shutil.which, CHROMIUM)), None)
    with sync_api.sync_playwright() as playwright:
        try:
            opened = playwright.chromium.launch(executable_path=path, args=QUIET)
        except sync_api.Error as error:
            reason = f"no Chromium to drive: {str(error).splitlines()[0]}"
            if os.environ.get("GOVREPORT_REQUIRE_BROWSER") == "1":
                pytest.fail(reason)
            pytest.skip(reason)
        yield opened
        opened.close()


@pytest.fixture
def awaited() -> Callable[[Coroutine[Any, Any, Any]], Any]:
    """Run a coroutine to its end, in a thread of its own: a driven browser keeps a loop here."""

    def run(coroutine: Coroutine[Any, Any, Any]) -> Any:
        with ThreadPoolExecutor(1) as pool:
            return pool.submit(asyncio.run, coroutine).result()

    return run


class ChatServer:
    """A language model's server, speaking the OpenAI protocol as well as `reply` lets it."""

    def __init__(self) -> None:
        self.url = ""
        self.requests: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.released = threading.Event()  # set at the end: whoever waits for it may go
        self.reply: Callable[[BaseHTTPRequestHandler], None] = lambda handler: None
        self.says("好的[1]。")

    @staticmethod
    def event(content: object) -> bytes:
        choice = {"index": 0, "delta": {"content": content}, "finish_reason": None}
        chunk = {"id": "1", "object": "chat.completion.chunk", "created": 0, "model": "m"}
        body = json.dumps({**chunk, "choices": [choice]}, ensure_ascii=False)
        return f"data: {body}\n\n".encode()

    def begin(
        self, handler: BaseHTTPRequestHandler, status: int = 200, kind: str = "text/event-stream"
    ) -> None:
        handler.send_response(status)
        handler.send_header("Content-Type", kind)
        handler.end_headers()

    def says(self, *contents: object, end: bytes = b"data: [DONE]\n\n") -> None:
        """Stream `contents`, one event each."""

        def reply(handler: BaseHTTPRequestHandler) -> None:
            self.begin(handler)
            for content in contents:
                handler.wfile.write(self.event(content))
                handler.wfile.flush()
            handler.wfile.write(end)

        self.reply = reply

    def sends(self, body: bytes, kind: str = "text/event-stream", status: int = 200) -> None:
        """Answer with these bytes."""

        def reply(handler: BaseHTTPRequestHandler) -> None:
            self.begin(handler, status, kind)
            handler.wfile.write(body)

        self.reply = reply


@pytest.fixture
def chat_server() -> Iterator[ChatServer]:
    """A real HTTP server on a port of this machine."""
    running = ChatServer()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            running.requests.append({"path": self.path, **json.loads(body)})
            running.headers.append({name.lower(): v for name, v in self.headers.items()})
            # the client may have had enough: that is what several tests are about
            with suppress(BrokenPipeError, ConnectionResetError):
                running.reply(self)

        def log_message(self, *_: object) -> None:
            pass

    listening = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    listening.daemon_threads = True
    running.url = f"http://127.0.0.1:{listening.server_address[1]}/v1"
    threading.Thread(target=listening.serve_forever, args=(0.01,), daemon=True).start()
    yield running
    running.released.set()
    listening.shutdown()
    listening.server_close()


_YEARLY = """{year}年{region}政府工作报告

——{year}年1月在{region}人民代表大会上

各位代表：

一、{before}年工作回顾

过去一年，全{kind}地区生产总值增长{result}，城镇新增就业{jobs}万人，粮食产量达到{grain}万吨。新能源装机容量
突破{power}万千瓦，新建改建农村公路{road}公里。

二、{year}年工作安排

今年经济社会发展的主要预期目标是：地区生产总值增长{target}，城镇新增就业{wanted}万人以上，居民消费价格涨幅
{prices}左右。

（一）推动科技创新。建设{labs}家省级重点实验室，培育高新技术企业{firms}家，支持企业与高校共建创新联合体。

（二）保障和改善民生。改造老旧小区{homes}个，新增养老床位{beds}张，提高城乡居民基础养老金标准。
"""
_PLACES = (("甘肃省", "省", 0), ("浙江省", "省", 1), ("四川省", "省", 2))
_YEARS = (2019, 2020, 2021, 2022, 2023, 2024)


def _yearly(region: str, kind: str, shift: int, year: int) -> str:
    step = year - _YEARS[0]
    return _YEARLY.format(
        year=year,
        before=year - 1,
        region=region,
        kind=kind,
        result=f"{6.1 + 0.3 * shift - 0.1 * step:.1f}%",
        target=f"{6 + 0.5 * shift - 0.1 * step:.1f}%左右",
        jobs=f"{30.5 + shift + step:.1f}",
        wanted=30 + shift + step,
        grain=1200 + 100 * shift + 11 * step,
        power=800 + 50 * shift + 40 * step,
        road=2000 + 10 * shift + 100 * step,
        prices="3%" if step < 4 else "2%",
        labs=10 + shift + step,
        firms=500 + 10 * shift + 25 * step,
        homes=300 + 7 * shift + 10 * step,
        beds=5000 + 100 * shift + 200 * step,
    )


@pytest.fixture(scope="session")
def provinces_index(tmp_path_factory):
    """An index of six years of reports of three provinces, each with its own figures."""
    from embeddings.indexing.update import index_paths

    folder = tmp_path_factory.mktemp("provinces")
    for region, kind, shift in _PLACES:
        for year in _YEARS:
            file = folder / f"{year}年{region}政府工作报告.txt"
            file.write_text(_yearly(region, kind, shift, year), encoding="utf-8")
    index_paths(sorted(folder.glob("*.txt")), folder / "index")
    return folder / "index"


@pytest.fixture
def newest_report(tmp_path):
    """The file of a report of the year after those of `provinces_index`, with something new."""
    region, kind, shift = _PLACES[1]
    year = _YEARS[-1] + 1
    text = _yearly(region, kind, shift, year)
    text += "\n（三）发展低空经济。建设低空经济起降场86个，低空经济产业规模达到500亿元。\n"
    file = tmp_path / f"{year}年{region}政府工作报告.txt"
    file.write_text(text, encoding="utf-8")
    return file
