"""Years in questions and in reports: 2016年, 二〇一六年, 去年, 过去五年, 十三五末, 80年代.

Relative expressions are resolved against an `Anchor`: for a passage the date and period of its
report (the 2017 Lanzhou report was delivered at the end of 2016, so that its 今年 is 2016), for a
question the newest report in scope.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from embeddings.language.time_patterns import (
    ABSOLUTE,
    AGAINST,
    ALL_ERAS,
    ALL_RELATIVES,
    ANNIVERSARY,
    APART_FROM,
    BASE_BEFORE,
    BASE_TIMES,
    DECADE,
    DENIED,
    ERA_SIGNS,
    FIRSTS,
    NO_UNIT,
    PLAN,
    PLANS,
    REPORT,
    SECOND,
    SPANS,
    UNTIL,
)
from embeddings.records import Report
from embeddings.text.folding import fold
from embeddings.text.numerals import arabic_digits, numeral_value

__all__ = ["FIRST_YEAR", "LAST_YEAR", "Anchor", "TimeKind", "TimeWord", "find_times", "years_of"]

FIRST_YEAR, LAST_YEAR = 1949, 2100  # outside, a filter year is malformed
_A_FEW = 5  # years of 这几年, 近几年 in a question
_SHORTEST_TERM = 4  # years; a shorter period is no term of office
_LONGEST_SPAN = 40  # years; longer spans (改革开放以来) mean no single year


class TimeKind(StrEnum):
    """The kind of a time word."""

    YEAR = "year"  # 2016年, 16年, 二〇一六年
    RANGE = "range"  # 2018—2020年
    PLAN = "plan"  # “十三五”时期, 十三五末
    RELATIVE = "relative"  # 去年, 今年, 明年
    SPAN = "span"  # 过去五年, 本届政府
    ERA = "era"  # 上世纪80年代, 改革开放以来


_TITLES = (TimeKind.YEAR, TimeKind.RELATIVE)  # that may name a report


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """The reference of relative time words; None leaves them unresolved.

    `this_year` is what 今年 means, `task_year` what 新一年 means; `period` are the years reviewed,
    with which 过去五年 ends; `term` is the last whole term of office that was reviewed. A question
    that gives the words of a report (2016年提出今年…) names it by `speaking_year`.
    """

    this_year: int | None = None
    task_year: int | None = None
    period: tuple[int, int] | None = None
    term: tuple[int, int] | None = None
    speaking_year: int | None = None

    @classmethod
    def of_report(cls, report: Report) -> "Anchor":
        """Return the anchor of the text of `report`."""
        return cls(
            this_year=report.current_year if report.current_year is not None else report.year,
            task_year=report.year,
            period=report.period,
            term=_term(report),
        )

    @classmethod
    def of_question(cls, newest: Report | None) -> "Anchor":
        """Return the anchor of a question over reports of which `newest` is the newest."""
        if newest is None:
            return cls()
        return cls(
            this_year=newest.year,
            task_year=newest.year,
            period=newest.period,
            term=_term(newest),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeWord:
    """A time word at `start:end` of its text, with first and last year, both included."""

    start: int
    end: int
    text: str  # folded
    kind: TimeKind
    first: int
    last: int
    until: bool = False  # 到2020年, 截至2016年底
    base: bool = False  # base of a comparison: 比1998年, 是2011年的几倍
    report: bool = False  # names a report: 2018年政府工作报告

    @property
    def years(self) -> tuple[int, ...]:
        """The years meant, in order; none for a span longer than `_LONGEST_SPAN`."""
        if self.last - self.first >= _LONGEST_SPAN:
            return ()
        return tuple(range(self.first, self.last + 1))


def find_times(
    text: str, anchor: Anchor, *, prose: bool = False, folded: str | None = None
) -> tuple[TimeWord, ...]:
    """Return the time words of `text`, in order, with their years.

    `prose` is True for report text, where only years written out count: bare numbers (2016) and
    short years (16年) are then figures and durations. `folded` is `text` folded, if the caller
    has it.
    """
    folded = fold(text) if folded is None else folded
    found: list[TimeWord] = []
    taken = bytearray(len(folded))

    def keep(start: int, end: int, kind: TimeKind, first: int | None, last: int | None) -> None:
        if first is None or last is None or first > last or any(taken[start:end]):
            return
        taken[start:end] = b"\x01" * (end - start)
        before, after = folded[max(0, start - 4) : start], folded[end : end + 24]
        found.append(
            TimeWord(
                start=start,
                end=end,
                text=folded[start:end],
                kind=kind,
                first=first,
                last=last,
                until=bool(UNTIL.search(before)),
                base=_is_base(before, after),
                report=(kind in _TITLES and bool(REPORT.match(after)))
                or (kind is TimeKind.YEAR and first == anchor.speaking_year),
            )
        )

    _find_named(folded, anchor, keep)
    _find_absolute(folded, keep, prose=prose)
    _find_relative(folded, anchor, keep, prose=prose)
    return tuple(_without_glosses(sorted(found, key=lambda word: word.start)))


def years_of(text: str, anchor: Anchor) -> frozenset[int]:
    """Return the years of all time words of report text, resolved against its report's anchor."""
    words = find_times(text, anchor, prose=True)
    return frozenset(year for word in words for year in word.years)


def _term(report: Report) -> tuple[int, int] | None:
    period = report.period
    return period if period is not None and period[1] - period[0] >= _SHORTEST_TERM - 1 else None


Keep = Callable[[int, int, TimeKind, "int | None", "int | None"], None]


def _find_named(folded: str, anchor: Anchor, keep: Keep) -> None:
    for match in PLAN.finditer(folded) if "五" in folded else ():
        sign = match["n"] or match["m"]
        quoted = match[0][0] in "“\"'‘" or "”" in match[0]
        clear = len(sign) > 1 or sign in "六七八九"
        if sign not in PLANS or not (quoted or clear or match["m"] or match["tail"]):
            continue
        first = PLANS[sign]
        last = first + 4
        if match["edge"]:
            early = match["edge"] in ("头一年", "第一年", "开局", "首年")
            first = last = first if early else last
        keep(match.start(), match.end(), TimeKind.PLAN, first, last)
    for match in DECADE.finditer(folded) if "年代" in folded else ():
        digit = int(arabic_digits(match["d"][0]))
        late = match["c"] in ("21世纪", "本世纪") or (match["c"] is None and digit < 4)
        first = (2000 if late else 1900) + 10 * digit
        begin, end = {"初": (0, 3), "末": (7, 9), "中": (4, 6)}.get(match["p"] or "", (0, 9))
        keep(match.start(), match.end(), TimeKind.ERA, first + begin, first + end)
    for match in ANNIVERSARY.finditer(folded) if "周年" in folded else ():
        count = numeral_value(match["n"])
        year = None if count is None else FIRSTS[match["w"]] + int(count)
        keep(match.start(), match.end(), TimeKind.ERA, year, year)
    for pattern, first, era_end in ALL_ERAS if ERA_SIGNS.search(folded) else ():
        for match in pattern.finditer(folded):
            last_year = era_end if era_end is not None else max(first, anchor.this_year or first)
            keep(match.start(), match.end(), TimeKind.ERA, first, last_year)


def _find_absolute(folded: str, keep: Keep, *, prose: bool) -> None:
    position = 0
    while match := ABSOLUTE.search(folded, position):
        position = match.end()
        first = _year(match["four"], match["two"])
        short_in_prose = prose and match["four"] is None
        if first is None or short_in_prose:
            continue
        second = SECOND.match(folded, match.end("four") if match["four"] else match.end("two"))
        if second:
            last = _year(second["four"], second["two"])
            if last is not None and last > first:
                keep(match.start(), second.end(), TimeKind.RANGE, first, last)
                position = second.end()
                continue
        bare = match["four"] is not None and match["nian"] is None
        if bare and (prose or re.match(NO_UNIT, folded[match.end("four") :]) is None):
            continue
        end = match.end() if not bare else match.end("four")
        keep(match.start(), end, TimeKind.YEAR, first, first)


def _find_relative(folded: str, anchor: Anchor, keep: Keep, *, prose: bool) -> None:
    this, period = anchor.this_year, anchor.period
    if "年" not in folded and "届" not in folded:
        return
    for match in SPANS.finditer(folded):
        if prose and (match["j"] or match["bare"]):
            continue  # 完成五年目标 is a review, a question for 五年目标 is about the future
        first = last = None
        said = match["n"] or match["m"] or match["k"] or match["j"] or match["bare"]
        few = 0 if prose else _A_FEW
        count = few if said == "几" else numeral_value(said or "") or 0
        if match["back"] or match["since"] or match["bare"]:
            if match["back"] in ("前", "头") and not re.search("[来间里]$", match[0]):
                continue  # 前三名, 头两年: the first of something
            if count == 1 and match["back"] == "那":
                continue  # “十三五”收官那一年: the year just named
            end = period[1] if period else None if this is None else this - 1
            first, last = (None, None) if end is None or not count else (end - int(count) + 1, end)
        elif match["ahead"] or match["newterm"]:
            start = anchor.task_year
            length = int(count) if match["ahead"] else 5
            first, last = (
                (None, None) if start is None or not length else (start, start + length - 1)
            )
        elif match["term"]:
            first, last = anchor.term or (None, None)
            if match["term"][0] != "上" and period and last is not None and last < period[1]:
                first, last = last + 1, period[1]  # this term has begun since
            if match["end"] and match["term"][0] != "上" and anchor.task_year is not None:
                first = last = anchor.task_year + 4  # the term that begins with this report
        elif match["newyear"]:
            first = last = anchor.task_year
        elif match["pastyear"]:
            first = last = period[1] if period else None if this is None else this - 1
        keep(match.start(), match.end(), TimeKind.SPAN, first, last)
    for pattern, shift in ALL_RELATIVES:
        for match in pattern.finditer(folded):
            if this is None:
                break
            keep(match.start(), match.end(), TimeKind.RELATIVE, this + shift, this + shift)


def _without_glosses(words: list[TimeWord]) -> list[TimeWord]:
    """Drop time words that repeat the years named before: 2003到2007这五年, 2012、2014这两年."""
    return [
        word
        for place, word in enumerate(words)
        if not (
            word.kind is TimeKind.SPAN
            and word.text.startswith("这")
            and any(other.kind in (TimeKind.YEAR, TimeKind.RANGE) for other in words[:place])
        )
    ]


def _is_base(before: str, after: str) -> bool:
    if BASE_TIMES.match(after) or DENIED.search(before) or APART_FROM.search(before):
        return True
    if not BASE_BEFORE.search(before):
        return False
    if before.endswith(("比", "较", "相对于")):
        return True
    if before.endswith(("跟", "同", "和", "与")):
        return AGAINST.match(after) is not None
    return False


def _year(four: str | None, two: str | None) -> int | None:
    """Return the year of 2016, 二〇一六, 16, 九七; None if it is none."""
    digits = arabic_digits(four or two or "")
    if len(digits) == 2:
        if two is not None and not two.isdigit() and two[0] in "一二三四":
            return None  # 一二年, 三五年: a year or two
        return int(digits) + (1900 if int(digits) >= 49 else 2000)
    year = int(digits)
    return year if FIRST_YEAR - 60 <= year <= LAST_YEAR else None
