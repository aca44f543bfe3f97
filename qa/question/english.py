"""A Chinese wording of an English question, offered to the asker as a suggestion.

Only questions for figures are recognised: an indicator, its growth or target, years and places.
Nothing else is translated, and the wording is never answered without confirmation.
"""

import re
from functools import cache
from pathlib import Path

__all__ = ["chinese_wording"]

_TABLE = Path(__file__).parents[1] / "data" / "tables" / "english_terms.tsv"
_PLACES = "# -- places"
_YEAR = re.compile(r"(?<!\d)(?:19[5-9]|20\d)\d(?!\d)")
_TARGET = re.compile(r"\b(?:target|targets|targeted|goal|goals|aim|planned)\b")
_GROWTH = re.compile(r"\b(?:grow|grew|growth|growing|increase|increased|rise|rose)\b")
_SPAN = re.compile(r"\b(?:from|between)\b|(?<=\d)\s*[-–—]\s*(?=\d)|\bto\b")


def chinese_wording(question: str) -> str:
    """Return 2024年浙江国内生产总值增长目标是多少？ for the same question in English.

    "" if the question names no known indicator.
    """
    folded = " ".join(question.lower().split())
    indicators, places = _terms()
    indicator = _first(folded, indicators)
    if not indicator:
        return ""
    years = list(dict.fromkeys(_YEAR.findall(folded)))
    when = "".join(f"{year}年" for year in years)
    if len(years) == 2 and _SPAN.search(folded):
        when = f"{min(years)}年到{max(years)}年"
    growth = "增长" if _GROWTH.search(folded) else ""
    target = "目标" if _TARGET.search(folded) else ""
    each = "分别" if len(years) > 1 else ""
    return f"{when}{_first(folded, places)}{indicator}{growth}{target}{each}是多少？"


def _first(folded: str, terms: dict[str, str]) -> str:
    """Return the Chinese of the longest name in the text, matched as whole words."""
    for name, chinese in terms.items():
        if re.search(rf"(?<![\w&]){re.escape(name)}(?![\w&])", folded):
            return chinese
    return ""


@cache
def _terms() -> tuple[dict[str, str], dict[str, str]]:
    """Return indicators and places by their English names, the longest first."""
    found: tuple[dict[str, str], dict[str, str]] = ({}, {})
    part = 0
    for line in _TABLE.read_text(encoding="utf-8").splitlines():
        if line == _PLACES:
            part = 1
        elif line and not line.startswith("#"):
            chinese, names = line.split("\t")
            found[part].update(dict.fromkeys(names.split("|"), chinese))
    ordered = (dict(sorted(part.items(), key=lambda one: -len(one[0]))) for part in found)
    return next(ordered), next(ordered)
