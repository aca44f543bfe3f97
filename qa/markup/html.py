"""HTML built so that data cannot become markup.

`element` escapes every child and attribute that is not already `Safe`, and only `element`,
`fragment` and the renderers of `ui.rendering` and `qa.evaluation.report` make `Safe` values.
Report text, questions, file names and titles are plain `str`, so they can only ever appear as text.

The page hands such a fragment to `gr.HTML` as its *value*. Gradio writes its own template,
`${value}`, with the value as an argument, so `${…}` and `{{…}}` in a report stay text; a template
of our own holding data would be evaluated, which is why the page has none.
"""

import html
from collections.abc import Iterable

from qa.markup.plain_text import plain

__all__ = ["Safe", "element", "escaped", "fragment"]

_VOID = frozenset({"br", "hr", "img", "input", "link", "meta", "wbr"})


class Safe(str):
    """Markup that is already escaped."""

    __slots__ = ()


def escaped(value: str) -> Safe:
    """Return text as markup; what is `Safe` already stays as it is."""
    return value if isinstance(value, Safe) else Safe(html.escape(plain(value), quote=True))


def fragment(children: Iterable[str]) -> Safe:
    """Join children, escaping those that are plain text."""
    return Safe("".join(escaped(child) for child in children))


def element(tag: str, *children: str, **attributes: str | int | bool | None) -> Safe:
    """Return one element.

    Attribute names are literals of our own: `class_` is `class`, and other underscores
    become hyphens (`data_turn`, `aria_label`). True is a bare attribute; False and None are left
    out.
    """
    written = "".join(
        f" {_name(name)}"
        if value is True
        else f' {_name(name)}="{html.escape(plain(str(value)), quote=True)}"'
        for name, value in attributes.items()
        if value is not None and value is not False
    )
    if tag in _VOID:
        return Safe(f"<{tag}{written}>")
    return Safe(f"<{tag}{written}>{fragment(children)}</{tag}>")


def _name(name: str) -> str:
    return name.rstrip("_").replace("_", "-")
