"""Text that stays text in a file: in Markdown, and in a cell of a spreadsheet."""

import csv
import io
import re
from collections.abc import Iterable, Sequence

from qa.markup.plain_text import one_line

__all__ = ["csv_text", "markdown_text", "spreadsheet_cell"]

_SIGNS = {ord(sign): f"\\{sign}" for sign in "\\`*_{}[]<>#+|~!"}
# where an address begins that stands for itself; escaped there, it is no link
_ADDRESS = re.compile(r"(?<=:)/(?=/)|(?<=www)\.|@", re.IGNORECASE)
# what spreadsheets take for the beginning of a formula, full-width as well; a number is none
_FORMULA = re.compile(r"[=+@\t\r＝＋－＠]|-(?!\d+(?:\.\d+)?$)")


def markdown_text(text: str) -> str:
    """Return text as Markdown that shows it letter by letter, on one line, and links to nothing."""
    return _ADDRESS.sub(r"\\\g<0>", one_line(text).translate(_SIGNS))


def spreadsheet_cell(text: str) -> str:
    """Return text for a cell of a CSV file or workbook, an apostrophe before what would compute."""
    return f"'{text}" if _FORMULA.match(text) else text


def csv_text(rows: Iterable[Sequence[str]]) -> str:
    """Return rows as CSV for a spreadsheet: with a byte order mark, and no cell a formula.

    A cell that begins as a formula does is data here; an apostrophe before it says so.
    """
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerows([spreadsheet_cell(cell) for cell in row] for row in rows)
    return "\ufeff" + written.getvalue()
