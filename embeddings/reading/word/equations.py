"""Equations of Word (OMML, ECMA-376 part 1, 22.1) → text on one line."""

from typing import Any

from embeddings.reading.word.package import XML

__all__ = ["MATH", "equation_text"]

MATH = f"{{{XML}/officeDocument/2006/math}}"
_RAISED = str.maketrans("0123456789+-−()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁽⁾ⁿ")
_RAISABLE = frozenset("0123456789+-−()n")
_PROPERTIES = frozenset({"rPr", "ctrlPr", "fPr", "sSupPr", "sSubPr", "sSubSupPr", "dPr", "radPr"})


def equation_text(element: Any) -> str:
    """Return an equation as text: fractions with a slash, powers as superscripts."""
    name = element.tag.removeprefix(MATH) if isinstance(element.tag, str) else ""
    if name == "t":
        return element.text or ""
    if name in _PROPERTIES:
        return ""
    if name == "f":
        return f"{_grouped(element, 'num')}/{_grouped(element, 'den')}"
    if name in {"sSup", "sSubSup"}:
        power = _part(element, "sup")
        shown = power.translate(_RAISED) if set(power) <= _RAISABLE else f"^{power}"
        return _part(element, "e") + _part(element, "sub") + shown
    if name == "rad":
        return f"{_part(element, 'deg')}√{_grouped(element, 'e')}"
    if name == "d":
        opening = _sign(element, "begChr", "(")
        closing = _sign(element, "endChr", ")")
        inner = ",".join(equation_text(each) for each in element.iterchildren(f"{MATH}e"))
        return f"{opening}{inner}{closing}"
    return "".join(equation_text(child) for child in element)


def _part(element: Any, name: str) -> str:
    child = element.find(f"{MATH}{name}")
    return "" if child is None else equation_text(child)


def _grouped(element: Any, name: str) -> str:
    text = _part(element, name)
    return (
        text if text.isalnum() or ("." in text and text.replace(".", "").isalnum()) else f"({text})"
    )


def _sign(element: Any, name: str, usual: str) -> str:
    sign = element.find(f"{MATH}dPr/{MATH}{name}")
    return usual if sign is None else str(sign.get(f"{MATH}val", usual))
