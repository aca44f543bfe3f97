"""CSV and JSON lines → rows."""

import csv
import io
import json
from collections.abc import Iterator, Mapping

from embeddings.errors import FormatError
from embeddings.reading.document import Document
from embeddings.reading.encoding import decode
from embeddings.reading.tables import Cell
from embeddings.reading.tabular.columns import read_grid, reports_of_rows
from embeddings.records import SourceFile
from embeddings.text.json_text import parse_json

__all__ = ["is_question_column", "read_csv", "read_jsonl"]

_QUESTION_NAMES = ("question", "问题", "提问")
_LONGEST_FIELD = 50_000_000  # characters; csv's own limit of 131,072 is shorter than some reports


def is_question_column(name: str) -> bool:
    """Return whether a column's name is that of the questions of a test set."""
    return name.strip().casefold() in _QUESTION_NAMES


def read_csv(data: bytes, source: SourceFile, *, encoding: str | None = None) -> list[Document]:
    """Return one document for each row of a CSV file with text, else one of statements.

    Raises `FormatError` if there is neither text nor a figure, naming the columns found, and for
    test sets.
    """
    decoded = decode(data, name=source.name, encoding=encoding)
    header = decoded.text.partition("\n")[0]
    delimiter = max(",\t;", key=header.count)
    limit = csv.field_size_limit(_LONGEST_FIELD)
    try:
        rows = list(csv.reader(io.StringIO(decoded.text, newline=""), delimiter=delimiter))
    except csv.Error as err:
        raise FormatError("csv_malformed", name=source.name, reason=err) from err
    finally:
        csv.field_size_limit(limit)
    grid = [[Cell(text=text.strip()) for text in row] for row in rows if any(row)]
    if grid and any(is_question_column(cell.text) for cell in grid[0]):
        raise FormatError("test_set_no_report", name=source.name, line=1)
    return read_grid(grid, source, decoded)


def read_jsonl(data: bytes, source: SourceFile, *, encoding: str | None = None) -> list[Document]:
    """Return one document for each line of a JSON lines file with text.

    Raises `FormatError` for a line that is no JSON object, and for test sets.
    """
    decoded = decode(data, name=source.name, encoding=encoding)
    return reports_of_rows(_json_rows(decoded.text, source.name), source, decoded)


def _json_rows(text: str, name: str) -> Iterator[tuple[int, dict[str, str]]]:
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = parse_json(line)
        except json.JSONDecodeError as err:
            raise FormatError("json_line_malformed", name=name, line=number, reason=err) from err
        if not isinstance(row, dict):
            raise FormatError(
                "json_line_no_object", name=name, line=number, found=type(row).__name__
            )
        if "question" in row:
            raise FormatError("test_set_no_report", name=name, line=number)
        yield number, _strings(row)


def _strings(row: Mapping[str | None, object]) -> dict[str, str]:
    return {
        key.strip(): str(value).encode("utf-8", "ignore").decode()  # JSON may hold half surrogates
        for key, value in row.items()
        if key is not None and isinstance(value, str | int | float)
    }
