"""CSV and JSON lines: one report a row, a column with its text and columns with what it is."""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from embeddings.errors import FormatError
from embeddings.reading.document import Document
from embeddings.reading.encoding import Decoded, decode
from embeddings.reading.plain import split_lines
from embeddings.records import SourceFile

__all__ = ["COLUMNS", "read_csv", "read_jsonl"]

COLUMNS: Mapping[str, tuple[str, ...]] = {  # field → names that a column for it may have
    "text": (
        "text",
        "content",
        "body",
        "report",
        "正文",
        "内容",
        "全文",
        "文本",
        "报告内容",
        "报告全文",
    ),
    "title": ("title", "标题", "题目", "报告名称", "报告标题", "名称"),
    "year": ("year", "年份", "年度", "年"),
    "region": (
        *("region", "place", "地区", "区域", "county", "区县", "县"),
        *("city", "城市", "地市", "市", "province", "省份", "省"),
    ),
    "issuer": ("issuer", "发布机构", "机构", "政府"),
    "date": ("date", "日期", "时间", "报告日期"),
}
_LONGEST_FIELD = 50_000_000  # characters; csv's own limit of 131,072 is shorter than some reports


def read_csv(data: bytes, source: SourceFile, *, encoding: str | None = None) -> list[Document]:
    """Return one document for each row of a CSV file that has text.

    Raises `FormatError` where no column holds the text, naming the columns found.
    """
    decoded = decode(data, name=source.name, encoding=encoding)
    header = decoded.text.partition("\n")[0]
    delimiter = max(",\t;", key=header.count)
    limit = csv.field_size_limit(_LONGEST_FIELD)
    try:
        rows = list(csv.DictReader(io.StringIO(decoded.text, newline=""), delimiter=delimiter))
    except csv.Error as err:
        raise FormatError("csv_malformed", name=source.name, reason=err) from err
    finally:
        csv.field_size_limit(limit)
    named = ((number, _strings(row)) for number, row in enumerate(rows, 2))
    return _documents(named, source, decoded)


def read_jsonl(data: bytes, source: SourceFile, *, encoding: str | None = None) -> list[Document]:
    """Return one document for each line of a JSON lines file that has text.

    Raises `FormatError` for a line that is no JSON object, and for test sets.
    """
    decoded = decode(data, name=source.name, encoding=encoding)
    return _documents(_json_rows(decoded.text, source.name), source, decoded)


def _json_rows(text: str, name: str) -> Iterator[tuple[int, dict[str, str]]]:
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (json.JSONDecodeError, RecursionError) as err:
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


def _documents(
    rows: Iterable[tuple[int, dict[str, str]]], source: SourceFile, decoded: Decoded
) -> list[Document]:
    documents: list[Document] = []
    columns: list[str] = []
    for number, row in rows:
        columns = columns or list(row)
        fields = {name: _field(row, COLUMNS[name]) for name in COLUMNS}
        text = fields.pop("text")
        if text.strip():
            documents.append(
                Document(
                    lines=split_lines(text),
                    source=replace(
                        source, name=f"{source.name}#{number}", encoding=decoded.encoding
                    ),
                    metadata={name: value for name, value in fields.items() if value},
                    notices=(decoded.notice,) if decoded.notice else (),
                )
            )
    if not documents:
        raise FormatError(
            "table_without_text",
            name=source.name,
            found=tuple(columns) or "—",
            wanted=tuple(COLUMNS["text"]),
        )
    return documents


def _field(row: Mapping[str, str], names: Iterable[str]) -> str:
    folded = {key.casefold(): value.strip() for key, value in row.items()}
    return next((folded[name] for name in names if folded.get(name)), "")
