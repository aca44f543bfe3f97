"""Calculations over two cited figures: their difference, and which is larger."""

from collections.abc import Sequence
from decimal import Decimal

from embeddings.language.figures import Figure
from embeddings.lazy_regex import lazy_regex
from qa.answer.comparison import Operand
from qa.records import Computed

__all__ = ["difference", "larger_or_smaller"]

_DIFFERENCE_ASKED = lazy_regex(
    r"差|[高低多少大小快慢][出了]?多少|[高低多少大小快慢][出了]?几|"
    r"(?:提高|增加|增长|减少|下降|扩大|缩小|上升|上涨|提升|降低|上调|下调|变化|翻)了?(?:多少|几|多大)"
)


_WHICH = lazy_regex(
    r"(?:哪(?:一)?(?:年|个|边|方|头|地|省|市|份)|谁)的?.{0,8}?(?:更|最|比较)?(?P<way>[高大多快低小少慢])"
)


_LESS = frozenset("低小少慢")


def difference(operands: Sequence[Operand], question: str) -> Computed | None:
    """Return the difference of two operands' figures of one unit, if `question` asks for it."""
    pair = _comparable(operands)
    if pair is None or not _DIFFERENCE_ASKED.search(question) or pair[0].low == pair[1].low:
        return None
    one, other = pair
    unit = "个百分点" if one.unit == "%" else one.unit
    return Computed(
        value=_written(abs(one.low - other.low), unit),
        operation="difference",
        operands=(one.text, other.text) if one.low > other.low else (other.text, one.text),
    )


def larger_or_smaller(operands: Sequence[Operand], question: str) -> Computed | None:
    """Return the larger or the smaller operand, if `question` asks which: 2021年更高."""
    pair, which = _comparable(operands), _WHICH.search(question)
    if pair is None or which is None:
        return None
    names = [_name(operand) for operand in operands]
    if not all(names) or names[0] == names[1]:
        return None
    one, other = pair
    if one.low == other.low:
        return Computed(value="相同", operation="=", operands=(one.text, other.text))
    less = which["way"] in _LESS
    first = (one.low < other.low) == less
    figures = (one.text, other.text) if first else (other.text, one.text)
    return Computed(
        value=f"{names[0] if first else names[1]}更{which['way']}",
        operation="<" if less else ">",
        operands=figures,
    )


def _comparable(operands: Sequence[Operand]) -> tuple[Figure, Figure] | None:
    """Return the figures of two operands; None unless both have one unit and neither is a range."""
    if len(operands) != 2:
        return None
    one, other = operands[0].figure, operands[1].figure
    if one is None or other is None or one.unit != other.unit or not one.unit:
        return None
    return (one, other) if one.low == one.high and other.low == other.high else None


def _name(operand: Operand) -> str:
    """Return the name of an operand: its year, else its region; empty where it has neither."""
    years, regions = operand.evidence.query.years, operand.retrieval.scope.regions
    if len(years) == 1:
        return f"{next(iter(years))}年"
    return regions[0] if len(regions) == 1 else ""


def _written(value: Decimal, unit: str) -> str:
    """Return a value as a report writes it: 220万辆, 1.5万亿元, 0.2个百分点."""
    for size, mark in ((10**12, "万亿"), (10**8, "亿"), (10**4, "万")):
        if value >= size and value % (size // 10**4) == 0 and (size > 10**4 or value >= 10**5):
            return f"{_plain(value / size)}{mark}{unit}"
    return f"{_plain(value)}{unit}"


def _plain(value: Decimal) -> str:
    text = format(value.normalize(), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
