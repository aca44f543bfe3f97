"""What starting the page opens."""

import stat
import time


def test_open_opens_the_page_in_the_default_browser(
    start_server, seed_index, tmp_path, monkeypatch
):
    asked = tmp_path / "asked"
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\necho "$1" > {asked}\n', encoding="utf-8")
    browser.chmod(browser.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("BROWSER", f"{browser} %s")
    server = start_server(seed_index, "--open")
    deadline = time.monotonic() + 60
    while not (asked.exists() and asked.read_text(encoding="utf-8")):
        assert time.monotonic() < deadline, server.told()
        time.sleep(0.1)
    assert asked.read_text(encoding="utf-8").strip() == server.url
