"""The conversation list, filled by the page's script from the browser's store."""

from qa.markup.html import Safe, element
from ui.i18n.messages import message

__all__ = ["conversation_list_html", "recent_html"]

_WORDS = (
    *("search", "pin", "unpin", "rename", "erase", "erased", "undo"),
    *("full", "passing", "unknown"),
)


def conversation_list_html(language: str) -> Safe:
    """Return the empty list of conversations, with the messages for the script."""
    words = {f"data_say_{word}": message(f"page.conversations_{word}", language) for word in _WORDS}
    return element(
        "div",
        element(
            "p",
            message("page.conversations_none", language),
            class_="gov-hint gov-none",
            hidden=True,
        ),
        element("ul", class_="gov-conversation-rows"),
        element("p", message("page.history_hint", language), class_="gov-hint"),
        class_="gov-conversation-list",
        **words,
    )


def recent_html(language: str) -> Safe:
    """Return the empty list of recent conversations, for the welcome view."""
    return element(
        "nav",
        element("h3", message("page.recent", language), class_="gov-panel-subtitle"),
        element("ul"),
        class_="gov-recent",
        hidden=True,
    )
