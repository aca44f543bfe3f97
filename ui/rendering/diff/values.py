"""A fact or a difference as text."""

from decimal import Decimal

from embeddings.facts.records import Fact
from embeddings.records import Report
from qa.diff.targets import TargetRow, fall_of
from qa.diff.words.changed_terms import TermChange
from qa.diff.words.term_counts import TermHistory
from ui.i18n.messages import message

__all__ = ["change_text", "difference_text", "fact_text", "target_heads", "term_told"]

_TARGET_COLUMNS = ("indicator", "old", "result", "new", "difference")

_SCALES = ((Decimal(10) ** 12, "万亿"), (Decimal(10) ** 8, "亿"), (Decimal(10) ** 4, "万"))
_UNSCALED = "个百分点"


def fact_text(fact: Fact | None, report: Report, aim: Fact | None = None) -> str:
    """Return a figure as its report writes it, with its hedge; a dash for None.

    Of what fell beside what was to grow, with the word: 下降6.5% of 规模以上工业增加值下降6.5%.
    """
    if fact is None:
        return "—"
    return f"{fall_of(fact, aim)}{report.text[fact.start : fact.end]}"


def difference_text(row: TargetRow) -> str:
    """Return a difference with its sign and unit: +0.2个百分点, −2800亿元."""
    if row.difference is None:
        return "—"
    if row.difference == 0:
        return "="
    sign = "+" if row.difference > 0 else "−"
    value, scale = abs(row.difference), ""
    if row.unit != _UNSCALED:
        for size, mark in _SCALES:
            if value >= size:
                value, scale = value / size, mark
                break
    return f"{sign}{_plain(value)}{scale}{row.unit}"


def target_heads(old: Report, new: Report, language: str) -> tuple[str, ...]:
    """Return the heads of a table of targets, with the years of both reports."""
    years = {"old": old.year or "", "new": new.year or ""}
    return tuple(message(f"diff.column_{name}", language, **years) for name in _TARGET_COLUMNS)


def change_text(change: TermChange) -> str:
    """Return a term with its rates before and now: 低空经济 0 → 3.2."""
    return f"{change.term} {change.before:g} → {change.now:g}"


def term_told(history: TermHistory, language: str) -> str:
    """Return how often a term is said in all, and in which report first and last."""
    if history.first is None or history.last is None:
        count = len(history.counts)
        return message("words.nowhere", language, term=history.term, count=count)
    said = sum(bool(one.count) for one in history.counts)
    return message(
        "words.told",
        language,
        term=history.term,
        total=history.total,
        said=said,
        reports=len(history.counts),
        first=history.first.title,
        last=history.last.title,
    )


def _plain(value: Decimal) -> str:
    text = format(value.normalize(), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
