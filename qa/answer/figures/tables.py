"""A grid as a table: one row a year or place, every stated cell quoted and cited."""

from collections import Counter
from collections.abc import Callable, Sequence

from embeddings.lazy_regex import lazy_regex
from qa.answer.figures.statements import AnswerText, value_text
from qa.facts.asked_measure import AskedAspect, AskedMeasure
from qa.facts.grid import Grid
from qa.facts.intervals import bound_of
from qa.facts.rows import GridCell, GridRow
from qa.quotes import Citation
from qa.tables import CellStatus, FigureTable, TableCell, TableRow

__all__ = ["columns", "grid_table", "row_label", "say_rows"]

_ASPECT_NAMES = {AskedAspect.TARGET: "target", AskedAspect.RESULT: "result"}
_ASPECT_WORDS = {AskedAspect.TARGET: "目标", AskedAspect.RESULT: "实际"}
_SAYS_GROWTH = lazy_regex("增|涨|升|降|速|幅|率|价|cpi|ppi")  # asked by a word of growth
_MEASURE_WORDS = {
    AskedMeasure.GROWTH: "增长",
    AskedMeasure.YEARLY_GROWTH: "年均增长",
    AskedMeasure.INCREASE: "增加",
    AskedMeasure.SHARE: "占比",
    AskedMeasure.POINTS: "变化",
}


def columns(grid: Grid) -> tuple[AskedAspect, ...]:
    """Return the aspects of a table: those asked for, else those of most cells."""
    asked = [cell.aspect for cell in grid.rows[0].cells] if grid.rows else []
    if grid.frame.aspect is not AskedAspect.UNSAID:
        return tuple(asked)
    stated = Counter(cell.aspect for cell in grid.cells if cell.match is not None)
    most = max(stated.values(), default=0)
    kept = tuple(aspect for aspect in asked if most and 2 * stated[aspect] >= most)
    return kept or tuple(asked[:1])


def row_label(grid: Grid, row: GridRow) -> str:
    """Return the label of a row: its place, or its year."""
    first, last = row.period
    year = f"{first}年" if first == last else f"{first}—{last}年"
    if grid.over == "places" and row.place:
        several = any(other.period != row.period for other in grid.rows)
        return f"{row.place}{year}" if several else row.place
    return year


def say_rows(
    answer: AnswerText,
    grid: Grid,
    rows: Sequence[GridRow],
    aspects: Sequence[AskedAspect],
) -> dict[int, Citation]:
    """Add the rows that have a value, and return the citation of each cell by its identity."""
    cited: dict[int, Citation] = {}
    for row in rows:
        cells = [cell for aspect in aspects if (cell := row.cell(aspect)) and cell.match]
        if not cells:
            continue
        answer.join("；")
        match = cells[0].match
        operation = "place" if grid.over == "places" else "year"
        answer.say(f"{row_label(grid, row)}：", operation, match.report.title if match else "")
        for number, cell in enumerate(cells):
            answer.join("，" if number else "")
            unasked = grid.frame.aspect is AskedAspect.UNSAID
            if len(aspects) > 1 or unasked:
                answer.say(_ASPECT_WORDS[cell.aspect], "aspect")
            risen = cell.match is None or cell.match.fact.direction >= 0
            if (
                risen
                and grid.frame.measure is AskedMeasure.GROWTH
                and not _SAYS_GROWTH.search(grid.frame.said)
            ):
                answer.say(_MEASURE_WORDS[AskedMeasure.GROWTH], "measure")
            if cell.match is not None:
                cited[id(cell)] = answer.quote(cell.match, whole=False)
    return cited


def grid_table(
    grid: Grid,
    aspects: Sequence[AskedAspect],
    cited: Callable[[GridCell], Citation | None],
) -> FigureTable:
    """Return the table of a grid; `cited` gives the citation of a stated cell."""
    rows = tuple(
        TableRow(
            label=row_label(grid, row),
            year=row.period[0] if row.period[0] == row.period[1] else None,
            region=row.place or None,
            cells=tuple(_cell(row.cell(aspect), aspect, cited) for aspect in aspects),
        )
        for row in grid.rows
    )
    units = Counter(cell.unit for row in rows for cell in row.cells if cell.stated)
    return FigureTable(
        title=_title(grid, aspects),
        indicator=grid.frame.said,
        measure=grid.frame.measure.value,
        unit=units.most_common(1)[0][0] if units else "",
        aspects=tuple(_ASPECT_NAMES[aspect] for aspect in aspects),
        over=grid.over,
        rows=rows,
    )


def _cell(
    cell: GridCell | None, aspect: AskedAspect, cited: Callable[[GridCell], Citation | None]
) -> TableCell:
    if cell is None or cell.match is None:
        status = cell.status if cell is not None else CellStatus.NOT_FOUND
        return TableCell(status=status, aspect=_ASPECT_NAMES[aspect])
    fact = cell.match.fact
    return TableCell(
        status=CellStatus.STATED,
        aspect=_ASPECT_NAMES[aspect],
        text=value_text(fact, cell.match.report)[1],
        low=fact.low,
        high=fact.high,
        bound=bound_of(fact),
        unit=fact.unit,
        indicator="".join(fact.restrictions) + fact.indicator,
        citation=cited(cell),
    )


def _title(grid: Grid, aspects: Sequence[AskedAspect]) -> str:
    """Return the title of a table: indicator, measure, aspect, and the years or places."""
    measure = _MEASURE_WORDS.get(grid.frame.measure, "")
    aspect = "与".join(_ASPECT_WORDS[one] for one in aspects)
    name = grid.frame.said
    measured = "" if measure and measure in name else measure
    spans = [row.period for row in grid.rows]
    if not spans:
        return name
    first, last = min(spans)[0], max(span[1] for span in spans)
    when = f"{first}年" if first == last else f"{first}—{last}年"
    told = aspect if aspect and aspect not in name else ""
    return " ".join(part for part in (name, measured, told) if part) + f"，{when}"
