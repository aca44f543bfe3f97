"""Units in the heads of a table: 粮食产量（万吨）, 单位：亿元, a column 计量单位."""

import re
from collections.abc import Sequence

from embeddings.language.figures import find_figures
from embeddings.text.folding import fold

__all__ = ["are_units", "unit_line", "unit_of"]

_UNIT_IN_HEAD = re.compile("[（(](?:单位[：:]?)?([^（()）]{1,12})[)）]$|[／/]([^（()）/／]{1,8})$")
_UNIT_LINE = re.compile(
    "(?:.*(?=[（(])|.*[。；\\s])?[（(]?(?:计量)?单位[：: ]*([^，。；：()（）]{1,12})[)）]?"
)


def unit_of(head: str) -> str:
    """Return the unit in a head, in brackets or after a slash; empty for none."""
    match = _UNIT_IN_HEAD.search(head.strip())
    if match is None:
        return ""
    unit: str = match[1] or match[2]
    return unit if _is_unit(unit) else ""


def unit_line(text: str) -> str:
    """Return the unit in a line above a table (单位：亿元); empty for none."""
    match = _UNIT_LINE.fullmatch(text.strip())
    return match[1].strip() if match and _is_unit(match[1].strip()) else ""


def are_units(texts: Sequence[str]) -> bool:
    """Whether the cells of a column 单位 are units, and not who does it: 市教育局."""
    given = [text for text in texts if text]
    return 2 * sum(map(_is_unit, given)) > len(given)


def _is_unit(text: str) -> bool:
    """Return whether a figure before `text` would be read with it as its unit."""
    folded = fold(text)
    if not text or any(character.isdigit() for character in folded) or text in {"年", "月", "日"}:
        return False
    first = re.split("[/／]", folded)[0]
    figures = find_figures(f"1{first}")
    return len(figures) == 1 and figures[0].end == len(first) + 1
