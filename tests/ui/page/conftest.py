"""A real server, started as a person starts it, and a real browser in front of it."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

STARTING_SECONDS = 240  # of a server on a busy machine


@dataclass
class Server:
    """A running `govreport chat`."""

    url: str
    data: Path
    index: Path
    log: Path
    process: Any = field(repr=False, default=None)

    def told(self) -> str:
        return self.log.read_text(encoding="utf-8")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def answers(url: str) -> bool:
    # a person's proxy settings have nothing to say about this machine
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with suppress(urllib.error.URLError, ConnectionError), opener.open(url, timeout=5) as response:
        return bool(response.status == 200)
    return False


@pytest.fixture(scope="session")
def start_server(tmp_path_factory) -> Iterator[Callable[..., Server]]:
    """Start `govreport chat` on a copy of an index; every server is stopped at the end."""
    started: list[Server] = []

    def start(index: Path, *arguments: str, program: tuple[str, ...] = ("-m", "ui")) -> Server:
        place = tmp_path_factory.mktemp("page")
        copy = place / "index"
        if index.exists():
            shutil.copytree(index, copy)
        port = free_port()
        log = place / "server.log"
        environment = os.environ | {
            "GOVREPORT_DATA": str(place / "data"),
            "OMP_NUM_THREADS": "1",
            "PYTHONUTF8": "1",
        }
        command = [sys.executable, *program, "chat", "--port", str(port)]
        with log.open("wb") as file:
            process = subprocess.Popen(
                [*command, "--index", str(copy), *arguments],
                stdout=file,
                stderr=subprocess.STDOUT,
                env=environment,
            )
        url = f"http://127.0.0.1:{port}/"
        server = Server(url, place / "data", copy, log, process)
        started.append(server)
        deadline = time.monotonic() + STARTING_SECONDS
        while not answers(url):
            if process.poll() is not None or time.monotonic() > deadline:
                raise AssertionError(f"the server did not start:\n{server.told()}")
            time.sleep(0.1)
        return server

    yield start
    for server in started:
        server.process.terminate()
    for server in started:
        server.process.wait(timeout=20)


@pytest.fixture(scope="session")
def seed_server(start_server, seed_index) -> Server:
    """A server over the seed whose library nobody changes: one for all who only ask and read."""
    return start_server(seed_index)


@pytest.fixture(scope="session")
def provinces_server(start_server, provinces_index) -> Server:
    """A server over the provinces whose library nobody changes."""
    return start_server(provinces_index)


@pytest.fixture(scope="session")
def open_server(start_server, seed_index) -> Server:
    """A server over the seed whose library may be changed."""
    return start_server(seed_index, "--allow-edit")


# Resolves when the page has stood still for half a second.
STILL = """() => new Promise((resolve) => {
  let still = setTimeout(resolve, 500);
  addEventListener("scroll", () => {
    clearTimeout(still);
    still = setTimeout(resolve, 500);
  });
})"""
# Resolves when two frames have been drawn: what waits for one has been done.
DRAWN = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
IDLE = "() => sessionStorage.getItem('govreport-waiting') === '[]'"
SETTINGS = "localStorage.getItem('govreport-settings')"


@dataclass
class Reader:
    """A person at the page: what they do, and what their browser asked for."""

    page: Any
    requests: list[str]
    errors: list[str]

    def ask(self, question: str) -> Any:
        """Ask, and return the turn once it is answered."""
        number = self.page.locator(".gov-turn").count() + 1
        box = self.page.locator("#gov-box textarea")
        box.fill(question)
        box.press("Enter")
        return self.turn(number)

    def turn(self, number: int) -> Any:
        turn = self.page.locator(f"#turn-{number}[data-turn]:not([aria-busy])")
        turn.wait_for()
        return turn

    def rest(self) -> None:
        """Wait until the page scrolls no longer: what is new scrolls into view by itself."""
        self.page.evaluate(STILL)

    def drawn(self) -> None:
        """Wait until what the page does with the next frame has been done."""
        self.page.evaluate(DRAWN)

    def idle(self) -> None:
        """Wait until no question waits, and all answers are in the browser's store."""
        self.page.wait_for_function(IDLE)

    @contextmanager
    def setting(self) -> Iterator[None]:
        """Change a setting, and wait until the browser keeps it: it goes there by the server."""
        before = self.page.evaluate(f"() => {SETTINGS}")
        yield
        self.page.wait_for_function(f"before => {SETTINGS} !== before", arg=before)

    def tab(self, name: str) -> None:
        self.page.get_by_role("tab", name=name, exact=True).click()


@pytest.fixture
def visit(browser) -> Iterator[Callable[..., Reader]]:
    """Open an address in a fresh browser profile."""
    contexts = []

    def open_page(
        url: str, *, width: int = 1280, height: int = 860, wait: bool = True, **more: Any
    ) -> Reader:
        settings = {"viewport": {"width": width, "height": height}, "locale": "zh-CN"}
        context = browser.new_context(**settings | more)
        contexts.append(context)
        context.set_default_timeout(60_000)
        page = context.new_page()
        reader = Reader(page, [], [])
        page.on("request", lambda request: reader.requests.append(request.url))
        page.on("pageerror", lambda error: reader.errors.append(str(error)))
        page.goto(url)
        if not wait:
            return reader
        page.locator(".gov-welcome, .gov-turn, .gov-report, .gov-closed").first.wait_for(
            state="attached"
        )
        return reader

    yield open_page
    for context in contexts:
        context.close()
