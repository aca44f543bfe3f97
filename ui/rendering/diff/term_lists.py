"""The terms of a report that are new, risen, fallen and gone: as rows, JSON and CSV."""

from collections.abc import Iterator, Sequence
from typing import Any

from embeddings.records import Report
from qa.diff.words.changed_terms import TermChange, TermChanges
from qa.diff.words.new_terms import NewTerm
from ui.i18n.messages import message
from ui.rendering.inert import csv_text

__all__ = ["term_heads", "term_rows", "terms_csv", "terms_object"]

_COLUMNS = ("change", "term", "count", "before", "now")


def term_heads(language: str) -> list[str]:
    """Return the heads of the rows."""
    return [message(f"terms.column_{name}", language) for name in _COLUMNS]


def term_rows(new: Sequence[NewTerm], changes: TermChanges, language: str) -> list[list[str]]:
    """Return one row a term: what became of it, how often it is said, the rates before and now."""
    return [[message(f"terms.{row[0]}", language), *row[1:]] for row in _rows(new, changes)]


def terms_csv(new: Sequence[NewTerm], changes: TermChanges) -> str:
    """Return the terms as CSV, one line a term; the heads are the names of the JSON."""
    return csv_text([_COLUMNS, *_rows(new, changes)])


def terms_object(
    report: Report, earlier: Sequence[Report], new: Sequence[NewTerm], changes: TermChanges
) -> dict[str, Any]:
    """Return the terms as JSON values; rates are for 10,000 characters."""
    lists = {
        name: [_change(one) for one in getattr(changes, name)]
        for name in ("risen", "fallen", "gone")
    }
    return {
        "report_id": report.report_id,
        "title": report.title,
        "against": [one.title for one in earlier],
        "new": [
            {
                "term": one.term,
                "count": one.count,
                "elsewhere": one.elsewhere,
                "others": one.others,
            }
            for one in new
        ],
        **lists,
    }


def _rows(new: Sequence[NewTerm], changes: TermChanges) -> Iterator[list[str]]:
    for term in new:
        yield ["new", term.term, str(term.count), "", ""]
    named = (("risen", changes.risen), ("fallen", changes.fallen), ("gone", changes.gone))
    for name, found in named:
        for one in found:
            yield [name, one.term, str(one.count), f"{one.before:g}", f"{one.now:g}"]


def _change(one: TermChange) -> dict[str, Any]:
    return {"term": one.term, "count": one.count, "before": one.before, "now": one.now}
