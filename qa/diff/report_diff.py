"""Two reports side by side: every statement of both."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import replace

from embeddings.encoders.encoder import Encoder
from embeddings.facts.records import Fact
from embeddings.records import Report
from qa.diff.alignment import aligned, in_order, left_over, statement_chances
from qa.diff.figure_changes import figure_changes
from qa.diff.records import DiffStatement, FigureChange, Pairing, PairKind, ReportDiff
from qa.diff.rewording import compare_wordings
from qa.diff.statements import bare_words, statements_of

__all__ = ["compare_reports"]


def compare_reports(
    old: Report,
    new: Report,
    encoder: Encoder,
    facts: tuple[Sequence[Fact], Sequence[Fact]],
) -> ReportDiff:
    """Return the aligned statements of both reports.

    They are in the later report's order; a removed statement comes after the one that it followed
    in the earlier report. `facts` are those of both, the earlier report's first.
    """
    before, after = statements_of(old), statements_of(new)
    chances = statement_chances(before, after, encoder)
    matches = aligned(before, after, chances)
    partners = {column: row for row, column, _ in matches}
    split, merged = left_over(matches, chances)
    figures = figure_changes(old, new, (before, after), facts, chances, partners)
    kept = in_order(matches)
    gone = _gone_after(before, {row: column for row, column, _ in matches}, merged)
    pairings = [_gone(statement) for statement in gone.get(-1, ())]
    for column, statement in enumerate(after):
        row = partners.get(column, split.get(column))
        changes = figures.get(column, ())
        if row is None:
            nearest = float(chances[:, column].max()) if before else 0.0
            pairings.append(_new(statement, nearest, changes))
        else:
            pairing = _pairing(before[row], statement, float(chances[row, column]), changes)
            held = tuple(before[one] for one, holder in merged.items() if holder == column)
            alone = column in partners
            pairings.append(
                replace(pairing, moved=alone and column not in kept, split=not alone, merged=held)
            )
        pairings += [_gone(other) for other in gone.get(column, ())]
    return ReportDiff(
        old_id=old.report_id,
        old_title=old.title,
        new_id=new.report_id,
        new_title=new.title,
        pairings=tuple(pairings),
    )


def _new(statement: DiffStatement, nearest: float, figures: tuple[FigureChange, ...]) -> Pairing:
    return Pairing(
        kind=PairKind.NEW,
        old=None,
        new=statement,
        similarity=0.0,
        nearest=nearest,
        figures=figures,
    )


def _pairing(
    old: DiffStatement, new: DiffStatement, chance: float, figures: tuple[FigureChange, ...]
) -> Pairing:
    pairing = Pairing(kind=PairKind.SAME, old=old, new=new, similarity=chance, figures=figures)
    if bare_words(old.text) == bare_words(new.text):
        return pairing
    reworded = compare_wordings(old, new)
    return replace(pairing, kind=PairKind.REWORDED, removed=reworded.removed, added=reworded.added)


def _gone_after(
    before: Sequence[DiffStatement], became: Mapping[int, int], merged: Container[int]
) -> dict[int, list[DiffStatement]]:
    """Return the removed statements, by the later statement that each comes after."""
    found: dict[int, list[DiffStatement]] = {}
    place = -1
    for row, statement in enumerate(before):
        if row in became:
            place = became[row]
        elif row not in merged:
            found.setdefault(place, []).append(statement)
    return found


def _gone(statement: DiffStatement) -> Pairing:
    return Pairing(kind=PairKind.GONE, old=statement, new=None, similarity=0.0)
