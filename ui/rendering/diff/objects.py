"""Comparisons of reports as JSON objects; offsets count code points of stored text."""

from collections.abc import Iterable
from typing import Any

from embeddings.facts.records import Fact
from embeddings.records import Report
from qa.diff.brief import Brief, ChangePlace
from qa.diff.records import DiffStatement, Pairing, ReportDiff, TextSpan
from qa.diff.targets import TargetRow
from qa.diff.words.mentions import Mention, SharedStatement
from qa.diff.words.term_counts import Occurrence, TermHistory
from ui.rendering.diff.values import difference_text, fact_text

__all__ = ["brief_object", "diff_object", "shared_object", "target_objects", "term_object"]


def diff_object(diff: ReportDiff) -> dict[str, Any]:
    """Return a diff; a pairing's `old` or `new` is null if it is missing."""
    return {
        "old": {"report_id": diff.old_id, "title": diff.old_title},
        "new": {"report_id": diff.new_id, "title": diff.new_title},
        "pairings": [_pairing(pairing) for pairing in diff.pairings],
    }


def target_objects(rows: Iterable[TargetRow], old: Report, new: Report) -> list[dict[str, Any]]:
    """Return the targets, each value with its place."""
    return [
        {
            "indicator": row.indicator,
            "measure": row.measure.value,
            "old": _fact(row.old, old),
            "result": _fact(row.result, new),
            "new": _fact(row.new, new),
            "difference": difference_text(row) if row.difference is not None else None,
            "verdict": row.verdict.value,
        }
        for row in rows
    ]


def shared_object(shared: SharedStatement) -> dict[str, Any]:
    """Return a sentence that two reports share, with its place in both."""
    return {"old": _statement(shared.one), "new": _statement(shared.other)}


def term_object(
    history: TermHistory, found: Iterable[Mention], places: Iterable[Occurrence]
) -> dict[str, Any]:
    """Return the counts of a term, the best sentence of each report that has it, every place."""
    return {
        "term": history.term,
        "total": history.total,
        "reports": [
            {
                "report_id": one.report_id,
                "title": one.title,
                "year": one.year,
                "region": one.region,
                "count": one.count,
                "per_10_000": one.per_10_000,
            }
            for one in history.counts
        ],
        "mentions": [
            {
                "report_id": one.report_id,
                "title": one.title,
                "paragraph": one.paragraph,
                "start": one.start,
                "end": one.end,
                "excerpt": one.sentence,
            }
            for one in found
        ],
        "places": [
            {
                "report_id": one.report_id,
                "paragraph": one.paragraph,
                "start": one.start,
                "end": one.end,
            }
            for one in places
        ],
    }


def brief_object(brief: Brief) -> dict[str, Any]:
    """Return a brief."""
    earlier = brief.earlier
    return {
        "report_id": brief.report.report_id,
        "title": brief.report.title,
        "earlier": earlier.title if earlier is not None else None,
        "characters": brief.characters,
        "sections": [
            {"title": s.title, "paragraph": s.paragraph, "characters": s.characters}
            for s in brief.sections
        ],
        "targets": target_objects(brief.targets, earlier, brief.report)
        if earlier is not None
        else [],
        "new_terms": [
            {
                "term": one.term.term,
                "count": one.term.count,
                "paragraph": one.paragraph,
                "start": one.start,
                "end": one.end,
            }
            for one in brief.terms
        ],
        "against": brief.against,
        "risen": [_change(one) for one in brief.risen],
        "fallen": [_change(one) for one in brief.fallen],
        "gone": [_change(one) for one in brief.gone],
    }


def _change(one: ChangePlace) -> dict[str, Any]:
    return {
        "term": one.change.term,
        "before": one.change.before,
        "now": one.change.now,
        "report_id": one.report.report_id,
        "paragraph": one.paragraph,
        "start": one.start,
        "end": one.end,
    }


def _pairing(pairing: Pairing) -> dict[str, Any]:
    return {
        "kind": pairing.kind.value,
        "moved": pairing.moved,
        "split": pairing.split,
        "similarity": round(pairing.similarity, 4),
        "old": _statement(pairing.old),
        "merged": [_statement(statement) for statement in pairing.merged],
        "new": _statement(pairing.new),
        "figures": [
            {
                "old": change.old_text,
                "new": change.new_text,
                "old_span": _span(change.old),
                "old_paragraph": change.old_paragraph,
                "new_span": _span(change.new),
            }
            for change in pairing.figures
        ],
        "removed": [_span(span) for span in pairing.removed],
        "added": [_span(span) for span in pairing.added],
    }


def _statement(statement: DiffStatement | None) -> dict[str, Any] | None:
    if statement is None:
        return None
    return {
        "paragraph": statement.paragraph,
        "start": statement.start,
        "end": statement.end,
        "section": statement.section,
        "text": statement.text,
    }


def _span(span: TextSpan) -> list[int]:
    return [span.start, span.end]


def _fact(fact: Fact | None, report: Report) -> dict[str, Any] | None:
    if fact is None:
        return None
    return {
        "text": fact_text(fact, report),
        "report_id": fact.report_id,
        "paragraph": fact.paragraph,
        "start": fact.start,
        "end": fact.end,
        "excerpt": report.text[fact.clause_start : fact.clause_end],
    }
