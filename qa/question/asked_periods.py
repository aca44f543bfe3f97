"""The time words of a question as periods: years asked about, and years only compared with."""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from embeddings.language.time_expressions import TimeKind, TimeWord
from embeddings.lazy_regex import lazy_regex
from embeddings.text.numerals import numeral_value

__all__ = [
    "PART_OF_YEAR",
    "asked_part",
    "asked_periods",
    "base_years",
    "months_of",
    "topical_times",
]

_COUNT = r"(?:\d{1,2}|[一二三四五六七八九十两]{1,2})"
PART_OF_YEAR = lazy_regex(
    rf"前(?P<quarters>{_COUNT})个?季度|(?:第|(?<![\d一二三四五六七八九十前]))(?P<quarter>[一二三四1-4])季度|(?P<half>[上下])半年|"
    rf"(?P<first>{_COUNT})(?:月份?)?(?:[-—~]{{1,2}}|[至到])(?P<last>{_COUNT})月份?|前(?P<months>{_COUNT})个月"
)

_GLOSS = 6  # maximum characters between a plan and the year within it: “六五”计划要求1985年


def topical_times(times: tuple[TimeWord, ...]) -> tuple[TimeWord, ...]:
    """Return the time words asked about, without plans that name a year: “六五”计划要求1985年."""
    years = [word for word in times if word.kind is TimeKind.YEAR]
    return tuple(
        word
        for word in times
        if not (
            word.kind is TimeKind.PLAN
            and any(
                word.first <= year.first <= word.last and 0 <= year.start - word.end <= _GLOSS
                for year in years
            )
        )
    )


def base_years(times: Iterable[TimeWord], asked: Sequence[TimeWord]) -> tuple[int, ...]:
    """Return the years only compared with; 上年 and 去年 are those before the year asked about.

    Args:
        times: all time words of a question.
        asked: those of the years asked about.
    """
    named = {word.last for word in asked if word.kind is TimeKind.YEAR and not word.report}
    year = named.pop() if len(named) == 1 else None
    return tuple(
        year - 1
        if year is not None and word.kind is TimeKind.RELATIVE and word.text[:1] in "上去"
        else word.last
        for word in times
        if word.base
    )


def asked_part(folded: str) -> str:
    """Return the part of a year that a folded question asks about, "" for none or for several."""
    found = [match[0] for match in PART_OF_YEAR.finditer(folded)]
    return found[0] if len(found) == 1 and "全年" not in folded else ""


@lru_cache(maxsize=256)
def months_of(text: str) -> tuple[int, int] | None:
    """Return the first and last month of the part of a year that folded `text` names first."""
    match = PART_OF_YEAR.search(text)
    if match is None:
        return None
    if match["half"]:
        return (1, 6) if match["half"] == "上" else (7, 12)
    if match["quarter"]:
        last = 3 * _number(match["quarter"])
        return last - 2, last
    if match["quarters"]:
        return 1, 3 * _number(match["quarters"])
    if match["months"]:
        return 1, _number(match["months"])
    return _number(match["first"]), _number(match["last"])


def _number(text: str) -> int:
    return int(numeral_value(text) or 0)


def asked_periods(words: Iterable[TimeWord], *, whole: bool) -> tuple[tuple[int, int], ...]:
    """Return the periods of time words, each once: a plan is one span, a range its single years.

    Names of reports are left out. With `whole` a range is one span, too.
    """
    found: list[tuple[int, int]] = []
    for word in words:
        if word.report:
            continue
        if whole or word.kind in (TimeKind.PLAN, TimeKind.ERA):
            found.append((word.first, word.last))
        else:
            found += [(year, year) for year in word.years]
    return tuple(dict.fromkeys(found))
