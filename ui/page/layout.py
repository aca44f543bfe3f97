"""The layout of the page: its endpoints, components and events.

Every event of the page is private; programs may call the three endpoints of `programs`. Events that
answer questions, and those that change the library, have separate concurrency limits, so that a
long job does not block questions.
"""

from typing import Any

import gradio as gr

from ui.i18n.messages import message
from ui.page.components.components import build_components
from ui.page.events import connect_events
from ui.page.index_handle import IndexHandle
from ui.page.options import PageOptions
from ui.page.programs.endpoints import add_endpoints
from ui.page.programs.workers import CallWorkers

__all__ = ["lay_out"]

_CACHE_SECONDS = 3600  # uploads that nobody indexed are deleted after an hour


class _Page(gr.Blocks):
    """Blocks without a heartbeat.

    Gradio keeps one connection per tab open, to know when its state can be dropped. A browser has
    six per server, so that the seventh tab would never load. Here the state of the 200 last tabs is
    kept, open or not.
    """

    def get_config_file(self) -> Any:
        """Return the page's configuration for the browser."""
        config = super().get_config_file()
        config["connect_heartbeat"] = False
        return config


def lay_out(handle: IndexHandle, options: PageOptions, workers: CallWorkers) -> gr.Blocks:
    """Return the page over an index, to be launched by `start`; `workers` run programs' calls."""
    page = _Page(
        title=message("page.title", options.language),
        analytics_enabled=False,
        fill_width=True,
        delete_cache=(_CACHE_SECONDS, _CACHE_SECONDS),
    )
    with page:
        add_endpoints(handle, workers)  # first, since an event would take the name `ask`
        connect_events(page, handle, options, build_components(options))
    return page
