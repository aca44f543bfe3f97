"""Conversations begun, opened, renamed, exported; the script keeps and deletes them."""

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
    begun = sidebar.begin.click(questions.begin, [session], outputs, **QUIET)
    begun.then(None, None, None, js="() => window.govreport.conversations.begun()", **QUIET)
    kept.open(handlers.open, [session], outputs, **QUIET)
    kept.rename(handlers.rename, [session], [session], **QUIET)
    for button, export in (
        (sidebar.export_markdown, handlers.export_markdown),
        (sidebar.export_word, handlers.export_word),
    ):
        wiring.save(button.click(export, [session], offered, **QUIET))
