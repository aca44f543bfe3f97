"""Sentence spans of a paragraph.

A sentence ends at 。！？； or at a line end, with the closing quotes that follow. A stop inside a
short title or quotation (《》, “”, （）) ends no sentence, unless the quotation closes right after
it and the sentence does not continue.
"""

import re

from embeddings.lazy_regex import lazy_regex

__all__ = ["SENTENCE_STOPS", "sentence_spans"]

SENTENCE_STOPS = "。！？；!?;｡"
_CLOSE = "”’」』》〉）)]】\"'"
_SHORT = 40  # characters: a longer quotation holds sentences of its own
_ENCLOSED = "|".join(
    rf"{opening}[^{opening}{closing}\n]{{0,{_SHORT}}}{closing}"
    for opening, closing in (
        ("《", "》"),
        ("“", "”"),
        ("「", "」"),
        ("『", "』"),
        ("（", "）"),
        (r"\(", r"\)"),
    )
)
_TOKEN = lazy_regex(
    rf"(?P<enclosed>{_ENCLOSED})|(?P<stop>[{SENTENCE_STOPS}]+[{re.escape(_CLOSE)}]*)|(?P<line>[\r\n\u2028]+)"
)
_GOES_ON = lazy_regex(r"[，、；。：,;的和与及等是为]")
_STOPPED = lazy_regex(r"[。！？!?][”」』]+$")


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Return the (start, end) of each sentence, in order, without surrounding white space.

    The spans cover every character of `text` but white space.
    """
    spans: list[tuple[int, int]] = []
    start = 0
    for token in _TOKEN.finditer(text):
        if token.lastgroup == "enclosed" and not _closes(token, text):
            continue
        _append(spans, text, start, token.end())
        start = token.end()
    _append(spans, text, start, len(text))
    return spans


def _closes(token: re.Match[str], text: str) -> bool:
    """Return whether a quotation that ends with a stop ends its sentence as well."""
    return bool(_STOPPED.search(token[0])) and not _GOES_ON.match(text, token.end())


def _append(spans: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    piece = text[start:end]
    stripped = piece.strip()
    if stripped:
        if len(stripped) < len(piece):
            start += len(piece) - len(piece.lstrip())
        spans.append((start, start + len(stripped)))
