"""Figures stated in a sentence: one value, the operands of a comparison, several in one quote."""

from embeddings.messages import Message
from qa.answer.drafts.draft import Draft
from qa.answer.figures.calculations import (
    say_difference,
    say_larger,
    say_times,
    say_trend,
    say_verdict,
    values_of,
)
from qa.answer.figures.derived import say_increase
from qa.answer.figures.single import say_single, say_together, shown_matches
from qa.answer.figures.statements import AnswerText, proof_of
from qa.answer.figures.table_draft import ROWS_OF_A_SENTENCE
from qa.answer.figures.tables import columns, say_rows
from qa.facts.asked_measure import AskedAspect, AskedMeasure
from qa.facts.asked_operation import COMPARING, Operation
from qa.facts.frames import FigureQuestion
from qa.facts.grid import Grid
from qa.facts.intervals import AT_LEAST, AT_MOST
from qa.facts.lookup import FactMatch
from qa.facts.rows import GridRow

__all__ = ["said_in_a_sentence"]

_OPEN = (AT_LEAST, AT_MOST)
_CLAUSE_MOST = 60  # characters of one quote with several figures


def said_in_a_sentence(asked: FigureQuestion, grids: list[Grid]) -> Draft | None:
    """Return the answer in a sentence: one value, or the two operands of a comparison."""
    answer = AnswerText()
    together = _in_one_clause(grids)
    if together:
        say_together(answer, together)
        _subtract(answer, asked, grids)
        return answer.draft(_single_notices(grids))
    for grid in _without_repeated(grids):
        answer.join("；")
        if grid.increase:
            say_increase(answer, grid)
        elif len(grid.rows) > 1:
            if not all(row.stated for row in grid.rows):
                return None
            told = _compared_columns(asked, grid)
            say_rows(answer, grid, grid.rows, told)
            if not _compare(answer, asked, grid, told[0]):
                return answer.draft((*_single_notices(grids), Message("figures_not_compared")))
        else:
            row = grid.rows[0]
            met = asked.task.operation is Operation.MET
            both = grid.frame.aspect is AskedAspect.BOTH and not met
            if both and any(not c.match for c in row.cells):
                return None
            shown = shown_matches(grid.frame, row, alone=len(grids) == 1)
            say_single(answer, grid.frame, shown)
            if met:
                if not say_verdict(answer, grid, row) and _lacks_target(row):
                    unknown = Message("target_unknown", year=row.period[1])
                    return answer.draft((*_single_notices(grids), unknown))
            elif asked.task.operation is Operation.DIFFERENCE:
                values = [value for aspect in columns(grid) for value in values_of(grid, aspect)]
                if len(values) == ROWS_OF_A_SENTENCE:
                    say_difference(answer, *values)
    _subtract(answer, asked, grids)
    return answer.draft(_single_notices(grids))


def _subtract(answer: AnswerText, asked: FigureQuestion, grids: list[Grid]) -> None:
    """Add the difference of two figures of one measure: 农村居民收入增速比城镇高多少."""
    two = len(grids) == ROWS_OF_A_SENTENCE and all(len(grid.rows) == 1 for grid in grids)
    if not two or asked.task.operation not in (Operation.DIFFERENCE, Operation.TIMES):
        return
    if len({grid.frame.measure for grid in grids}) > 1 or any(grid.increase for grid in grids):
        return
    values = [value for grid in grids for value in values_of(grid, columns(grid)[0])]
    if len(values) != ROWS_OF_A_SENTENCE:
        return
    if asked.task.operation is Operation.TIMES:
        say_times(answer, *values)
    else:
        say_difference(answer, *values)


def _lacks_target(row: GridRow) -> bool:
    """Whether a row has a result and no target to hold it against."""
    result, target = row.cell(AskedAspect.RESULT), row.cell(AskedAspect.TARGET)
    stated = result is not None and result.match is not None
    return stated and (target is None or target.match is None)


def _without_repeated(grids: list[Grid]) -> list[Grid]:
    """Return the grids without single amounts that an increase states as well."""
    increases = [grid for grid in grids if grid.increase]
    return [
        grid
        for grid in grids
        if grid.increase
        or len(grid.rows) > 1
        or not any(
            grid.frame.name == other.frame.name
            and grid.frame.measure is AskedMeasure.LEVEL
            and grid.rows[0].period == other.rows[0].period
            for other in increases
        )
    ]


def _in_one_clause(grids: list[Grid]) -> list[FactMatch]:
    """Return the facts of several figures that are close enough for one quote."""
    if len(grids) < ROWS_OF_A_SENTENCE or any(len(grid.rows) > 1 for grid in grids):
        return []
    found = [shown_matches(grid.frame, grid.rows[0], alone=False) for grid in grids]
    matches = [some[0] for some in found if len(some) == 1]
    places = {(match.report.report_id, match.fact.paragraph) for match in matches}
    first = min((proof_of(match.fact, match.report).start for match in matches), default=0)
    last = max((match.fact.end for match in matches), default=0)
    close = len(matches) == len(grids) and len(places) == 1 and last - first <= _CLAUSE_MOST
    return matches if close else []


def _compared_columns(asked: FigureQuestion, grid: Grid) -> tuple[AskedAspect, ...]:
    """Return the columns that are said: of a comparison the first that every row has, alone."""
    said = columns(grid)
    if grid.frame.aspect is not AskedAspect.UNSAID or asked.task.operation not in COMPARING:
        return said
    whole = [
        aspect
        for aspect in said
        if all((cell := row.cell(aspect)) is not None and cell.match for row in grid.rows)
    ]
    return tuple(whole[:1]) or said


def _compare(answer: AnswerText, asked: FigureQuestion, grid: Grid, aspect: AskedAspect) -> bool:
    """Add the difference, or which is larger, of two rows in the column `aspect`.

    Returns:
        False if both are stated and their units differ.
    """
    values = values_of(grid, aspect)
    operation = asked.task.operation
    if len(values) != ROWS_OF_A_SENTENCE:
        stated = [cell for row in grid.rows if (cell := row.cell(aspect)) and cell.match]
        return operation not in COMPARING or len(stated) != ROWS_OF_A_SENTENCE
    one, other = values
    unsaid = grid.frame.aspect is not AskedAspect.TARGET
    if unsaid and one.bound in _OPEN and other.bound in _OPEN:
        return True  # 500亿斤以上 in both years tells nothing of the amounts
    if operation is Operation.DIFFERENCE:
        say_difference(answer, one, other)
    elif operation is Operation.LARGER or operation is Operation.RANK:
        say_larger(answer, one, other, least=asked.task.least)
    elif operation is Operation.TREND:
        now, before = (one, other) if one.label > other.label else (other, one)
        say_trend(answer, now, before)
    return True


def _single_notices(grids: list[Grid]) -> tuple[Message, ...]:
    """Return the notices on a single value: it is only a target, or it fell instead of growing."""
    told = []
    for grid in grids:
        for row in grid.rows:
            result, target = row.cell(AskedAspect.RESULT), row.cell(AskedAspect.TARGET)
            if result is not None and target is not None and not result.match and target.match:
                told.append(Message("only_target", year=row.period[1]))
            for cell in row.cells:
                fell = cell.match is not None and cell.match.fact.direction < 0
                if fell and grid.frame.direction > 0:
                    told.append(Message("fell_not_grew"))
    return tuple(dict.fromkeys(told))
