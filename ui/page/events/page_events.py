"""All events of the page."""

import gradio as gr

from ui.config import browser_secret
from ui.conversations.conversation import new_conversation
from ui.page.components.components import Components
from ui.page.events.arrival import connect_arrival
from ui.page.events.comparison import connect_comparison
from ui.page.events.conversations import connect_conversations
from ui.page.events.library import connect_library
from ui.page.events.questions import connect_questions
from ui.page.events.reading import connect_reading
from ui.page.events.settings import connect_settings
from ui.page.events.wiring import Wiring
from ui.page.handlers.answers import AnswerHandlers
from ui.page.handlers.arrival import ArrivalHandlers
from ui.page.handlers.comparison import ComparisonHandlers
from ui.page.handlers.conversations import ConversationHandlers
from ui.page.handlers.exports import ExportHandlers
from ui.page.handlers.library import LibraryHandlers
from ui.page.handlers.questions import QuestionHandlers
from ui.page.handlers.reading import ReadingHandlers
from ui.page.handlers.settings import SettingsHandlers
from ui.page.handlers.whole_page import WholePage
from ui.page.index_handle import IndexHandle
from ui.page.options import PageOptions
from ui.page.session import Session, Settings
from ui.page.views.library.listing import ReportListing

__all__ = ["connect_events"]

_HISTORY_KEY, _SETTINGS_KEY = "govreport-history", "govreport-settings"


def connect_events(
    page: gr.Blocks, handle: IndexHandle, options: PageOptions, components: Components
) -> None:
    """Connect the components with the handlers, within the current `gr.Blocks`."""
    secret = browser_secret(options.places.secret)
    session = Session(
        conversation=new_conversation(""), settings=Settings(language=options.language)
    )
    wiring = Wiring(
        components=components,
        session=gr.State(session),
        history=gr.BrowserState({}, storage_key=_HISTORY_KEY, secret=secret),
        settings=gr.BrowserState({}, storage_key=_SETTINGS_KEY, secret=secret),
        listing=gr.State(ReportListing()),
        undecided=gr.State(()),
    )
    questions = QuestionHandlers(handle, options)
    library = LibraryHandlers(handle, options)
    comparison = ComparisonHandlers(handle)
    reading = ReadingHandlers(handle, components, questions)
    whole = WholePage(handle, options, components, wiring.session, questions)
    connect_arrival(wiring, page, ArrivalHandlers(handle, options, whole, reading), questions)
    exports = ExportHandlers(handle)
    connect_questions(wiring, questions, AnswerHandlers(handle, options, questions), exports)
    connect_conversations(wiring, ConversationHandlers(handle, questions), exports)
    connect_reading(wiring, reading)
    connect_comparison(wiring, comparison)
    connect_library(wiring, library, reading, comparison, questions)
    settings = SettingsHandlers(whole, library, reading, wiring.settings)
    connect_settings(wiring, settings, comparison, library)
