"""Years and dates as reports write them: 2017年, ２０１７年, 二〇一七年一月五日."""

import re
import unicodedata

from embeddings.text.numerals import DIGITS, arabic_digits

__all__ = ["date_in", "han_number", "plain_years", "year_in", "years_in"]

_HAN_YEAR = re.compile("[一二][〇○零Ｏ一二三四五六七八九]{3}(?=年)")
_YEAR = re.compile("(?<!\\d)((?:19|20)\\d\\d)(?!\\d)")
_DATE = re.compile("(?<!\\d)((?:19|20)\\d\\d)年(\\d{1,2})月(?:(\\d{1,2})[日号])?")
_HAN_DATE = re.compile(
    "(?<!\\d)((?:19|20)\\d\\d)年([一二三四五六七八九十]{1,2})月(?:([一二三四五六七八九十]{1,3})[日号])?"
)
_ISO_DATE = re.compile("(?<!\\d)((?:19|20)\\d\\d)[-./](\\d{1,2})[-./](\\d{1,2})(?!\\d)")


def plain_years(text: str) -> str:
    """Return `text` with ASCII digits for full-width ones and for years in Chinese numerals."""
    folded = unicodedata.normalize("NFKC", text)
    return _HAN_YEAR.sub(lambda match: arabic_digits(match[0]), folded)


def years_in(text: str) -> list[int]:
    """Return the years from 1900 to 2099 that `text` names, in its order."""
    return [int(year) for year in _YEAR.findall(plain_years(text))]


def year_in(text: str) -> int | None:
    """Return the first year that `text` names."""
    return next(iter(years_in(text)), None)


def han_number(numeral: str) -> int:
    """Return 一 … 九十九 as a number; 0 for any other text."""
    tens, ten, ones = numeral.rpartition("十")
    if not ten:
        return DIGITS.get(numeral, 0)
    return 10 * (DIGITS.get(tens, 0) if tens else 1) + DIGITS.get(ones, 0)


def date_in(text: str) -> str | None:
    """Return the first date that `text` gives, as 2017-01-05, or 2017-01 without a day."""
    plain = plain_years(text).replace(" ", "")
    if match := _DATE.search(plain) or _ISO_DATE.search(plain):
        year, month, day = int(match[1]), int(match[2]), int(match[3] or 0)
    elif match := _HAN_DATE.search(plain):
        year, month = int(match[1]), han_number(match[2])
        day = han_number(match[3]) if match[3] else 0
    else:
        return None
    if not 1 <= month <= 12 or not 0 <= day <= 31:
        return None
    return f"{year}-{month:02}-{day:02}" if day else f"{year}-{month:02}"
