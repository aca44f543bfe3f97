"""Chinese and Arabic numerals as exact decimals: 二百三十万, 2万5千, 1.2万亿, 7 4 7 7 2.

`DIGITS` is the only table of Chinese digits; `arabic_digits` and `han_numeral` convert by it.
"""

import re
from decimal import Decimal
from functools import lru_cache

__all__ = ["DIGITS", "NUMERALS", "arabic_digits", "han_numeral", "numeral_value"]

NUMERALS = "零〇○一二三四五六七八九十百千万亿两"

DIGITS = {
    **{character: value for value, character in enumerate("零一二三四五六七八九")},
    **{"〇": 0, "○": 0, "Ｏ": 0, "两": 2},  # the letter O is typed for 〇 in years
}
_ARABIC = str.maketrans({digit: str(value) for digit, value in DIGITS.items()})
_HAN = "零一二三四五六七八九"
_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10**4, "亿": 10**8}


@lru_cache(maxsize=4096)  # reports repeat the same numbers
def numeral_value(number: str, scale: str = "") -> Decimal | None:
    """Return the exact value of a folded numeral; None for any other text.

    `scale` is a separate multiplier, such as 万 in 5300多万; behind a larger one it is of the last
    digits alone: 四亿零七百多万.
    """
    number = re.sub(r"[ 　,，]", "", number).replace("·", ".")
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
        if scale == "万" and "亿" in number:
            return _chinese(number + scale)
        total = _chinese(number)
    return None if total is None else total * _factor(scale)


def arabic_digits(text: str) -> str:
    """Return `text` with Arabic for Chinese digits, one for one: 二〇一六 → 2016."""
    return text.translate(_ARABIC)


def han_numeral(value: int) -> str:
    """Return 1 … 99 as 一 … 九十九; other values in digits."""
    if not 0 < value < 100:
        return str(value)
    tens, ones = divmod(value, 10)
    return ("" if tens <= 1 else _HAN[tens]) + ("十" if tens else "") + (_HAN[ones] if ones else "")


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
        value = Decimal("".join(str(DIGITS[mark]) for mark in whole) or "0")
    else:
        value = Decimal(_positional(whole))
    if decimals:
        value += Decimal("0." + "".join(str(DIGITS[mark]) for mark in decimals))
    return value * _factor(scale)


def _positional(numeral: str) -> int:
    total = section = digit = 0
    for mark in numeral:
        if mark in DIGITS:
            digit = DIGITS[mark]
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
