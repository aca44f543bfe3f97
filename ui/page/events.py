"""Which handler each event of the page calls; every event is private."""

from typing import Any

import gradio as gr

from ui.config import browser_secret
from ui.conversations.conversation import new_conversation
from ui.page.components.components import Components
from ui.page.handlers.comparison import ComparisonHandlers
from ui.page.handlers.conversations import ConversationHandlers
from ui.page.handlers.library import LibraryHandlers
from ui.page.handlers.navigation import NavigationHandlers
from ui.page.handlers.questions import QuestionHandlers
from ui.page.index_handle import IndexHandle
from ui.page.options import PageOptions
from ui.page.session import Session, Settings

__all__ = ["ANSWERS_AT_ONCE", "PageEvents"]

ANSWERS_AT_ONCE = 8  # an answer takes a few tens of milliseconds; more threads only wait
_HISTORY_KEY, _SETTINGS_KEY = "govreport-history", "govreport-settings"
_QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
_ASKING: dict[str, Any] = {
    **_QUIET,
    "concurrency_limit": ANSWERS_AT_ONCE,
    "concurrency_id": "answer",
}
_COMPARING: dict[str, Any] = {
    "api_visibility": "private",
    "concurrency_limit": 2,  # a comparison takes a second of one processor
    "concurrency_id": "compare",
}
_CHANGING: dict[str, Any] = {"concurrency_limit": 1, "concurrency_id": "library"}
# The script may come later than the first event: a script in the head loads on its own.
_ARRIVAL = """async (kept, settings) => {
    while (!window.govreport) await new Promise((resolve) => setTimeout(resolve, 5));
    window.govreport.setTheme(settings?.theme);
    return [window.govreport.arrival(kept), settings];
}"""


class PageEvents:
    """Connects the components with the handlers, within the current `gr.Blocks`."""

    def __init__(self, handle: IndexHandle, options: PageOptions, components: Components) -> None:
        secret = browser_secret(options.places.secret)
        self._history = gr.BrowserState({}, storage_key=_HISTORY_KEY, secret=secret)
        self._kept_settings = gr.BrowserState({}, storage_key=_SETTINGS_KEY, secret=secret)
        self._session = gr.State(
            Session(conversation=new_conversation(""), settings=Settings(language=options.language))
        )
        self._components = components
        self._questions = QuestionHandlers(handle, options)
        self._conversations = ConversationHandlers(handle, self._questions)
        self._comparison = ComparisonHandlers(handle)
        self._library = LibraryHandlers(handle, options)
        self._navigation = NavigationHandlers(
            handle,
            options,
            components,
            (self._session, self._kept_settings),
            self._questions,
            self._library,
        )

    def connect(self, page: gr.Blocks) -> None:
        """Connect every event."""
        self._connect_arrival(page)
        self._connect_questions()
        self._connect_conversations()
        self._connect_reading()
        self._connect_comparison()
        self._connect_library()
        self._connect_settings()

    @property
    def _conversation_outputs(self) -> list[Any]:
        components = self._components
        return [
            components.ask.box,
            components.ask.thread,
            components.ask.sources,
            components.sidebar.conversations,
            self._session,
            components.handed,
        ]

    @property
    def _whole_page(self) -> list[Any]:
        components = self._components
        return [
            *dict.fromkeys(label.component for label in components.labels),
            components.tabs,
            components.bar.head,
            components.sidebar.conversations,
            components.ask.thread,
            components.ask.sources,
            components.read.text,
            components.library.reports,
            components.library.read_only,
            components.settings.privacy,
            components.handed,
            self._session,
        ]

    def _keep(self, event: Any) -> None:
        """Put what an event handed over into the browser's store."""
        event.then(
            None,
            [self._history, self._components.handed],
            [self._history],
            js="(kept, handed) => [window.govreport.store(kept, handed)]",
            **_QUIET,
        )

    def _save(self, event: Any) -> None:
        """Let the browser save the file that an event offered."""
        event.then(
            None,
            [self._components.offered],
            None,
            js="(file) => window.govreport.save(file)",
            **_QUIET,
        )

    def _connect_arrival(self, page: gr.Blocks) -> None:
        inputs = [self._history, self._kept_settings]
        arrive = self._navigation.arrive
        self._keep(page.load(arrive, inputs, self._whole_page, js=_ARRIVAL, **_ASKING))

    def _connect_questions(self) -> None:
        ask, questions, session = self._components.ask, self._questions, self._session
        outputs, offered = self._conversation_outputs, [self._components.offered]
        inputs = [ask.box, session, ask.years, ask.regions]
        self._keep(ask.box.submit(questions.ask, inputs, outputs, **_ASKING))
        self._keep(ask.thread.ask(questions.ask_again, [session], outputs, **_ASKING))
        ask.thread.show(questions.show, [session], [ask.sources], **_ASKING)
        ask.thread.judge(questions.judge, [session], None, **_QUIET)
        self._save(ask.thread.table(questions.table, [session], offered, **_QUIET))

    def _connect_conversations(self) -> None:
        sidebar, session = self._components.sidebar, self._session
        kept, handlers = sidebar.conversations, self._conversations
        outputs, offered = self._conversation_outputs, [self._components.offered]
        self._keep(sidebar.begin.click(self._questions.begin, [session], outputs, **_QUIET))
        fetch = "(kept) => [window.govreport.conversation(kept, window.govreport.opening), null]"
        inputs = [self._history, session]
        self._keep(kept.open(handlers.open, inputs, outputs, js=fetch, **_QUIET))
        renamed = [kept, session, self._components.handed]
        self._keep(kept.rename(handlers.rename, [session], renamed, **_QUIET))
        self._keep(kept.erase(handlers.erase, [session], outputs, **_QUIET))
        for button, export in (
            (sidebar.export_markdown, handlers.export_markdown),
            (sidebar.export_word, handlers.export_word),
        ):
            self._save(button.click(export, [session], offered, **_QUIET))

    def _connect_reading(self) -> None:
        components, navigation, session = self._components, self._navigation, self._session
        read = components.read
        opened = [components.tabs, read.chosen, read.text]
        compare = components.compare
        for panel in (
            components.ask.sources,
            components.library.reports,
            compare.comparison,
            compare.words,
        ):
            panel.read(navigation.read, [session], opened, **_QUIET)
        read.chosen.input(navigation.choose, [read.chosen, session], opened, **_QUIET)
        read.tab.select(None, None, None, js="() => window.govreport.reading()", **_QUIET)
        leave = "() => window.govreport.address('')"
        for each in (components.ask, compare, components.library, components.settings):
            each.tab.select(None, None, None, js=leave, **_QUIET)

    def _connect_comparison(self) -> None:
        compare, handlers, session = self._components.compare, self._comparison, self._session
        offered = [self._components.offered]
        pair = [compare.old, compare.new, session]
        shown: dict[str, Any] = {"show_progress_on": [compare.comparison], **_COMPARING}
        compare.tab.select(
            handlers.arrive, pair, [compare.old, compare.new, compare.comparison], **shown
        )
        for field in (compare.old, compare.new):
            field.input(handlers.compare, pair, [compare.comparison], **shown)
        compare.term.submit(handlers.count, [compare.term, session], [compare.words], **_COMPARING)
        self._save(
            compare.save_comparison.click(handlers.save_comparison, pair, offered, **_COMPARING)
        )
        brief = [compare.new, session]
        self._save(compare.save_brief.click(handlers.save_brief, brief, offered, **_COMPARING))

    def _connect_library(self) -> None:
        components, handlers, session = self._components, self._library, self._session
        library = components.library
        lists = [
            components.ask.years,
            components.ask.regions,
            components.read.chosen,
            components.compare.old,
            components.compare.new,
            components.ask.thread,
        ]
        library.tab.select(handlers.view, [session], [library.reports], **_QUIET)
        added = library.upload.upload(
            handlers.add,
            [library.upload, session],
            [library.upload, library.told, library.reports],
            show_progress_on=[library.told],
            api_visibility="private",
            **_CHANGING,
        )
        removed = library.reports.forget(
            handlers.forget, [session], [library.told, library.reports], **_QUIET, **_CHANGING
        )
        for changed in (added, removed):
            changed.then(self._navigation.refresh, [session], lists, **_QUIET)
        explained = library.reports.explain(
            handlers.explain, [session], [library.changes], **_QUIET
        )
        explained.then(None, None, None, js="() => window.govreport.explained()", **_QUIET)

    def _connect_settings(self) -> None:
        settings, bar = self._components.settings, self._components.bar
        navigation, session = self._navigation, self._session
        chosen = [session, settings.k, settings.model, settings.theme]
        kept = [session, self._kept_settings]
        for control in (settings.k.release, settings.model.input, settings.theme.input):
            control(navigation.set, chosen, kept, **_QUIET)
        settings.theme.input(
            None, [settings.theme], js="(theme) => window.govreport.setTheme(theme)", **_QUIET
        )
        switched = bar.switch_theme.click(
            None, None, [settings.theme], js="() => [window.govreport.switchTheme()]", **_QUIET
        )
        switched.then(navigation.set, chosen, kept, **_QUIET)
        page = [*self._whole_page, self._kept_settings]
        speak = settings.language.input(
            navigation.speak, [session, settings.language], page, **_QUIET
        )
        other = bar.other_language.click(navigation.speak_other, [session], page, **_QUIET)
        compare = self._components.compare
        for changed in (speak, other):
            changed.then(
                self._comparison.compare,
                [compare.old, compare.new, session],
                [compare.comparison],
                **_QUIET,
            ).then(self._comparison.count, [compare.term, session], [compare.words], **_QUIET)
