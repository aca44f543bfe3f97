"""The page: its parts, and which handler each event calls.

Every event of the page is private; what programs may call are the three endpoints. Events that
answer questions, and those that change the library, have limits of their own, so that one
person's long job does not stop another's question.
"""

from typing import Any

import gradio as gr

from ui.config import browser_secret
from ui.conversations.conversation import new_conversation
from ui.i18n.messages import message
from ui.page.components import build_parts
from ui.page.endpoints import add_endpoints
from ui.page.handlers.conversations import Keeper
from ui.page.handlers.library import Librarian
from ui.page.handlers.navigation import Arriving
from ui.page.handlers.questions import Answering
from ui.page.index_handle import Desk
from ui.page.options import PageOptions
from ui.page.session import Settings, Sitting

__all__ = ["lay_out"]

_ANSWERS_AT_ONCE = 8  # an answer takes a few tens of milliseconds; more threads only wait
_CACHE_SECONDS = 3600  # uploads that nobody indexed are deleted after an hour
_HISTORY_KEY, _SETTINGS_KEY = "govreport-history", "govreport-settings"


def lay_out(desk: Desk, options: PageOptions) -> gr.Blocks:
    """Return the page over an index, to be launched by `start`."""
    page = gr.Blocks(
        title=message("page.title", options.language),
        analytics_enabled=False,
        fill_width=True,
        delete_cache=(_CACHE_SECONDS, _CACHE_SECONDS),
    )
    with page:
        add_endpoints(desk, limit=_ANSWERS_AT_ONCE)  # first: an event would take the name `ask`
        _wire(page, desk, options)
    return page


def _wire(page: gr.Blocks, desk: Desk, options: PageOptions) -> None:
    secret = browser_secret(options.places.secret)
    history = gr.BrowserState({}, storage_key=_HISTORY_KEY, secret=secret)
    kept_settings = gr.BrowserState({}, storage_key=_SETTINGS_KEY, secret=secret)
    sitting = gr.State(
        Sitting(conversation=new_conversation(""), settings=Settings(language=options.language))
    )
    parts = build_parts(options)
    answering = Answering(desk, options)
    keeper = Keeper(desk, answering)
    librarian = Librarian(desk, options)
    arriving = Arriving(desk, options, parts, (sitting, kept_settings), answering, librarian)
    quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
    asking: dict[str, Any] = {
        **quiet,
        "concurrency_limit": _ANSWERS_AT_ONCE,
        "concurrency_id": "answer",
    }
    outputs = [parts.box, parts.thread, parts.sources, parts.shelf, sitting, parts.handed]
    everything = [
        *dict.fromkeys(words.component for words in parts.words),
        *(parts.tabs, parts.head, parts.shelf, parts.thread, parts.sources, parts.reader),
        *(parts.library, parts.read_only, parts.privacy, parts.handed, sitting),
    ]

    def kept(event: Any) -> None:
        """Put what an event handed over into the browser's store."""
        event.then(
            None,
            [history, parts.handed],
            [history],
            js="(kept, handed) => [window.govreport.store(kept, handed)]",
            **quiet,
        )

    def saved(event: Any) -> None:
        """Let the browser save the file that an event offered."""
        event.then(None, [parts.offered], None, js="(file) => window.govreport.save(file)", **quiet)

    # The script may come later than the first event: a script in the head loads on its own.
    arrival = """async (kept, settings) => {
        while (!window.govreport) await new Promise((resolve) => setTimeout(resolve, 5));
        window.govreport.setTheme(settings?.theme);
        return [window.govreport.arrival(kept), settings];
    }"""
    inputs = [history, kept_settings]
    kept(page.load(arriving.arrive, inputs, everything, js=arrival, **asking))
    filters = [sitting, parts.years, parts.regions]
    kept(parts.box.submit(answering.ask, [parts.box, *filters], outputs, **asking))
    kept(parts.thread.ask(answering.ask_again, [sitting], outputs, **asking))
    parts.thread.show(answering.show, [sitting], [parts.sources], **asking)
    parts.thread.judge(answering.judge, [sitting], None, **quiet)
    saved(parts.thread.table(answering.table, [sitting], [parts.offered], **quiet))

    kept(parts.begin.click(answering.begin, [sitting], outputs, **quiet))
    fetch = "(kept) => [window.govreport.conversation(kept, window.govreport.opening), null]"
    kept(parts.shelf.open(keeper.open, [history, sitting], outputs, js=fetch, **quiet))
    kept(
        parts.shelf.rename(keeper.rename, [sitting], [parts.shelf, sitting, parts.handed], **quiet)
    )
    kept(parts.shelf.erase(keeper.erase, [sitting], outputs, **quiet))
    saved(parts.export_markdown.click(keeper.export_markdown, [sitting], [parts.offered], **quiet))
    saved(parts.export_word.click(keeper.export_word, [sitting], [parts.offered], **quiet))

    opened = [parts.tabs, parts.chosen_report, parts.reader]
    for panel in (parts.sources, parts.library):
        panel.read(arriving.read, [sitting], opened, **quiet)
    parts.chosen_report.input(arriving.choose, [parts.chosen_report, sitting], opened, **quiet)

    changing: dict[str, Any] = {"concurrency_limit": 1, "concurrency_id": "library"}
    lists = [parts.years, parts.regions, parts.chosen_report, parts.thread]
    parts.upload.upload(
        librarian.add,
        [parts.upload, sitting],
        [parts.upload, parts.library_told, parts.library],
        show_progress_on=[parts.library_told],
        api_visibility="private",
        **changing,
    ).then(arriving.refresh, [sitting], lists, **quiet)
    parts.library.forget(
        librarian.forget, [sitting], [parts.library_told, parts.library], **quiet, **changing
    ).then(arriving.refresh, [sitting], lists, **quiet)
    parts.library.explain(librarian.explain, [sitting], [parts.changes], **quiet).then(
        None, None, None, js="() => window.govreport.explained()", **quiet
    )
    leave = "() => window.govreport.address('')"
    for tab in (parts.tab_ask, parts.tab_library, parts.tab_settings):
        tab.select(None, None, None, js=leave, **quiet)
    parts.tab_read.select(None, None, None, js="() => window.govreport.reading()", **quiet)
    parts.tab_library.select(librarian.view, [sitting], [parts.library], **quiet)

    chosen = [sitting, parts.k, parts.model, parts.theme]
    for control in (parts.k.release, parts.model.input, parts.theme.input):
        control(arriving.set, chosen, [sitting, kept_settings], **quiet)
    parts.theme.input(
        None, [parts.theme], js="(theme) => window.govreport.setTheme(theme)", **quiet
    )
    parts.switch_theme.click(
        None, None, [parts.theme], js="() => [window.govreport.switchTheme()]", **quiet
    ).then(arriving.set, chosen, [sitting, kept_settings], **quiet)
    speaking = [*everything, kept_settings]
    parts.language.input(arriving.speak, [sitting, parts.language], speaking, **quiet)
    parts.other_language.click(arriving.speak_other, [sitting], speaking, **quiet)
