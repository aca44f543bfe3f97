"""The time words of a question as periods: years asked about, and years only compared with."""

from collections.abc import Iterable, Sequence

from embeddings.language.time_expressions import TimeKind, TimeWord

__all__ = ["asked_periods", "base_years", "topical_times"]

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
