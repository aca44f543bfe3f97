"""Citations and tables of answers as JSON lists, serialised and validated.

A cell quoted in the text has the index of its citation among those of the answer, any other one the
citation itself. Whatever does not fit the form is left out: a row without all cells, a value that
is not in its citation.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from qa.quotes import Citation
from qa.tables import CellStatus, FigureTable, TableCell, TableRow
from ui.conversations.stored_values import (
    decimal_of,
    list_of,
    mapping_of,
    number_of,
    text_of,
    texts_of,
)

__all__ = ["pack_citation", "pack_table", "unpack_citations", "unpack_table"]

_MOST_ROWS = 1_000  # places of a table; China has some 330 prefectures


def pack_citation(citation: Citation) -> list[object]:
    """Return a citation as JSON values."""
    return [
        citation.report_id,
        citation.title,
        citation.file,
        citation.paragraph,
        citation.start,
        citation.end,
        citation.excerpt,
        citation.text_start,
        citation.text_end,
    ]


def unpack_citations(packed: object) -> Iterator[Citation]:
    """Yield the citations of a list."""
    for row in list_of(packed):
        citation = _unpack_citation(row)
        if citation is not None:
            yield citation


def pack_table(
    table: FigureTable | None, citations: Sequence[Citation]
) -> dict[str, object] | None:
    """Return the table of an answer as JSON values; `citations` are those of the answer."""
    if table is None:
        return None
    places = {citation: place for place, citation in enumerate(citations)}
    return {
        "title": table.title,
        "indicator": table.indicator,
        "measure": table.measure,
        "unit": table.unit,
        "aspects": table.aspects,
        "over": table.over,
        "rows": [
            [row.label, row.year, row.region, [_pack_cell(cell, places) for cell in row.cells]]
            for row in table.rows
        ],
    }


def unpack_table(packed: object, citations: Sequence[Citation]) -> FigureTable | None:
    """Return the table; None if the value is not one with the aspects of its columns."""
    values = mapping_of(packed)
    aspects = texts_of(values.get("aspects"))
    rows = tuple(_unpack_rows(values.get("rows"), len(aspects), citations))
    if not rows:
        return None
    return FigureTable(
        title=text_of(values.get("title")),
        indicator=text_of(values.get("indicator")),
        measure=text_of(values.get("measure")),
        unit=text_of(values.get("unit")),
        aspects=aspects,
        over=text_of(values.get("over")),
        rows=rows,
    )


def _pack_cell(cell: TableCell, places: dict[Citation, int]) -> list[object]:
    proof: object = None
    if cell.citation is not None:
        proof = places.get(cell.citation)
        proof = pack_citation(cell.citation) if proof is None else proof
    return [
        cell.status.value,
        cell.aspect,
        cell.text,
        _written(cell.low),
        _written(cell.high),
        cell.bound,
        cell.unit,
        cell.indicator,
        proof,
    ]


def _written(value: Decimal | None) -> str | None:
    return None if value is None else f"{value:f}"


def _unpack_rows(packed: object, columns: int, citations: Sequence[Citation]) -> Iterator[TableRow]:
    for row in list_of(packed, _MOST_ROWS):
        values = list_of(row)
        if len(values) != 4:
            continue
        label, year, region, stored = values
        cells = tuple(
            cell for one in list_of(stored) if (cell := _unpack_cell(one, citations)) is not None
        )
        if cells and len(cells) == columns:
            yield TableRow(
                label=text_of(label),
                year=number_of(year, 0) or None,
                region=text_of(region) or None,
                cells=cells,
            )


def _unpack_cell(packed: object, citations: Sequence[Citation]) -> TableCell | None:
    values = list_of(packed)
    if len(values) != 9 or text_of(values[0]) not in set(CellStatus):
        return None
    status, aspect, said, low, high, bound, unit, indicator, packed_proof = values
    proof = _proof(packed_proof, citations)
    stated = status == CellStatus.STATED
    if stated != (proof is not None) or (proof is not None and text_of(said) not in proof.excerpt):
        return None
    return TableCell(
        status=CellStatus(text_of(status)),
        aspect=text_of(aspect),
        text=text_of(said),
        low=decimal_of(low),
        high=decimal_of(high),
        bound=text_of(bound),
        unit=text_of(unit),
        indicator=text_of(indicator),
        citation=proof,
    )


def _proof(packed: object, citations: Sequence[Citation]) -> Citation | None:
    place = number_of(packed, -1)
    if 0 <= place < len(citations):
        return citations[place]
    return _unpack_citation(packed)


def _unpack_citation(packed: object) -> Citation | None:
    cells = list_of(packed)
    if len(cells) != 9:
        return None
    return Citation(
        report_id=text_of(cells[0]),
        title=text_of(cells[1]),
        file=text_of(cells[2]),
        paragraph=number_of(cells[3], 0),
        start=number_of(cells[4], 0),
        end=number_of(cells[5], 0),
        excerpt=text_of(cells[6]),
        text_start=number_of(cells[7], 0),
        text_end=number_of(cells[8], 0),
    )
