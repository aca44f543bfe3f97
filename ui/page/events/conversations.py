"""The events of conversations: new, open, rename, export; the script stores and deletes them."""

from ui.page.events.wiring import QUIET, Wiring
from ui.page.handlers.conversations import ConversationHandlers
from ui.page.handlers.exports import ExportHandlers

__all__ = ["connect_conversations"]

# The browser renders the charts, since it has the fonts.
_PICTURES = "async () => [null, JSON.stringify(await window.govreport.charts.pictures())]"


def connect_conversations(
    wiring: Wiring,
    handlers: ConversationHandlers,
    exports: ExportHandlers,
) -> None:
    """Connect the sidebar."""
    sidebar, session = wiring.components.sidebar, wiring.session
    kept = sidebar.conversations
    outputs, offered = wiring.conversation_outputs, [wiring.components.offered]
    # the script lets one be opened after the other, and none be dropped
    opened = kept.open(handlers.open, [session], outputs, trigger_mode="multiple", **QUIET)
    opened.then(None, None, None, js="() => window.govreport.conversations.opened()", **QUIET)
    kept.rename(handlers.rename, [session], None, **QUIET)
    sidebar.quotes.list(exports.quotes, [session], [sidebar.quotes], **QUIET)
    wiring.save(sidebar.quotes.take(exports.take_quotes, [session], offered, **QUIET))
    for button, export in (
        (sidebar.export_markdown, exports.export_markdown),
        (sidebar.export_word, exports.export_word),
    ):
        brought = [session, wiring.components.brought]
        wiring.save(button.click(export, brought, offered, js=_PICTURES, **QUIET))
