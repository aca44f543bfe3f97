"""Texts of the report page in both languages, and the tables and lists that are made of them."""

from collections.abc import Iterable

from qa.evaluation.report.phrases import PHRASES, Bilingual
from qa.markup.html import Safe, element, escaped, fragment

__all__ = ["both", "marked_list", "named", "paragraph_name", "quiet", "table"]


def both(words: Bilingual) -> Safe:
    """Return a text in both languages; the page shows one. Equal texts are written once."""
    if words[0] == words[1]:
        return escaped(words[0])
    return fragment(
        [
            element("span", words[0], class_="zh", lang="zh-CN"),
            element("span", words[1], class_="en", lang="en"),
        ]
    )


def named(phrase: str) -> Safe:
    """Return one of `PHRASES` in both languages."""
    return both(PHRASES[phrase])


def paragraph_name(number: int) -> Safe:
    """Return the name of a paragraph, by its 1-based number."""
    return both((f"第{number}段", f"paragraph {number}"))


def quiet(*parts: str, tag: str = "span") -> Safe:
    """Return secondary text, in the muted colour."""
    return element(tag, *parts, class_="quiet")


def table(head: Iterable[Bilingual], rows: Iterable[Safe]) -> Safe:
    """Return a table that scrolls sideways if the page is too narrow for it."""
    heads = [element("th", both(words), scope="col") for words in head]
    return element(
        "div",
        element("table", element("thead", element("tr", *heads)), element("tbody", *rows)),
        class_="wide",
    )


def marked_list(entries: Iterable[tuple[bool, Safe]]) -> Safe:
    """Return a list whose entries have a tick if True, a cross if False."""
    return element(
        "ul",
        *(element("li", text, class_="yes" if held else "no") for held, text in entries),
        class_="marks",
    )
