"""Several cells → the draft of a table."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from embeddings.facts.records import Aspect
from embeddings.messages import Message
from qa.answer.citations import cite
from qa.answer.drafts.draft import Draft
from qa.answer.figures.calculations import say_calculated
from qa.answer.figures.statements import LABELS, AnswerText, proof_of
from qa.answer.figures.tables import columns, grid_table, say_rows
from qa.facts.asked_measure import AskedAspect
from qa.facts.asked_operation import COMPARING, Across, Operation
from qa.facts.frames import FigureQuestion
from qa.facts.grid import Grid, read_grid
from qa.facts.rows import FactScope, GridCell
from qa.quotes import Citation
from qa.tables import CellStatus, FigureTable

__all__ = ["ROWS_OF_A_SENTENCE", "cell_proof", "is_table", "table_draft"]

ROWS_OF_A_SENTENCE = 2  # more rows are a table
_CALCULATED = frozenset(
    {
        Operation.RANK,
        Operation.FILTER,
        Operation.FIRST,
        Operation.CHANGED,
        Operation.MEAN,
        Operation.MET,
    }
)
_NEEDING = (Operation.FILTER, Operation.FIRST)  # are not answered by a list of all
_ENOUGH = 0.25  # as many results as targets, to compute over results
_MISSING_NAMED = 12  # rows without a value; of more only these are named
_MANY = {
    "cells_no_report": "cells_no_report_many",
    "cells_not_found": "cells_not_found_many",
}
_ROWS_TOLD = 60  # rows listed in the text; the table has all of them


def table_draft(asked: FigureQuestion, grid: Grid, scope: FactScope) -> Draft | None:
    """Return the answer as a table, with what is computed from it before its rows."""
    rows_asked = asked.by_year or asked.task.operation in COMPARING
    if not rows_asked and asked.across is Across.YEARS and grid.stated < ROWS_OF_A_SENTENCE:
        return None  # one year of several: another figure was meant
    answer = AnswerText()
    computes = asked.task.operation in _CALCULATED
    unsaid = computes and grid.frame.aspect is AskedAspect.UNSAID  # computed over, not listed
    aspects = _results_first(grid) if unsaid else columns(grid)
    before = None
    if asked.task.operation is Operation.CHANGED:
        before = _year_before(asked, grid, scope)
    if unsaid and aspects[0] is AskedAspect.TARGET:
        answer.say(f"{LABELS[Aspect.TARGET]}：", "aspect")
    calculated = computes and say_calculated(answer, asked.task, grid, aspects[0], before)
    if not calculated and asked.task.operation in _NEEDING:
        return None
    cited: dict[int, Citation] = {}
    if not calculated or asked.task.operation is Operation.MET:
        told = AnswerText()
        cited = say_rows(told, grid, grid.rows[:_ROWS_TOLD], aspects)
        if answer.text:
            answer.join("；")
        shift = len(answer.text)
        answer.text += told.text
        moved = {id(citation): citation.moved(shift) for citation in told.citations}
        cited = {key: moved[id(citation)] for key, citation in cited.items()}
        answer.citations += moved.values()
        answer.computed += told.computed
        answer.spans += told.spans
    table = grid_table(grid, aspects, lambda cell: cited.get(id(cell)) or cell_proof(cell))
    crossing = asked.task.operation is Operation.FIRST  # tells itself what is missing between
    return answer.draft(() if crossing else _missing_notices(table), table)


def _results_first(grid: Grid) -> tuple[AskedAspect, ...]:
    """Return the columns, that of results first if there are enough to compute over."""
    aspects = columns(grid)
    stated = Counter(cell.aspect for cell in grid.cells if cell.match is not None)
    results = stated[AskedAspect.RESULT]
    if results < max(ROWS_OF_A_SENTENCE, _ENOUGH * max(stated.values())):
        return aspects
    return (AskedAspect.RESULT, *(one for one in aspects if one is not AskedAspect.RESULT))


def _year_before(asked: FigureQuestion, grid: Grid, scope: FactScope) -> Grid:
    frame = grid.frame
    year = grid.rows[0].period[0] - 1
    return read_grid(asked, replace(frame, periods=((year, year),)), scope)


def cell_proof(cell: GridCell) -> Citation | None:
    """Return the citation of a cell that the text does not quote."""
    if cell.match is None:
        return None
    return cite(
        cell.match.report, proof_of(cell.match.fact, cell.match.report), text_start=0, text_end=0
    )


def _missing_notices(table: FigureTable) -> tuple[Message, ...]:
    """Return the notices on rows without a value: no report, or not stated in the report."""
    absent: dict[CellStatus, list[str]] = {CellStatus.NO_REPORT: [], CellStatus.NOT_FOUND: []}
    for row in table.rows:
        lacking = [cell for cell in row.cells if not cell.stated]
        if len(lacking) == len(row.cells):
            absent[lacking[0].status].append(row.label)
    codes = {CellStatus.NO_REPORT: "cells_no_report", CellStatus.NOT_FOUND: "cells_not_found"}
    return tuple(_named(codes[status], labels) for status, labels in absent.items() if labels)


def _named(code: str, labels: Sequence[str]) -> Message:
    """Return a notice on rows, the first of many by their names; the table has all of them."""
    if len(labels) <= _MISSING_NAMED:
        return Message(code, labels=tuple(labels))
    return Message(_MANY[code], labels=tuple(labels[:_MISSING_NAMED]), count=len(labels))


def is_table(asked: FigureQuestion, grids: list[Grid], *, apart: bool) -> bool:
    """Whether the answer has rows; `apart` if the question asks for each of several places."""
    if len(grids) > 1 or grids[0].increase:
        return False
    rows = len(grids[0].rows)
    two = rows == ROWS_OF_A_SENTENCE and all(row.stated for row in grids[0].rows)
    if two and asked.task.operation in COMPARING:
        return False  # 2017年和2018年哪年高: both, and which it is
    told = sum(bool(row.stated) for row in grids[0].rows)
    if apart and grids[0].over == "places" and 0 < told < rows:
        return True  # one of two places is told to be missing
    if asked.across is Across.YEARS and rows == 1 and not asked.by_year:
        return False  # 2003到2007这五年: one figure of the whole span
    return (
        asked.across is not None
        or rows > ROWS_OF_A_SENTENCE
        or asked.task.operation in (Operation.RANK, Operation.FILTER, Operation.CHANGED)
    )
