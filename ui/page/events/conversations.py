"""Conversations begun, opened, renamed, deleted, exported."""

from ui.page.events.wiring import QUIET, Wiring
from ui.page.handlers.conversations import ConversationHandlers
from ui.page.handlers.questions import QuestionHandlers

__all__ = ["connect_conversations"]


def connect_conversations(
    wiring: Wiring, handlers: ConversationHandlers, questions: QuestionHandlers
) -> None:
    """Connect the sidebar."""
    sidebar, session = wiring.components.sidebar, wiring.session
    kept = sidebar.conversations
    outputs, offered = wiring.conversation_outputs, [wiring.components.offered]
    wiring.keep(sidebar.begin.click(questions.begin, [session], outputs, **QUIET))
    fetch = "(kept) => [window.govreport.conversation(kept, window.govreport.opening), null]"
    inputs = [wiring.history, session]
    wiring.keep(kept.open(handlers.open, inputs, outputs, js=fetch, **QUIET))
    renamed = [kept, session, wiring.components.handed]
    wiring.keep(kept.rename(handlers.rename, [session], renamed, **QUIET))
    wiring.keep(kept.erase(handlers.erase, [session], outputs, **QUIET))
    for button, export in (
        (sidebar.export_markdown, handlers.export_markdown),
        (sidebar.export_word, handlers.export_word),
    ):
        wiring.save(button.click(export, [session], offered, **QUIET))
