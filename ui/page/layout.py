"""The page: its components, and which handler each event calls.

Every event of the page is private; what programs may call are the three endpoints. Events that
answer questions, and those that change the library, have limits of their own, so that one
person's long job does not stop another's question.
"""

from typing import Any

import gradio as gr

from ui.config import browser_secret
from ui.conversations.conversation import new_conversation
from ui.i18n.messages import message
from ui.page.components import build_components
from ui.page.endpoints import add_endpoints
from ui.page.handlers.conversations import ConversationHandlers
from ui.page.handlers.library import LibraryHandlers
from ui.page.handlers.navigation import NavigationHandlers
from ui.page.handlers.questions import QuestionHandlers
from ui.page.index_handle import IndexHandle
from ui.page.options import PageOptions
from ui.page.session import Session, Settings

__all__ = ["lay_out"]

_ANSWERS_AT_ONCE = 8  # an answer takes a few tens of milliseconds; more threads only wait
_CACHE_SECONDS = 3600  # uploads that nobody indexed are deleted after an hour
_HISTORY_KEY, _SETTINGS_KEY = "govreport-history", "govreport-settings"


def lay_out(handle: IndexHandle, options: PageOptions) -> gr.Blocks:
    """Return the page over an index, to be launched by `start`."""
    page = gr.Blocks(
        title=message("page.title", options.language),
        analytics_enabled=False,
        fill_width=True,
        delete_cache=(_CACHE_SECONDS, _CACHE_SECONDS),
    )
    with page:
        add_endpoints(handle, limit=_ANSWERS_AT_ONCE)  # first: an event would take the name `ask`
        _wire(page, handle, options)
    return page


def _wire(page: gr.Blocks, handle: IndexHandle, options: PageOptions) -> None:
    secret = browser_secret(options.places.secret)
    history = gr.BrowserState({}, storage_key=_HISTORY_KEY, secret=secret)
    kept_settings = gr.BrowserState({}, storage_key=_SETTINGS_KEY, secret=secret)
    session = gr.State(
        Session(conversation=new_conversation(""), settings=Settings(language=options.language))
    )
    components = build_components(options)
    questions = QuestionHandlers(handle, options)
    conversations = ConversationHandlers(handle, questions)
    library = LibraryHandlers(handle, options)
    navigation = NavigationHandlers(
        handle, options, components, (session, kept_settings), questions, library
    )
    quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
    asking: dict[str, Any] = {
        **quiet,
        "concurrency_limit": _ANSWERS_AT_ONCE,
        "concurrency_id": "answer",
    }
    outputs = [
        components.box,
        components.thread,
        components.sources,
        components.conversation_list,
        session,
        components.handed,
    ]
    everything = [
        *dict.fromkeys(words.component for words in components.words),
        *(
            components.tabs,
            components.head,
            components.conversation_list,
            components.thread,
            components.sources,
            components.reader,
        ),
        *(components.library, components.read_only, components.privacy, components.handed, session),
    ]

    def kept(event: Any) -> None:
        """Put what an event handed over into the browser's store."""
        event.then(
            None,
            [history, components.handed],
            [history],
            js="(kept, handed) => [window.govreport.store(kept, handed)]",
            **quiet,
        )

    def saved(event: Any) -> None:
        """Let the browser save the file that an event offered."""
        event.then(
            None, [components.offered], None, js="(file) => window.govreport.save(file)", **quiet
        )

    # The script may come later than the first event: a script in the head loads on its own.
    arrival = """async (kept, settings) => {
        while (!window.govreport) await new Promise((resolve) => setTimeout(resolve, 5));
        window.govreport.setTheme(settings?.theme);
        return [window.govreport.arrival(kept), settings];
    }"""
    inputs = [history, kept_settings]
    kept(page.load(navigation.arrive, inputs, everything, js=arrival, **asking))
    filters = [session, components.years, components.regions]
    kept(components.box.submit(questions.ask, [components.box, *filters], outputs, **asking))
    kept(components.thread.ask(questions.ask_again, [session], outputs, **asking))
    components.thread.show(questions.show, [session], [components.sources], **asking)
    components.thread.judge(questions.judge, [session], None, **quiet)
    saved(components.thread.table(questions.table, [session], [components.offered], **quiet))

    kept(components.begin.click(questions.begin, [session], outputs, **quiet))
    fetch = "(kept) => [window.govreport.conversation(kept, window.govreport.opening), null]"
    kept(
        components.conversation_list.open(
            conversations.open, [history, session], outputs, js=fetch, **quiet
        )
    )
    kept(
        components.conversation_list.rename(
            conversations.rename,
            [session],
            [components.conversation_list, session, components.handed],
            **quiet,
        )
    )
    kept(components.conversation_list.erase(conversations.erase, [session], outputs, **quiet))
    saved(
        components.export_markdown.click(
            conversations.export_markdown, [session], [components.offered], **quiet
        )
    )
    saved(
        components.export_word.click(
            conversations.export_word, [session], [components.offered], **quiet
        )
    )

    opened = [components.tabs, components.chosen_report, components.reader]
    for panel in (components.sources, components.library):
        panel.read(navigation.read, [session], opened, **quiet)
    components.chosen_report.input(
        navigation.choose, [components.chosen_report, session], opened, **quiet
    )

    changing: dict[str, Any] = {"concurrency_limit": 1, "concurrency_id": "library"}
    lists = [components.years, components.regions, components.chosen_report, components.thread]
    components.upload.upload(
        library.add,
        [components.upload, session],
        [components.upload, components.library_told, components.library],
        show_progress_on=[components.library_told],
        api_visibility="private",
        **changing,
    ).then(navigation.refresh, [session], lists, **quiet)
    components.library.forget(
        library.forget,
        [session],
        [components.library_told, components.library],
        **quiet,
        **changing,
    ).then(navigation.refresh, [session], lists, **quiet)
    components.library.explain(library.explain, [session], [components.changes], **quiet).then(
        None, None, None, js="() => window.govreport.explained()", **quiet
    )
    leave = "() => window.govreport.address('')"
    for tab in (components.tab_ask, components.tab_library, components.tab_settings):
        tab.select(None, None, None, js=leave, **quiet)
    components.tab_read.select(None, None, None, js="() => window.govreport.reading()", **quiet)
    components.tab_library.select(library.view, [session], [components.library], **quiet)

    chosen = [session, components.k, components.model, components.theme]
    for control in (components.k.release, components.model.input, components.theme.input):
        control(navigation.set, chosen, [session, kept_settings], **quiet)
    components.theme.input(
        None, [components.theme], js="(theme) => window.govreport.setTheme(theme)", **quiet
    )
    components.switch_theme.click(
        None, None, [components.theme], js="() => [window.govreport.switchTheme()]", **quiet
    ).then(navigation.set, chosen, [session, kept_settings], **quiet)
    speaking = [*everything, kept_settings]
    components.language.input(navigation.speak, [session, components.language], speaking, **quiet)
    components.other_language.click(navigation.speak_other, [session], speaking, **quiet)
