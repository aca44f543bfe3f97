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

# How long one example takes is decided by the load of the machine.
hypothesis.settings.register_profile("any-machine")
hypothesis.settings.load_profile("any-machine")


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
