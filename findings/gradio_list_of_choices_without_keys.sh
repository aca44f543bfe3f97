#!/bin/sh
# One would guess: a list of choices (gr.Dropdown) is narrowed by what is written into it, however that
#   comes, and its `input` event is sent when a person chooses something.
# What happens: it is narrowed when a key goes down, by what stands there then, so that a paste, an
#   input method's commit by the mouse or a voice leave it as the last key did; and leaving the field
#   sends `input` with the value that it has had all the time.
# Versions: gradio 6.31.0, playwright 1.61.0, Debian's chromium; seen 2026-11-30.
# Why it matters here: Chinese is written with input methods; and a report that a list "chose" while one
#   left it for another tab of the page led back to the report's tab. The page sends a key after each
#   input (ui/assets/scripts/keys.js), and opens no report that is open (addresses.js).
# Needs a Chromium ($CHROMIUM, or `chromium` on the path). Exits with 1 if neither is seen.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet "gradio==6.31.0" "playwright==1.61.0"
cat >"$work/page.py" <<'PAGE'
import os
import shutil

import gradio as gr
from playwright.sync_api import sync_playwright

sent = []
with gr.Blocks() as demo:
    listed = gr.Dropdown(["2024年南京", "2025年浙江", "2026年南京"], value="2025年浙江", label="list")
    listed.input(sent.append, listed, None)
    gr.Textbox(label="elsewhere")
demo.launch(prevent_thread_lock=True, quiet=True)
chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
with sync_playwright() as playwright:
    browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
    page = browser.new_page()
    page.goto(demo.local_url)
    field = page.get_by_label("list")
    field.click()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text("南京")
    page.wait_for_timeout(500)
    offered = page.locator("[role=option]").all_inner_texts()
    print("offered for 南京:", offered)
    page.get_by_label("elsewhere").click()
    page.wait_for_timeout(1000)
    print("sent by leaving it:", sent)
    browser.close()
raise SystemExit(0 if len(offered) != 2 or sent else 1)
PAGE
"$work/venv/bin/python" "$work/page.py"
