"""A whole HTML file that needs nothing else."""

from collections.abc import Sequence

from qa.markup.html import Safe, element

__all__ = ["whole_page"]


def whole_page(title: str, style: str, body: Sequence[Safe], language: str) -> str:
    """Return the file: its title, the style written into it, and what it shows."""
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("title", title),
        element("style", Safe(style)),
    )
    tag = "zh-CN" if language == "zh" else "en"
    return f"<!doctype html>\n{element('html', head, element('body', *body), lang=tag)}\n"
