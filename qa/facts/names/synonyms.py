"""The table of indicators that reports name in several ways: GDP and 地区生产总值 are one.

A line of it has a name and its synonyms, or, behind ~, a name and a pattern of folded words, where
it is said in too many ways to list.
"""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from embeddings.text.folding import fold

__all__ = ["listed_names", "put_alike", "synonyms"]

_TABLE = Path(__file__).parents[2] / "data" / "tables" / "indicators.tsv"


def put_alike(folded: str) -> str:
    """Return folded words with each synonym replaced by its name."""
    table = _read()
    for name, pattern in table.patterns:
        folded = pattern.sub(name, folded)
    return table.listed.sub(lambda match: table.names[match[0]], folded)


def synonyms() -> Mapping[str, str]:
    """Return the name of every synonym, names included, folded."""
    return _read().names


def listed_names() -> frozenset[str]:
    """Return the names under which indicators are compared, folded."""
    return frozenset(_read().names.values())


class _Table(NamedTuple):
    names: dict[str, str]  # by each of their synonyms, themselves included
    listed: re.Pattern[str]  # all of these, the longest first
    patterns: tuple[tuple[str, re.Pattern[str]], ...]


@cache
def _read() -> _Table:
    names: dict[str, str] = {}
    patterns = []
    for row in _TABLE.read_text(encoding="utf-8").splitlines():
        name, _, others = row.partition("\t")
        if row.startswith("~"):
            name = fold(name[1:])
            patterns.append((name, re.compile(others)))
            names.setdefault(name, name)
        elif row and not row.startswith("#"):
            for other in (name, *others.split("|")):
                names.setdefault(fold(other), fold(name))
    longest = sorted(names, key=len, reverse=True)
    return _Table(names, re.compile("|".join(map(re.escape, longest))), tuple(patterns))
