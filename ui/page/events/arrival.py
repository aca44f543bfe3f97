"""The page opened in a browser."""

import gradio as gr

from ui.page.events.wiring import ASKING, QUIET, Wiring
from ui.page.handlers.arrival import ArrivalHandlers

__all__ = ["connect_arrival"]

# The script may come later than the first event: a script in the head loads on its own.
_ARRIVAL = """async (brought, old, settings) => {
    while (!window.govreport) await new Promise((resolve) => setTimeout(resolve, 5));
    window.govreport.setTheme(settings?.theme);
    return [window.govreport.conversations.arrival(old), null, settings];
}"""


def connect_arrival(wiring: Wiring, page: gr.Blocks, handlers: ArrivalHandlers) -> None:
    """Connect what happens when the page is opened."""
    inputs = [wiring.components.brought, wiring.history, wiring.settings]
    arrived = page.load(handlers.arrive, inputs, wiring.whole_page, js=_ARRIVAL, **ASKING)
    arrived.then(None, None, None, js="() => window.govreport.arrived()", **QUIET)
