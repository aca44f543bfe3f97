"""The events of a page load."""

import gradio as gr

from ui.page.events.wiring import ASKING, QUIET, Wiring
from ui.page.handlers.arrival import ArrivalHandlers
from ui.page.handlers.questions import QuestionHandlers

__all__ = ["connect_arrival"]

# The script may load after the first event, since scripts in the head load asynchronously.
_ARRIVAL = """async (brought, old, settings) => {
    while (!window.govreport) await new Promise((resolve) => setTimeout(resolve, 5));
    window.govreport.setTheme(settings?.theme);
    return [window.govreport.conversations.arrival(old), null, settings];
}"""


def connect_arrival(
    wiring: Wiring, page: gr.Blocks, handlers: ArrivalHandlers, questions: QuestionHandlers
) -> None:
    """Connect the events of a page load."""
    inputs = [wiring.components.brought, wiring.history, wiring.settings]
    arrived = page.load(handlers.arrive, inputs, wiring.whole_page, js=_ARRIVAL, **ASKING)
    ready = arrived.then(None, None, None, js="() => window.govreport.arrived()", **QUIET)
    # the examples are asked of a page that can be used already
    ready.then(questions.cards, [wiring.session], [wiring.components.ask.cards], **QUIET)
