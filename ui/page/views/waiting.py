"""What stands above the question box: questions that wait, and how long one may be.

The page's script fills it; what is said comes from here, in the reader's language.
"""

from qa.markup.html import Safe, element
from qa.question.limits import LONGEST_QUESTION
from ui.i18n.messages import message

__all__ = ["waiting_html"]


def waiting_html(language: str) -> Safe:
    """Return the empty list of waiting questions, with the words that the script needs."""
    return element(
        "div",
        element("ol", class_="gov-queue", aria_label=message("page.waiting", language)),
        element("p", class_="gov-limit", role="alert"),
        class_="gov-waiting",
        data_limit=LONGEST_QUESTION,
        data_say_too_long=message(
            "page.too_long", language, found="{found}", limit=LONGEST_QUESTION
        ),
        data_say_waits=message("page.waits", language),
        data_say_drop=message("page.drop_waiting", language),
        data_say_again=message("page.again", language),
        data_say_lost=message("page.lost", language),
    )
