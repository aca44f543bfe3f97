"""The note on unsupported parts of an answer, for every copy and export."""

from qa.markup.plain_text import one_line
from qa.records import Answer
from ui.i18n.messages import message
from ui.rendering.marks import unsupported_parts

__all__ = ["unsupported_note"]


def unsupported_note(answer: Answer, language: str) -> str:
    """Return a sentence with the unsupported parts, for formats without marks; "" for none."""
    parts = "；".join(map(one_line, unsupported_parts(answer)))
    return message("answer.unsupported_parts", language, parts=parts) if parts else ""
