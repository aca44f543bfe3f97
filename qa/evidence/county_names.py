"""Names of counties (县、区、县级市), which a question about one need not have a report for."""

from functools import cache
from importlib.resources import files

from embeddings.lazy_regex import lazy_regex

__all__ = ["county_at", "is_county"]

_TABLE = "data/tables/counties.tsv"  # of `qa.training.tables.counties`
_LONGEST, _SHORTEST = 8, 2  # characters of a name
# Many are words too (新建, 合作): what follows one says that it is a place.
_FOLLOWING = lazy_regex(
    r"(?:19|20)\d\d(?!\d)|[今去前]年|gdp|(?:地区)?生产总值|财政|人口|常住|一般公共预算"
    r"|市(?![场民属级政直内外长委])|区(?![域划块间级县])|[县旗](?![级域乡区])"
)


def county_at(folded: str, start: int) -> str:
    """Return the county that a folded question names at `start`; "" if it names none there."""
    known = _counties()
    for size in range(_LONGEST, _SHORTEST - 1, -1):
        name = folded[start : start + size]
        if name in known and len(name) == size and _FOLLOWING.match(folded, start + size):
            return name
    return ""


def is_county(name: str) -> bool:
    """Whether a folded name is that of a county, whatever else it means."""
    return name in _counties()


@cache
def _counties() -> frozenset[str]:
    return frozenset(files("qa").joinpath(_TABLE).read_text("utf-8").split())
