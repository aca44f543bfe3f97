# ruff: noqa: S310, S603, T201  (a maintainer's program, on this machine alone)
"""Take the two pictures of the page that the README shows: `python docs/images/take.py`.

The real page over the seed, in Chromium: a cited answer in light, the full text in dark.
"""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from contextlib import suppress
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
QUESTION = "2016年兰州市生产总值预计达到多少？"
CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "chrome")
QUIET = [
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]
COLOURS = 128  # text on paper needs no more, and the file stays under 300 KB
STARTING_SECONDS = 120


def main() -> None:
    """Build an index of the seed, serve it, and photograph it."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    with tempfile.TemporaryDirectory() as scratch:
        places = os.environ | {"GOVREPORT_DATA": scratch, "GOVREPORT_INDEX": f"{scratch}/index"}
        command = [sys.executable, "-m", "ui"]
        subprocess.run([*command, "index", "seeds"], cwd=ROOT, env=places, check=True)
        server = subprocess.Popen([*command, "chat", "--port", port], cwd=ROOT, env=places)
        try:
            photograph(f"http://127.0.0.1:{port}/")
        finally:
            server.terminate()
            server.wait()


def photograph(url: str) -> None:
    """Ask, and write `answer.png` and `full-text.png`."""
    deadline = time.monotonic() + STARTING_SECONDS
    while time.monotonic() < deadline:
        with suppress(OSError), urllib.request.urlopen(url):
            break
        time.sleep(0.2)
    path = next(filter(None, map(shutil.which, CHROMIUM)), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=QUIET)
        for name, scheme in (("answer", "light"), ("full-text", "dark")):
            page = browser.new_page(
                viewport={"width": 1280, "height": 800},
                device_scale_factor=1.5,
                color_scheme=scheme,
                locale="zh-CN",
            )
            page.goto(url)
            page.locator("#gov-box textarea").fill(QUESTION)
            page.locator("#gov-box textarea").press("Enter")
            page.locator("#turn-1[data-turn] .gov-cite").first.click()
            page.locator("#card-1.gov-current").wait_for()
            if name == "full-text":
                page.locator("#card-1 [data-read]").click()
                page.locator(".gov-text mark.gov-excerpt").wait_for()
            page.wait_for_timeout(1500)  # until it has scrolled
            take(page, HERE / f"{name}.png")
        browser.close()


def take(page: Page, path: Path) -> None:
    """Write a picture of what the window shows."""
    page.screenshot(path=path)
    with Image.open(path) as taken:
        taken.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)
    print(path.relative_to(ROOT), path.stat().st_size // 1024, "KB")


if __name__ == "__main__":
    main()
