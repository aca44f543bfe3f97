"""Names that many reports give their figures, whatever the reports that are searched name.

A report is asked for them whether it has them or not: that it lacks one is then known, and no
neighbour's figure is quoted for it. `python -m qa.training.tables.common_names` counts them.
"""

from functools import cache
from pathlib import Path

from qa.facts.indicator_names import IndicatorName, likeness, read_name

__all__ = ["are_common_apart", "is_common"]

_ALIKE = 0.7  # likeness of names in other words: 居民可支配收入 and 可支配收入
_TELLING = 3  # characters: 建设 is no name without the words that restrict it
_TABLE = Path(__file__).parents[2] / "data" / "tables" / "common_names.txt"


def is_common(name: IndicatorName) -> bool:
    """Whether many reports give a figure this name, with the same restricting words."""
    return name in _common()


def are_common_apart(one: IndicatorName, other: IndicatorName) -> bool:
    """Whether both are common names of different indicators: 发电量 and 用电量, not 到位资金."""
    shorter, longer = sorted((one.text, other.text), key=len)
    if _is_shortened(longer, shorter) or likeness(one, other) >= _ALIKE:
        return False
    return {one.text, other.text} <= _texts()


def _is_shortened(name: str, shorter: str) -> bool:
    """Whether a name has the characters of a shorter one in their order: 养老(机构)床位."""
    rest = iter(name)
    return all(char in rest for char in shorter)


@cache
def _texts() -> frozenset[str]:
    return frozenset(name.text for name in _common() if len(name.text) >= _TELLING)


@cache
def _common() -> frozenset[IndicatorName]:
    rows = _TABLE.read_text(encoding="utf-8").splitlines()
    return frozenset(read_name(row) for row in rows if not row.startswith("#"))
