"""Escaping of text for Markdown, tables included, and for spreadsheet cells."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence

from qa.markup.plain_text import one_line

__all__ = ["csv_text", "markdown_table", "markdown_text", "spreadsheet_cell"]

_SIGNS = {ord(sign): f"\\{sign}" for sign in "\\`*_{}[]<>#+|~!"}
# Beginning of a bare address; escaped there, it is no link.
_ADDRESS = re.compile(r"(?<=:)/(?=/)|(?<=www)\.|@", re.IGNORECASE)
# Beginning of a formula in spreadsheets, full-width as well, some of which skip white space before
# it; numbers are excluded.
_FORMULA = re.compile(r"[\t\r\n]|\s*(?:[=+@＝＋－＠]|-(?!\d+(?:\.\d+)?$))")


def markdown_text(text: str) -> str:
    """Return text escaped for Markdown, on one line and without links."""
    return _ADDRESS.sub(r"\\\g<0>", one_line(text).translate(_SIGNS))


def markdown_table(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield the lines of a table, every cell escaped; its heads are the first row."""
    heads, *others = rows
    yield _markdown_row(heads)
    yield "|" + " --- |" * len(heads)
    yield from map(_markdown_row, others)


def spreadsheet_cell(text: str) -> str:
    """Return text for a cell of a CSV file or workbook, an apostrophe before a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def csv_text(rows: Iterable[Sequence[str]]) -> str:
    """Return rows as CSV for spreadsheets, with a byte-order mark and without formulas.

    A cell that begins like a formula is preceded by an apostrophe.
    """
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerows([spreadsheet_cell(cell) for cell in row] for row in rows)
    return "\ufeff" + written.getvalue()


def _markdown_row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(map(markdown_text, cells))} |"
