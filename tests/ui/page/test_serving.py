"""What the server keeps of tabs and of events."""

import os
import subprocess
import sys

from ui.page.serving import RecentTabs

ASKING = """
import asyncio
import gradio as gr
from gradio.data_classes import PredictBodyInternal
from ui.page.serving import queue_events

with gr.Blocks() as page:
    box = gr.Textbox()
    box.submit(lambda text: text, box, box)
queue_events(page)
queue = page._queue
for function in page.fns.values():
    queue.create_event_queue_for_fn(function)

async def ask():
    for number in range(150):
        body = PredictBodyInternal(fn_index=0, data=["就业"], session_hash=f"tab {number}")
        accepted, *_ = await queue.push(body, request=None, username=None)
        assert accepted

asyncio.run(ask())
print(len(queue.event_analytics))
"""


def test_tabs_that_were_active_last_are_kept():
    tabs = RecentTabs(3)
    for tab in ("first", "second", "third"):
        tabs[tab] = set()
    assert "first" in tabs  # it asks something
    tabs["fourth"] = set()
    assert list(tabs) == ["third", "first", "fourth"]
    tabs["third"] = {"event"}
    assert tabs.get("third") == {"event"}
    assert tabs.get("second") is None


def test_few_of_the_events_that_were_asked_for_are_kept():
    ran = subprocess.run(
        [sys.executable, "-c", ASKING],
        env=os.environ | {"PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ran.returncode, ran.stdout) == (0, "100\n"), ran.stderr
