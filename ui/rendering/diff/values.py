"""A fact or a difference as a person reads it."""

from decimal import Decimal

from embeddings.facts.records import Fact
from embeddings.records import Report
from qa.diff.targets import TargetRow

__all__ = ["difference_text", "fact_text"]

_SCALES = ((Decimal(10) ** 12, "万亿"), (Decimal(10) ** 8, "亿"), (Decimal(10) ** 4, "万"))
_SCALED_UNITS = frozenset({"元", "美元", "斤", "吨", "亩", "人", "人次", "户", "套"})


def fact_text(fact: Fact | None, report: Report) -> str:
    """Return a figure as its report writes it, hedge and all; a dash where there is none."""
    return report.text[fact.start : fact.end] if fact is not None else "—"


def difference_text(row: TargetRow) -> str:
    """Return a difference with its sign and unit: +0.2个百分点, −2800亿元."""
    if row.difference is None:
        return "—"
    if row.difference == 0:
        return "="
    sign = "+" if row.difference > 0 else "−"
    value, scale = abs(row.difference), ""
    if row.unit in _SCALED_UNITS:
        for size, mark in _SCALES:
            if value >= size:
                value, scale = value / size, mark
                break
    return f"{sign}{_plain(value)}{scale}{row.unit}"


def _plain(value: Decimal) -> str:
    text = format(value.normalize(), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
