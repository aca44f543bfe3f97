"""The welcome view: example questions and recent conversations."""

from collections.abc import Sequence

from qa.examples import Example
from qa.markup.html import Safe, element
from ui.i18n.messages import message
from ui.page.views.sidebar.conversation_list import recent_html

__all__ = ["welcome_html"]


def welcome_html(
    examples: Sequence[Example], *, count: int, language: str, editable: bool = True
) -> Safe:
    """Return the welcome view with example questions.

    Without examples, it explains how to add reports: on the page, if the library is `editable`.
    """
    if not count:
        told = "page.empty_text" if editable else "page.library_read_only"
        return element(
            "div",
            element("h2", message("page.empty_title", language)),
            element("p", message(told, language)),
            class_="gov-welcome",
            data_language=language,
            data_menu=message("page.menu", language),
        )
    offers = [_card(example, language) for example in examples]
    return element(
        "div",
        element("h2", message("page.welcome", language)),
        element("p", message("page.welcome_text", language, count=count)),
        element(
            "ul",
            *offers,
            class_="gov-suggestions gov-abilities",
            aria_label=message("page.try", language),
        ),
        recent_html(language),
        class_="gov-welcome",
        data_language=language,
        data_menu=message("page.menu", language),
    )


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
