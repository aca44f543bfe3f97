"""A page that runs, of this checkout or of another, and a browser before it."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.recording import ROOT, user_environment

__all__ = [
    "OPENER",
    "ChatServer",
    "chat_server",
    "chromium",
    "commit_of",
    "environment_of",
    "processor_seconds",
    "program",
    "require_playwright",
]

CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "chrome")
QUIET = [
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]
STARTING_SECONDS = 120.0
OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}))  # loopback, no proxy


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
def chat_server(
    index: Path, scratch: Path, *arguments: str, checkout: Path = ROOT
) -> Iterator[ChatServer]:
    """Run `govreport chat` of `checkout` on a free port, and yield once it answers.

    Args:
        index: which the checkout can read.
        scratch: where the server's log and its data go.
        arguments: further ones of the command.
        checkout: the folder of the project, of whatever commit.
    """
    port = _free_port()
    command = [*program(checkout), "chat", "--port", str(port), "--index", str(index)]
    with (scratch / "server.log").open("ab") as log:
        process = subprocess.Popen(
            [*command, *arguments],
            stdout=log,
            stderr=log,
            env=environment_of(checkout) | {"GOVREPORT_DATA": str(scratch / "data")},
            cwd=checkout,
        )
    url = f"http://127.0.0.1:{port}/"
    try:
        _wait_for(url)
        yield ChatServer(url=url, pid=process.pid)
    finally:
        process.terminate()
        process.wait(timeout=60)


def program(checkout: Path) -> list[str]:
    """Return the command line program of a checkout; it is to be run in its folder."""
    module = "ui" if (checkout / "ui" / "__main__.py").exists() else "ui.cli"  # of older commits
    return [sys.executable, "-m", module]


def environment_of(checkout: Path) -> dict[str, str]:
    """Return the environment in which a program imports this checkout, not an installed one."""
    return user_environment() | {"PYTHONPATH": str(checkout)}


def commit_of(checkout: Path) -> str:
    """Return the commit of a checkout."""
    told = subprocess.run(
        ["git", "rev-parse", "HEAD"], cwd=checkout, check=True, capture_output=True, text=True
    )
    return told.stdout.strip()


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


def processor_seconds(pid: int) -> float:
    """Return the processor time of a process so far: it depends little on what else is running."""
    stat = Path(f"/proc/{pid}/stat")
    if not stat.exists():  # not Linux
        return 0.0
    fields = stat.read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")  # in user, in system mode
