#!/bin/sh
# One would guess: a locator's wait_for returns as soon as the element is there, so that the time around
#   it is how long a page took.
# What happens: it looks again after growing pauses, and from about 0.3 s on only every half second: what
#   appears after 400 ms and what appears after 700 ms are both seen at about 780 ms. A function that is
#   waited for (wait_for_function) is looked at with each frame.
# Versions: playwright 1.61.0, Debian's chromium; seen 2026-12-01.
# Why it matters here: answers that stood on the page after some 300 to 450 ms were measured as 0.35 or
#   0.88 s, and the 95th percentile of the waits was a matter of chance. The page itself tells its times
#   now (benchmarks/serving/asking.py).
# Needs a Chromium ($CHROMIUM, or `chromium` on the path). Exits with 1 if both see it at once.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet "playwright==1.61.0"
cat >"$work/page.py" <<'PAGE'
import os
import shutil
import time

from playwright.sync_api import sync_playwright

ADDED = """delay => setTimeout(() => {
  const added = document.createElement("p");
  added.textContent = "answer";
  document.body.append(added);
}, delay)"""
late = []
with sync_playwright() as playwright:
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
    for delay in (100, 300, 400, 500, 700):
        seen = []
        for by_frames in (False, True):
            page = browser.new_page()
            page.set_content("<main>question</main>")
            page.evaluate(ADDED, delay)
            began = time.perf_counter()
            if by_frames:
                page.wait_for_function("document.querySelector('p')")
            else:
                page.locator("p").wait_for()
            seen.append(round(1000 * (time.perf_counter() - began)))
            page.close()
        print(f"added after {delay} ms: seen by wait_for at {seen[0]}, by frames at {seen[1]} ms")
        late.append(seen[0] - seen[1])
    browser.close()
raise SystemExit(0 if max(late) > 200 else 1)
PAGE
"$work/venv/bin/python" "$work/page.py"
