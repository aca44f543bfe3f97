"""Visibility of a page's elements: hidden elements, struck text, scripts."""

import re
from typing import Any

__all__ = ["Visibility"]

_UNSEEN = re.compile(
    "head|script|style|noscript|template|select|option|button|textarea|iframe|svg|object|embed|"
    "audio|video|canvas|map|nav|footer|input|frame|rt|rp|rtc"
)
_STRUCK = frozenset({"del", "s", "strike"})
_HIDING_STYLE = re.compile(
    "(?:^|;)\\s*(?:display\\s*:\\s*none|visibility\\s*:\\s*(?:hidden|collapse)|"
    "font-size\\s*:\\s*0(?![.\\d])|opacity\\s*:\\s*0(?![.\\d])|mso-hide\\s*:\\s*all|"
    "(?:left|top|text-indent)\\s*:\\s*-\\d{4,}(?:px|pt|em)|"
    "text-decoration(?:-line)?\\s*:[^;]*line-through)",
    re.IGNORECASE,
)
_MEDIA = re.compile("@media[^{}]*\\{(?:[^{}]*\\{[^{}]*\\})*[^{}]*\\}")  # print, small screens
_RULE = re.compile("(?P<selectors>[^{}]+)\\{(?P<style>[^{}]*)\\}")
_NAMED = re.compile("\\s*\\w*(?P<name>[.#][\\w-]+)\\s*")  # .class, #id, p.class
_RAISED_STYLE = re.compile("vertical-align\\s*:\\s*super", re.IGNORECASE)


class Visibility:
    """The visibility of a page's elements, by attributes and the style sheets within the page."""

    def __init__(self, root: Any) -> None:
        self._hidden: set[str] = set()  # .class and #id
        for sheet in root.iter("style"):
            self._hidden |= _hidden_names(sheet.text or "")

    def is_no_text(self, tag: str) -> bool:
        """Return whether elements of this tag contain no text of the page."""
        return _UNSEEN.fullmatch(tag) is not None

    def is_hidden(self, element: Any, tag: str) -> bool:
        """Return whether an element's text is hidden or struck through."""
        if tag in _STRUCK or element.get("hidden") is not None:
            return True
        if _HIDING_STYLE.search(element.get("style") or ""):
            return True
        if not self._hidden:
            return False
        names = {f".{name}" for name in (element.get("class") or "").split()}
        return bool(self._hidden & {*names, f"#{element.get('id')}"})

    def is_raised(self, element: Any, tag: str) -> bool:
        """Return whether an element is in superscript."""
        return tag == "sup" or _RAISED_STYLE.search(element.get("style") or "") is not None


def _hidden_names(sheet: str) -> set[str]:
    """Return the classes and ids that a style sheet hides."""
    return {
        match["name"]
        for rule in _RULE.finditer(_MEDIA.sub("", sheet))
        if _HIDING_STYLE.search(rule["style"])
        for selector in rule["selectors"].split(",")
        if (match := _NAMED.fullmatch(selector))
    }
