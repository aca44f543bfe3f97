"""The area above the question box: waiting questions, the length limit, errors.

The page's script fills it with the messages given here, in the user's language.
"""

from embeddings.reading.sources import FORMATS
from qa.markup.html import Safe, element
from qa.question.limits import LONGEST_QUESTION
from ui.i18n.messages import message

__all__ = ["waiting_html"]


def waiting_html(language: str) -> Safe:
    """Return the empty list of waiting questions, with the messages for the script."""
    formats = " ".join(sorted(suffix.removeprefix(".") for suffix in FORMATS))
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
        data_say_again=message("page.ask_again", language),
        data_say_lost=message("page.lost", language),
        data_say_broken=message("page.broken", language),
        data_say_busy=message("page.busy", language),
        data_say_wrong=message("page.wrong", language),
        data_say_file_large=message("page.file_large", language),
        data_say_file_kind=message("page.file_kind", language, formats=formats),
    )
