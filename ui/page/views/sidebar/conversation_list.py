"""The conversation list: the page's script fills it with what this browser keeps."""

from qa.markup.html import Safe, element
from ui.i18n.messages import message

__all__ = ["conversation_list_html", "recent_html"]

_WORDS = ("search", "pin", "unpin", "rename", "erase", "erased", "undo", "full", "unknown")


def conversation_list_html(language: str) -> Safe:
    """Return the empty list of conversations, with the words that the script needs."""
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
    """Return the empty list of the last conversations, for where a new one begins."""
    return element(
        "nav",
        element("h3", message("page.recent", language), class_="gov-panel-subtitle"),
        element("ul"),
        class_="gov-recent",
        hidden=True,
    )
