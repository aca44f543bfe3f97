"""Reports whose fields are read from disk on demand."""

from collections.abc import Mapping
from typing import Any, Protocol

from embeddings.index.stored.lines import (
    BODY_FIELDS,
    HEAD_FIELDS,
    Body,
    new_body_line,
    read_head,
)
from embeddings.lazy_regex import lazy_regex
from embeddings.records import Kind, Report

__all__ = [
    "ReportFile",
    "StoredReport",
    "body_line",
    "body_size",
    "light_report",
    "plain_report",
    "stored_report",
]

# The fields of every report that a question needs; `head_line` writes them in this order. A value
# with an escape is left to the JSON parser.
_BEGINNING = lazy_regex(
    rb'\{"report_id":"([^"\\]+)","title":"([^"\\]*)","year":(\d+|null),'
    rb'"region":(null|"[^"\\]*"),"issuer":(null|"[^"\\]*"),"date":(null|"[^"\\]*"),'
    rb'"current_year":(\d+|null),"period":(?:\[(\d+),(\d+)\]|null),"origins":'
)
_ENDING = lazy_regex(rb'"kind":"([a-z_]+)","added":"[^"\\]*","notices":')
_KINDS = {kind.value.encode(): kind for kind in Kind}


class ReportFile(Protocol):
    """A file with the lines of reports."""

    def head(self, report_id: str) -> Mapping[str, Any]:
        """Return the fields of a report's head."""
        ...

    def line(self, report_id: str) -> bytes:
        """Return a report's body as it is stored."""
        ...

    def size(self, report_id: str) -> int:
        """Return the length of that line in bytes."""
        ...

    def body(self, report_id: str) -> Body:
        """Return a report's text, sections and paragraphs."""
        ...


class StoredReport(Report):
    """A report whose text, sections, paragraphs and sources are read on first use."""

    __slots__ = ("_file",)
    _file: ReportFile

    def __getattr__(self, name: str) -> Any:
        """Return a field that is not in memory yet."""
        if name in BODY_FIELDS:
            return self._file.body(self.report_id)[BODY_FIELDS.index(name)]
        if name == "changes":
            return ()
        if name not in HEAD_FIELDS:
            raise AttributeError(f"{type(self).__name__} has no attribute {name!r}")
        _fill(self, self._file.head(self.report_id))
        return object.__getattribute__(self, name)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Report):
            return NotImplemented
        return all(
            getattr(self, name) == getattr(other, name) for name in (*HEAD_FIELDS, *BODY_FIELDS)
        )

    def __hash__(self) -> int:
        return hash((self.report_id, self.sha256))


def stored_report(report: Report, file: ReportFile) -> StoredReport:
    """Return the report without its body, which is read from `file` on demand."""
    return _with_file({name: getattr(report, name) for name in HEAD_FIELDS}, file)


def light_report(line: bytes, file: ReportFile, texts: dict[bytes, str]) -> StoredReport:
    """Return the report of a head line, with only the fields that every question needs.

    Args:
        line: of JSON.
        file: from which the other fields are read.
        texts: interned strings.

    Raises:
        ValueError, KeyError, TypeError: if the line is no head.
    """
    beginning = _BEGINNING.match(line)
    ending = _ENDING.match(line, max(0, line.rfind(b'"kind":')))
    if beginning is None or ending is None or ending[1] not in _KINDS:
        return _with_file(read_head(line), file)
    report_id, title, year, region, issuer, date, current, first, last = beginning.groups()
    return _with_file(
        {
            "report_id": report_id.decode(),
            "title": title.decode(),
            "year": None if year == b"null" else int(year),
            "region": _text(region, texts),
            "issuer": _text(issuer, texts),
            "date": _text(date, texts),
            "current_year": None if current == b"null" else int(current),
            "period": None if first is None else (int(first), int(last)),
            "kind": _KINDS[ending[1]],
        },
        file,
    )


def body_line(report: Report) -> bytes:
    """Return a report's text, sections and paragraphs as one line of JSON."""
    if isinstance(report, StoredReport) and hasattr(report, "_file"):
        return report._file.line(report.report_id)
    return new_body_line(report)  # also of one with other fields, made by `replace`


def body_size(report: Report) -> int:
    """Return the length of a report's body line in bytes."""
    if isinstance(report, StoredReport) and hasattr(report, "_file"):
        return report._file.size(report.report_id)
    return len(new_body_line(report))


def plain_report(report: Report) -> Report:
    """Return the report with everything in memory."""
    values = {name: getattr(report, name) for name in (*HEAD_FIELDS, *BODY_FIELDS, "changes")}
    return Report(**values)


def _with_file(head: Mapping[str, Any], file: ReportFile) -> StoredReport:
    report = StoredReport.__new__(StoredReport)
    _fill(report, head)
    object.__setattr__(report, "_file", file)
    return report


def _fill(report: StoredReport, head: Mapping[str, Any]) -> None:
    put = object.__setattr__
    for name, value in head.items():
        put(report, name, value)


def _text(value: bytes, texts: dict[bytes, str]) -> str | None:
    if value == b"null":
        return None
    found = texts.get(value)
    if found is None:
        found = texts[value] = value[1:-1].decode()
    return found
