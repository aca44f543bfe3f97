"""What went wrong, with the remedy that the page offers in place of a command line."""

from embeddings.errors import GovreportError
from embeddings.messages import Message
from ui.i18n.messages import keys, message

__all__ = ["page_text"]


def page_text(told: Message | GovreportError, language: str) -> str:
    """Return the sentence of a message, or of an error, as the page tells it.

    `page.told_` and its code is the sentence of one whose own remedy is a command.
    """
    sentence = told.message if isinstance(told, GovreportError) else told
    key = f"page.told_{sentence.code}"
    if key not in keys(language):
        return sentence.text(language)
    return message(key, language, **sentence.values)
