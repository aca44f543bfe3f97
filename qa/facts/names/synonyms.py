"""The table of indicators that reports name in several ways: GDP and 地区生产总值 are one."""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from embeddings.text.folding import fold

__all__ = ["listed_names", "put_alike", "synonyms"]

_TABLE = Path(__file__).parents[2] / "data" / "tables" / "indicators.tsv"


def put_alike(folded: str) -> str:
    """Return folded words with each synonym replaced by its name."""
    names, pattern = _read()
    return pattern.sub(lambda match: names[match[0]], folded)


def synonyms() -> Mapping[str, str]:
    """Return the name of every synonym, names included, folded."""
    return _read()[0]


def listed_names() -> frozenset[str]:
    """Return the names under which indicators are compared, folded."""
    return frozenset(_read()[0].values())


@cache
def _read() -> tuple[dict[str, str], re.Pattern[str]]:
    names: dict[str, str] = {}
    for row in _TABLE.read_text(encoding="utf-8").splitlines():
        if row and not row.startswith("#"):
            name, _, others = row.partition("\t")
            for other in (name, *others.split("|")):
                names.setdefault(fold(other), fold(name))
    longest = sorted(names, key=len, reverse=True)
    return names, re.compile("|".join(map(re.escape, longest)))
