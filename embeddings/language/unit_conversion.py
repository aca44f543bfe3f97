"""Units of one class converted into each other: 斤 into 吨, 亩 into 公顷. Money is not converted.

Factors are those of the State Council's order on units of measurement (1984): 1 斤 = 0.5 kg,
1 亩 = 1/15 ha, 1 里 = 0.5 km.
"""

from collections.abc import Mapping
from decimal import Decimal

__all__ = ["converted", "convertible", "written"]

_FACTORS: Mapping[str, tuple[str, Decimal]] = {
    **{"公斤": ("kg", Decimal(1)), "斤": ("kg", Decimal("0.5")), "吨": ("kg", Decimal(1000))},
    **{"担": ("kg", Decimal(50)), "克": ("kg", Decimal("0.001"))},
    **{"平方米": ("m2", Decimal(1)), "公顷": ("m2", Decimal(10_000))},
    **{"平方公里": ("m2", Decimal(1_000_000)), "亩": ("m2", Decimal(10_000) / Decimal(15))},
    **{"米": ("m", Decimal(1)), "公里": ("m", Decimal(1000)), "里": ("m", Decimal(500))},
    **{"千瓦时": ("kwh", Decimal(1)), "度": ("kwh", Decimal(1))},
    **{"微克": ("ug/m3", Decimal(1)), "微克/立方米": ("ug/m3", Decimal(1))},  # 降到40微克: of air
    **{"千瓦": ("kw", Decimal(1)), "兆瓦": ("kw", Decimal(1000)), "瓦": ("kw", Decimal("0.001"))},
}
_PLACES = 4  # significant digits of a converted value


def convertible(one: str, other: str) -> bool:
    """Whether a value in unit `one` can be converted to unit `other`."""
    if one == other:
        return True
    return one in _FACTORS and other in _FACTORS and _FACTORS[one][0] == _FACTORS[other][0]


def converted(value: Decimal, unit: str, into: str) -> Decimal:
    """Return `value` of `unit` in the unit `into`, rounded to four significant digits.

    Raises:
        ValueError: if the units are not of one dimension.
    """
    if unit == into:
        return value
    if not convertible(unit, into):
        raise ValueError(f"{unit} cannot be told in {into}")
    exact = value * _FACTORS[unit][1] / _FACTORS[into][1]
    return exact if not exact else round(exact, _PLACES - 1 - exact.adjusted())


def written(value: Decimal, unit: str) -> str:
    """Return a value as reports write it: 220万辆, 1.5万亿元, 0.2个百分点."""
    size = abs(value)
    for scale, mark in ((10**12, "万亿"), (10**8, "亿"), (10**4, "万")):
        if size >= scale and (scale > 10**4 or size >= 10**5):
            return f"{_plain(value / scale)}{mark}{unit}"
    return f"{_plain(value)}{unit}"


def _plain(value: Decimal) -> str:
    text = format(value.normalize(), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
