"""Chinese and Arabic numerals as exact decimals: 二百三十万, 2万5千, 1.2万亿, 7 4 7 7 2."""

import re
from decimal import Decimal

__all__ = ["NUMERALS", "numeral_value"]

NUMERALS = "零〇○一二三四五六七八九十百千万亿两"

_DIGITS = {
    **{character: value for value, character in enumerate("零一二三四五六七八九")},
    **{"〇": 0, "○": 0, "两": 2},
}
_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10**4, "亿": 10**8}


def numeral_value(number: str, scale: str = "") -> Decimal | None:
    """Return the exact value of a folded numeral, or None if it is none.

    `scale` is a multiplier that stands apart from it, as 万 does in 5300多万.
    """
    number = re.sub(r"[ 　,]", "", number).replace("·", ".")
    digits = re.match(r"\d+(?:\.\d+)?", number)
    total: Decimal | None
    if digits:
        total = Decimal(digits.group())
        rest = number[digits.end() :]
        tail = re.fullmatch(r"([十百千万亿]*)(?:(\d+)([千百]))?", rest)
        if tail is None:
            return None
        total *= _factor(tail[1])
        if tail[2]:
            total += Decimal(tail[2]) * _SMALL[tail[3]]
    else:
        total = _chinese(number)
    return None if total is None else total * _factor(scale)


def _factor(scale: str) -> int:
    factor = 1
    for mark in scale:
        factor *= _SMALL.get(mark) or _LARGE[mark]
    return factor


def _chinese(numeral: str) -> Decimal | None:
    whole, _, decimals = numeral.partition("点")
    trailing = re.search(r"[万亿]+$", decimals)
    scale = trailing.group() if trailing else ""
    decimals = decimals.removesuffix(scale)
    if not any(mark in whole for mark in "十百千万亿"):
        value = Decimal("".join(str(_DIGITS[mark]) for mark in whole) or "0")
    else:
        value = Decimal(_positional(whole))
    if decimals:
        value += Decimal("0." + "".join(str(_DIGITS[mark]) for mark in decimals))
    return value * _factor(scale)


def _positional(numeral: str) -> int:
    total = section = digit = 0
    for mark in numeral:
        if mark in _DIGITS:
            digit = _DIGITS[mark]
        elif mark in _SMALL:
            section += (digit or 1) * _SMALL[mark]
            digit = 0
        else:
            section += digit
            total = (
                (total + section or 1) * _LARGE[mark]
                if mark == "亿"
                else total + ((section or 1) * _LARGE[mark])
            )
            section = digit = 0
    return total + section + digit
