"""The layout of the page: its endpoints, components and events.

Every event of the page is private; programs may call the three endpoints of `programs`. Events that
answer questions, and those that change the library, have separate concurrency limits, so that a
long job does not block questions.
"""

from typing import Any

import gradio as gr
from gradio.block_function import BlockFunction
from gradio.exceptions import ComponentProcessingError
from gradio.state_holder import SessionState

from ui.i18n.messages import message
from ui.page.components.components import build_components
from ui.page.events import connect_events
from ui.page.incoming import KEPT, PAUSE
from ui.page.index_handle import IndexHandle
from ui.page.options import PageOptions
from ui.page.programs.endpoints import add_endpoints
from ui.page.programs.workers import CallWorkers

__all__ = ["lay_out"]


class _Page(gr.Blocks):
    """Blocks without a heartbeat that fetch nothing.

    Gradio keeps one connection per tab open, to know when its state can be dropped. A browser has
    six per server, so that the seventh tab would never load. Here the state of the 200 last tabs is
    kept, open or not.

    Gradio also fetches a file that any input of an event names by its web address, of any size,
    before a handler can refuse it. And it keeps every value that a tab was shown, for links to
    copies of the tab, which this page has none of.
    """

    def get_config_file(self) -> Any:
        """Return the page's configuration for the browser."""
        config = super().get_config_file()
        config["connect_heartbeat"] = False
        return config

    async def preprocess_data(
        self, block_fn: BlockFunction, inputs: list[Any], *arguments: Any, **named: Any
    ) -> list[Any]:
        """Return the inputs of an event; files are taken from the server's own folder only."""
        if _names_web_file(inputs):
            raise gr.Error(message("page.no_web_file"), print_exception=False)
        if len(inputs) < len(block_fn.inputs):
            needed, found = len(block_fn.inputs), len(inputs)
            sentence = message("api.values_missing", needed=needed, found=found)
            raise gr.Error(sentence, print_exception=False)
        if block_fn.fn is None:  # an event of the page's script alone
            raise gr.Error(message("page.wrong_values"), print_exception=False)
        try:
            prepared = await super().preprocess_data(block_fn, inputs, *arguments, **named)
        except (gr.Error, ComponentProcessingError, ValueError):  # the page sends none of these
            raise gr.Error(message("page.wrong_values"), print_exception=False) from None
        return [
            "" if value is None and isinstance(block, gr.Textbox) else value
            for block, value in zip(block_fn.inputs, prepared, strict=True)
        ]

    async def postprocess_data(
        self, block_fn: BlockFunction, predictions: Any, state: SessionState | None
    ) -> list[Any]:
        """Return the outputs of an event; none is kept in the state of the tab."""
        shown: list[Any] = await super().postprocess_data(block_fn, predictions, state)
        if state is not None:
            state.config_values.clear()
        return shown


def _names_web_file(inputs: Any) -> bool:
    """Whether a value names a file by a web address, at any depth."""
    left = [inputs]
    while left:
        value = left.pop()
        if isinstance(value, dict):
            if str(value.get("path", "")).startswith(("http:", "https:")) and "meta" in value:
                return True
            left.extend(value.values())
        elif isinstance(value, list):
            left.extend(value)
    return False


def lay_out(handle: IndexHandle, options: PageOptions, workers: CallWorkers) -> gr.Blocks:
    """Return the page over an index, to be launched by `start`; `workers` run programs' calls."""
    page = _Page(
        title=message("page.title", options.language),
        analytics_enabled=False,
        fill_width=True,
        delete_cache=(PAUSE, KEPT),
    )
    with page:
        add_endpoints(handle, workers)  # first, since an event would take the name `ask`
        connect_events(page, handle, options, build_components(options))
    return page
