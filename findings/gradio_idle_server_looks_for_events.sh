#!/bin/sh
# One would guess: a server that nobody asks anything sleeps until an event comes.
# What happens: the queue of Gradio looks for events a thousand times a second on Linux and macOS (twenty
#   times on Windows), all day long, which takes some six hundredths of a core.
# Versions: gradio 6.31.0; seen 2026-11-30.
# Why it matters here: the page stays open on a laptop all day; and fourteen servers that browser tests
#   keep took more than half of a core from the tests. The page looks two hundred times a second
#   (`queue_events` in ui/page/serving.py), through an attribute that Gradio has no option for.
# Exits with 1 if a free server takes less than a hundredth of a core, or a longer pause saves nothing.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet "gradio==6.31.0"
cat >"$work/page.py" <<'PAGE'
import time

import gradio as gr


def idle(pause: float | None) -> float:
    """Return the share of a core that a server takes to which nothing is sent."""
    with gr.Blocks() as demo:
        gr.Button("ask").click(lambda: None)
    demo.queue()
    if pause is not None:
        demo._queue.sleep_when_free = pause
    demo.launch(prevent_thread_lock=True, quiet=True)
    time.sleep(3)
    begun, spent = time.perf_counter(), time.process_time()
    time.sleep(10)
    share = (time.process_time() - spent) / (time.perf_counter() - begun)
    demo.close()
    return share


usual, longer = idle(None), idle(0.05)
print(f"share of a core: {usual:.4f} as it is, {longer:.4f} with a pause of 0.05 s")
raise SystemExit(0 if usual > 0.01 and longer < usual / 2 else 1)
PAGE
"$work/venv/bin/python" "$work/page.py"
