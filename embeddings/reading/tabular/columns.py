"""Rows of a table → reports: one per row if a column has text, else statements of figures."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePath

from embeddings.errors import FormatError
from embeddings.language.unit_heads import are_units, unit_line, unit_of
from embeddings.messages import Message
from embeddings.reading.document import Document, Line
from embeddings.reading.encoding import Decoded
from embeddings.reading.plain import split_lines
from embeddings.reading.tables import Cell, has_figures, is_caption, table_lines
from embeddings.records import Kind, SourceFile

__all__ = ["COLUMNS", "read_grid", "reports_of_rows"]

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
_TEXT_NAME = re.compile("正文|全文|内容|文本|full.?text|content", re.IGNORECASE)
_BRACKETS = re.compile("[（(【\\[].*?[)）】\\]]|\\s")
_LONG_TEXT = 200  # characters on average: a column with text, whatever its name
_INDICATOR = frozenset({"指标", "指标名称", "统计指标", "indicator", "项目"})
_VALUE = frozenset({"数值", "值", "指标值", "数据", "value", "数据值"})
_UNIT = frozenset({"单位", "计量单位", "unit"})
_MOST_COLUMNS = 2_000  # of a table; a county's statistics of fifty years have some hundred
_MOST_WIDE = 200  # columns of a table of figures


def read_grid(
    grid: Sequence[Sequence[Cell]], source: SourceFile, decoded: Decoded
) -> list[Document]:
    """Return the documents of a table whose first row names its columns.

    A column with text makes each row a report. A table of figures makes one document of
    statements. Raises `FormatError` for a table with neither, and for too many columns.
    """
    widest = max((len(row) for row in grid), default=0)
    if widest > _MOST_COLUMNS:
        raise FormatError("table_too_wide", name=source.name, found=widest, most=_MOST_COLUMNS)
    names = [cell.text for cell in grid[0]] if grid else []
    rows = [
        (number, {name: cell.text for name, cell in zip(names, row, strict=False) if name})
        for number, row in enumerate(grid[1:], 2)
    ]
    if _text_column(row for _, row in rows) is not None:
        return reports_of_rows(rows, source, decoded)
    lines = _long_form(names, [row for _, row in rows]) or table_lines(grid)
    named = grid[0][0].text if len(grid) > 1 and is_caption(grid[0]) else ""
    named = "" if unit_line(named) else named
    if not has_figures(grid) or len(names) > _MOST_WIDE:
        raise _without_text(source, names)
    file, _, sheet = source.name.partition("#")
    title = named or " ".join(filter(None, [PurePath(file).stem, sheet]))
    return [
        Document(
            lines=tuple(
                Line(text=text, number=number, whole=True, body=number > 0)
                for number, text in enumerate([title, *lines[bool(named) :]])
            ),
            source=replace(source, encoding=decoded.encoding),
            metadata={"kind": Kind.TABLE, **_place(row for _, row in rows)},
            notices=(decoded.notice,) if decoded.notice else (),
        )
    ]


def reports_of_rows(
    rows: Iterable[tuple[int, Mapping[str, str]]], source: SourceFile, decoded: Decoded
) -> list[Document]:
    """Return one document for each row with text, by row number.

    Raises `FormatError` if no column has text, naming the columns found.
    """
    known = list(rows)
    column = _text_column(row for _, row in known)
    documents: list[Document] = []
    for number, row in known:
        text = row.get(column or "", "") or _field(row, COLUMNS["text"])
        fields = {name: _field(row, COLUMNS[name]) for name in COLUMNS if name != "text"}
        if not text.strip():
            continue
        notices = [decoded.notice] if decoded.notice else []
        if not documents and _folded(column or "") not in COLUMNS["text"]:
            notices.append(Message("text_column_taken", name=source.name, column=column or ""))
        documents.append(
            Document(
                lines=split_lines(text, source.name),
                source=replace(source, name=f"{source.name}#{number}", encoding=decoded.encoding),
                metadata={name: value for name, value in fields.items() if value},
                notices=tuple(notices),
            )
        )
    if not documents:
        raise _without_text(source, list(known[0][1]) if known else [])
    return documents


def _text_column(rows: Iterable[Mapping[str, str]]) -> str | None:
    """Return the column with the text: by its usual name, by a similar one, by its content."""
    known = list(rows)
    names = list(dict.fromkeys(name for row in known for name in row))
    by_name = {_folded(name): name for name in reversed(names)}
    usual = (by_name[name] for name in COLUMNS["text"] if name in by_name)
    filled = (name for name in usual if any(row.get(name, "").strip() for row in known))
    if (found := next(filled, None)) is not None:
        return found
    lengths = {
        name: sum(len(row.get(name, "")) for row in known if "。" in row.get(name, ""))
        for name in names
    }
    alike = [name for name in names if _TEXT_NAME.search(_BRACKETS.sub("", name)) and lengths[name]]
    long = [name for name in names if lengths[name] >= _LONG_TEXT * len(known) > 0]
    return max(alike or long, key=lambda name: lengths[name], default=None)


def _long_form(names: Sequence[str], rows: Sequence[Mapping[str, str]]) -> list[str]:
    """Return the statements of a table with a row for each figure; none for any other table."""
    folded = {_folded(name): name for name in reversed(names)}
    roles = {
        role: next((folded[name] for name in folded if name in wanted), None)
        for role, wanted in (("indicator", _INDICATOR), ("value", _VALUE), ("unit", _UNIT))
    }
    indicator, value, unit = roles["indicator"], roles["value"], roles["unit"]
    if indicator is None or value is None:
        return []
    if unit and not are_units([row.get(unit, "") for row in rows]):
        unit = None
    year = next((folded[name] for name in COLUMNS["year"] if name in folded), None)
    places = [folded[name] for name in reversed(COLUMNS["region"]) if name in folded]
    heads = [name for name in (year, *places, indicator) if name is not None]
    others = [name for name in names if name and name not in {*heads, value, unit}]
    lines = []
    for row in rows:
        if not row.get(value, "").strip():
            continue
        parts = [_as_year(row[name]) if name == year else row[name] for name in heads if row[name]]
        shown = f"{row[value]}{row.get(unit, '') if unit else unit_of(row[indicator])}"
        more = [f"{name}：{row[name]}" for name in others if row.get(name)]
        lines.append(" | ".join([*more, *parts, shown]))
    return lines


def _place(rows: Iterable[Mapping[str, str]]) -> dict[str, str]:
    """Return the one place that all the rows of a table are of; empty for several or none."""
    places = {_field(row, COLUMNS["region"]) for row in rows}
    return {"region": places.pop()} if len(places) == 1 else {}


def _as_year(text: str) -> str:
    return f"{text}年" if re.fullmatch("(?:19|20)\\d\\d", text) else text


def _folded(name: str) -> str:
    return _BRACKETS.sub("", name).casefold()


def _field(row: Mapping[str, str], names: Iterable[str]) -> str:
    folded = {_folded(key): value.strip() for key, value in row.items()}
    return next((folded[name] for name in names if folded.get(name)), "")


def _without_text(source: SourceFile, columns: Sequence[str]) -> FormatError:
    return FormatError(
        "table_without_text",
        name=source.name,
        found=tuple(columns) or "—",
        wanted=COLUMNS["text"],
    )
