"""The welcome view: example questions and recent conversations."""

from collections.abc import Sequence

from qa.examples import Example
from qa.markup.html import Safe, element
from ui.i18n.messages import message
from ui.page.views.sidebar.conversation_list import recent_html

__all__ = ["cards_html", "welcome_html"]


def welcome_html(*, count: int, language: str, editable: bool = True, snapshot: str = "") -> Safe:
    """Return the welcome view over `count` reports.

    Without reports, it explains how to add some: on the page, if the library is `editable`.
    """
    if count:
        title, told = message("page.welcome", language), "page.welcome_text"
    else:
        title = message("page.empty_title", language)
        told = "page.empty_text" if editable else "page.library_read_only"
    return element(
        "div",
        element("h2", title),
        element("p", message(told, language, count=count)),
        class_="gov-welcome",
        data_snapshot=snapshot,
        data_language=language,
        data_menu=message("page.menu", language),
    )


def cards_html(examples: Sequence[Example], *, count: int, language: str) -> Safe:
    """Return the example questions below the welcome, and the place of recent conversations.

    Nothing where no report is indexed.
    """
    if not count:
        return Safe("")
    offers = [_card(example, language) for example in examples]
    offered = element(
        "ul",
        *offers,
        class_="gov-suggestions gov-abilities",
        aria_label=message("page.try", language),
    )
    shown = offered if offers else Safe("")
    return element("div", shown, recent_html(language), class_="gov-cards")


def _card(example: Example, language: str) -> Safe:
    """Return the card of an example question with its ability."""
    ability = message(f"page.ability_{example.ability}", language)
    return element(
        "li",
        element(
            "button",
            element("span", ability, class_="gov-ability"),
            element("span", example.question, lang="zh"),
            type="button",
            class_="gov-suggestion",
            data_question=example.question,
        ),
    )
