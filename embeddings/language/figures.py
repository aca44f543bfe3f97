# ruff: noqa: E501 (the unit table reads better unbroken)
"""Figures in report text: number, unit and qualifier, normalised so that equal ones compare equal.

`find_figures` reads 全角/半角 digits, digits with spaces between them (`7 4 7 7 2 亿元`), thousands
separators, half and full width, Chinese numerals (二百三十万, 百分之五), mixed ones (2万5千公里), ranges (6.5%－7%),
fractions (三分之二), ratios (2.1∶1), minus signs, rates (微克/立方米), 成/倍/番 and 个百分点. Values are exact decimals: 1.2万亿元 = 12000亿元.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal

from embeddings.language.units import UNIT, canonical_unit, unit_class
from embeddings.lazy_regex import lazy_regex
from embeddings.text.folding import fold
from embeddings.text.numerals import NUMERALS, numeral_value

__all__ = [
    "GROUPED",
    "LOWER_BOUNDS",
    "OF_A_SIZE",
    "UPPER_BOUNDS",
    "Figure",
    "find_figures",
    "is_supported",
    "same_figure",
]

# Qualifiers of a figure that is the least, or the most, that is meant.
LOWER_BOUNDS = (
    *("以上", "超过", "突破", "不低于", "不小于", "不少于"),
    *("至少", "高于", "多", "余", "逾", "超"),
)
UPPER_BOUNDS = (
    *("以下", "以内", "之内", "不到", "不足", "不超过", "不高于"),
    *("不大于", "不多于", "低于", "近", "接近", "将近"),
)

# A unit after groups of three digits makes them one figure: 33，212万吨, 1 846.3亿元.
_MEASURED = rf"(?=[ 　]?[多余]?[ 　]?(?:[十百千万亿]+|(?!年|月|日|号){UNIT}))"
_DIGITS = (
    rf"(?<!\d)(?<!\d[.,，])\d{{1,3}}(?:，\d{{3}})+(?:\.\d+)?(?![\d，]){_MEASURED}"
    rf"|(?<![\d.,] )(?<![\d.,])\d{{1,3}}(?: \d{{3}})+(?:\.\d+)?(?![\d.]| \d){_MEASURED}"
    r"|\d(?:[ 　]\d(?!\d))+(?:[ 　]?[.][ 　]?\d(?:[ 　]?\d)*)?|\d{1,3}(?:,\d{3})+(?:\.\d+)?"
    r"|\d+(?:[.·]\d+)?"  # 4·3% in reports of the 1990s
)
# A dash is a minus after a word that precedes a value, not in 2-3% or at the start of a line.
_MINUS = (
    r"(?:(?P<minus>负增长|(?<=[为是率])[负—]|(?<=[为是率长速幅度达至到降从由自(:,，、和及与比或约])-)"
    r"(?=[\d零一二三四五六七八九十百两]))?"
)
GROUPED = lazy_regex(rf"(?<!\d)(?<!\d[.,，])\d{{1,3}}(?:，\d{{3}})+(?:\.\d+)?(?![\d，]){_MEASURED}")
_SCALE = r"(?:[ 　]?(?:[十百万亿]|千(?![瓦米克伏]))+)"  # 10亿千瓦: 千 belongs to the unit
_MIXED = rf"(?:{_DIGITS}){_SCALE}?(?:\d+[千百])?"
_CHINESE = rf"(?:[{NUMERALS.replace('千', '')}]|千(?![瓦米克伏]))+(?:点[零〇一二三四五六七八九]+)?(?:[万亿]+)?"
_ABOUT = r"(?:上(?=[百千万亿])|大约|将近|接近|超过|突破|不到|不足|不[低小少]于|不超过|不[高大多]于|至少|低于|高于|约|近|逾|超)"
_MORE = r"[多余来几]"
_AFTER = r"(?:以上|以下|以内|左右|上下|之内|多)"
_RANGE = r"[-－—–~～至到]"

_PERCENT_WORDS = lazy_regex(
    rf"(?P<before>{_ABOUT})?(?P<minus>负)?(?P<base>[百千])分之(?P<a>{_CHINESE}|{_DIGITS})"
    rf"(?:{_RANGE}(?:[百千]分之)?(?P<b>{_CHINESE}|{_DIGITS}))?"
    rf"(?P<after>{_AFTER})?"
)
_FRACTION = lazy_regex(
    rf"(?P<before>{_ABOUT})?(?P<under>[{NUMERALS}]+)分之(?P<over>[{NUMERALS}]+)(?P<after>{_AFTER})?"
)
_SLASH = lazy_regex(
    rf"(?P<before>{_ABOUT})?(?<![\d/.])(?P<over>\d{{1,2}})/(?P<under>\d{{1,2}})(?![\d/.])(?P<after>{_AFTER})?"
)
_HALF = lazy_regex(rf"(?P<before>{_ABOUT})?(?:一半|半数)(?P<after>{_AFTER})?")
# The characters that a plain figure may begin with.
_FIRST = rf"(?=[\d{NUMERALS}负—\-上大将接超突不至低高约近逾])"
_PLAIN = lazy_regex(
    rf"{_FIRST}(?P<before>{_ABOUT})?{_MINUS}(?P<a>{_MIXED}|{_CHINESE})"
    rf"(?:(?:{UNIT})?{_RANGE}(?P<b>{_MIXED}|{_CHINESE}))?(?P<more>{_MORE})?"
    rf"(?P<scale>[万亿]+)?[ 　]?(?P<unit>{UNIT})?(?P<after>{_AFTER})?"
)
_ORDINAL = lazy_regex(
    rf"第(?:{_MIXED}|{_CHINESE})|\d+号线|[“\"]十?[一二三四五]五[”\"]|十?[一二三四五]五(?=规划|时期|期间|计划|以来)"
)
_NOTE = lazy_regex(r"[\[〔(]\d{1,3}[\]〕)]")  # the number of a note or of an item
_RATIO = lazy_regex(
    r"(?P<before>约)?(?<![\d.:])(?P<a>\d+(?:\.\d+)?)(?P<rest>(?::\d+(?:\.\d+)?)+)(?![\d:])"
)
_CLOCK = lazy_regex(r"\d{1,2}:[0-5]\d(?::[0-5]\d)?")
_OF_RATIO = lazy_regex(r"(?:比|构|例|由|从|到|至|成|为)[^，。；]{0,8}$")
# Nouns of persons counted by tens of thousands without a unit: 933万农村贫困人口, 283万威海人民, 12万多学生.
# Each occurs after such numbers at least 20 times in 479 local reports.
_PERSONS = lazy_regex(
    r"[\u4e00-\u9fff]{0,8}?(?:人口|群众|人民(?!币)|居民|农民|学生|职工|劳动力|儿童|市民|妇女|干部|老人|党员|毕业生|[中大]学?生|[初高]中生)"
    r"(?![\u4e00-\u9fff]{0,4}(?:资金|经费|基金|补助|工资|住房))"
)
# What follows the amount that makes a thing one of its size: 亿元以上重点项目350个, 百亿级产业.
OF_A_SIZE = lazy_regex(r"级?的?[\u4e00-\u9fff]{0,6}(?:项目|企业|产业|集群|园区|工程|镇|县)")
# What ends a mark without a unit: 产值突破千亿, 跨上万亿台阶.
_PASSED = lazy_regex(r"(?<=[百千万]亿)(?:大关|台阶|关口|[，。；,;])|(?<=[百千万]亿)$")
# Chinese numerals that are part of a word, not a figure: 一些, 一带一路, 万众创新, 三农, 千方百计.
_NOT_ALONE = lazy_regex(rf"[{NUMERALS}]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number with qualifier and unit; `start:end` spans all three."""

    start: int
    end: int
    text: str
    low: Decimal  # with 万 and 亿 multiplied out
    high: Decimal  # equals `low` but for ranges
    unit: str  # folded; % for all spellings of per cent; empty for none
    unit_class: str  # money, share, people, …; size of 亿元以上项目; empty if unknown
    qualifier: str  # 以上, 左右, 约, 近, 多, …; empty for none
    core_start: int  # of number and unit, without the qualifier
    core_end: int


def find_figures(text: str, *, folded: str | None = None) -> tuple[Figure, ...]:
    """Return the figures of `text` in reading order, without overlaps.

    `folded` is `text` folded, if the caller has it. Years and dates are figures with unit
    年/月/日; ordinals (第23届, 4号线), numbers of notes ([25]) and of names (PM2.5, 5G) are not figures.
    A ratio has the unit `:` with what follows it.
    """
    folded = fold(text) if folded is None else folded
    taken = bytearray(len(folded))
    for match in _NOTE.finditer(folded) if "[" in folded or "〔" in folded or "(" in folded else ():
        taken[match.start() : match.end()] = b"\x01" * len(match[0])
    if "第" in folded or "五" in folded or "号线" in folded:
        for match in _ORDINAL.finditer(folded):
            taken[match.start() : match.end()] = b"\x01" * len(match[0])
    found: list[Figure] = []
    for sign, pattern, build in _KINDS:
        if sign not in folded:
            continue
        for match in pattern.finditer(folded):
            if taken.find(1, match.start(), match.end()) >= 0:
                continue
            figure = build(text, match)
            if figure is not None:
                if not _is_of_a_name(folded, figure):
                    found.append(figure)
                taken[figure.start : figure.end] = b"\x01" * (figure.end - figure.start)
    return tuple(sorted(found, key=lambda figure: figure.start))


def _is_of_a_name(folded: str, figure: Figure) -> bool:
    """Whether a bare number stands beside a Latin letter: PM2.5, COVID-19, 5G; not GDP6000亿元, 85GWh."""
    if figure.unit or not folded[figure.end - 1].isdigit():
        return False
    before = folded[max(0, figure.start - 2) : figure.start].rstrip("-")[-1:]
    after = folded[figure.end : figure.end + 1]
    return any(letter.isascii() and letter.isalpha() for letter in (before, after))


def same_figure(one: Figure, other: Figure) -> bool:
    """Whether two figures are equal: value, unit, and no contradicting qualifier."""
    return (
        one.low == other.low
        and one.high == other.high
        and (one.unit == other.unit or not one.unit or not other.unit)
        and _bound(one.qualifier) == _bound(other.qualifier)
    )


def is_supported(figure: Figure, proofs: Iterable[str]) -> bool:
    """Whether a figure equal to `figure` is in one of the texts."""
    return any(same_figure(figure, other) for proof in proofs for other in find_figures(proof))


def _bound(qualifier: str) -> str:
    """Return the bound of a qualifier, the same for 以上 and 超过."""
    for bound, words in (
        ("over", LOWER_BOUNDS),
        ("under", UPPER_BOUNDS),
        ("about", ("左右", "上下", "约", "大约", "来", "几")),
    ):
        if qualifier in words:
            return bound
    return ""


def _figure(
    text: str,
    match: re.Match[str],
    low: Decimal,
    high: Decimal,
    unit: str,
    end: int,
    *,
    kind: str = "",
) -> Figure:
    told = match.groupdict()
    before, after, more = told.get("before"), told.get("after"), told.get("more")
    core_end = end - len(after) if after and end == match.end() else end
    return Figure(
        start=match.start(),
        end=end,
        text=text[match.start() : end],
        low=min(low, high),
        high=max(low, high),
        unit=unit,
        unit_class=kind or unit_class(unit),
        qualifier=after or before or more or "",
        core_start=match.start() + len(before or ""),
        core_end=core_end,
    )


def _percent(text: str, match: re.Match[str]) -> Figure | None:
    low = numeral_value(match["a"])
    if low is None:
        return None
    high = (numeral_value(match["b"]) if match["b"] else None) or low
    sign = -1 if match["minus"] else 1
    unit = "%" if match["base"] == "百" else "‰"
    return _figure(text, match, sign * low, sign * high, unit, match.end())


def _ratio(text: str, match: re.Match[str]) -> Figure | None:
    before = match.string[max(0, match.start() - 10) : match.start()]
    if _CLOCK.fullmatch(match["a"] + match["rest"]) and _OF_RATIO.search(before) is None:
        return None
    value = Decimal(match["a"])
    return _figure(text, match, value, value, match["rest"], match.end(), kind="ratio")


def _fraction(text: str, match: re.Match[str]) -> Figure | None:
    under, over = numeral_value(match["under"]), numeral_value(match["over"])
    if not under or over is None:
        return None
    value = (over / under).quantize(Decimal("0.000001"))
    return _figure(text, match, value, value, "", match.end(), kind="share")


def _half(text: str, match: re.Match[str]) -> Figure | None:
    value = Decimal("0.5")
    return _figure(text, match, value, value, "", match.end(), kind="share")


def _plain(text: str, match: re.Match[str]) -> Figure | None:
    first, unit = match["a"], match["unit"] or ""
    low = numeral_value(first, match["scale"] or "")
    if low is None:
        return None
    if _NOT_ALONE.fullmatch(first) and not _is_written_figure(first, unit, match):
        return None
    high = low
    if match["b"]:
        second = numeral_value(match["b"], match["scale"] or "")
        if second is None:
            return None
        high = second
        if low > high and match["scale"] is None:  # 20－30万: the scale is written once
            low = _rescaled(first, match["b"]) or low
    end = len(match.group().rstrip(" 　")) + match.start()
    if match["minus"]:
        if unit_class(unit) == "time":
            return None
        low, high = -low, high if match["b"] else -low
    counted = not unit and match[0].rstrip("多余以上").endswith(("万", "亿"))
    kind = "people" if counted and _PERSONS.match(match.string, match.end()) else ""
    if match["after"] == "以上" and set(first) <= set("十百千万亿") and _is_of_a_size(match):
        kind = "size"
    return _figure(text, match, low, high, canonical_unit(unit), end, kind=kind)


def _is_written_figure(numeral: str, unit: str, match: re.Match[str]) -> bool:
    """Whether a bare Chinese numeral is a figure: it has a unit, or is long enough to be one."""
    if len(numeral) == 1 and numeral in "十百千万亿两零〇○":
        return bool(match["before"] or match["after"]) and bool(unit)
    if unit:
        # 一个, 一些, 一次 are articles more often than counts.
        return numeral != "一" or unit_class(unit) not in {"count", "time", "household", "length"}
    passed = match["before"] in (*LOWER_BOUNDS, "上", None)
    least = 2 if passed and _PASSED.match(match.string, match.end()) else 3
    return len(numeral) >= least and any(mark in numeral for mark in "十百千万亿")


def _is_of_a_size(match: re.Match[str]) -> bool:
    return OF_A_SIZE.match(match.string, match.end()) is not None


def _rescaled(first: str, second: str) -> Decimal | None:
    scale = re.search(r"[万亿]+$", second)
    return numeral_value(first, scale.group()) if scale else None


# Required characters, pattern and parser of each kind of figure; the first match wins.
_KINDS: tuple[tuple[str, re.Pattern[str], Callable[[str, re.Match[str]], Figure | None]], ...] = (
    ("分之", _PERCENT_WORDS, _percent),
    ("分之", _FRACTION, _fraction),
    (":", _RATIO, _ratio),
    ("/", _SLASH, _fraction),
    ("半", _HALF, _half),
    ("", _PLAIN, _plain),
)
