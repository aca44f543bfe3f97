"""The reports of an index, as JSON lines; texts are read when they are first asked for.

A head (title, year, region, sources …) is a kilobyte and always loaded; a body (text, sections,
paragraphs) is fifty, so that a thousand reports open at once and an index of ten thousand needs
no more memory than the reports in use.
"""

import json
import mmap
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, fields, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from embeddings.errors import IndexFormatError
from embeddings.messages import Message
from embeddings.records import Kind, Paragraph, Report, Role, Section, SourceFile
from embeddings.store.checksums import check_files
from embeddings.store.snapshots import FilesWriter, StoredSnapshot, read_current

__all__ = [
    "Body",
    "Catalogue",
    "StoredReport",
    "body_line",
    "head_line",
    "plain_report",
    "read_body",
    "read_head",
    "read_reports",
    "stored_report",
]

HEADS = "reports.jsonl"  # one line a report: title, year, region, sources …
BODIES = "texts.jsonl"  # one line a report: text, sections, paragraphs
BODY_ENDS = "text_ends.npy"  # where each report's line ends in texts.jsonl

BODY_FIELDS = ("text", "sections", "paragraphs")
HEAD_FIELDS = tuple(
    field.name for field in fields(Report) if field.name not in (*BODY_FIELDS, "changes")
)
SECTION_FIELDS = tuple(field.name for field in fields(Section))
PARAGRAPH_FIELDS = tuple(field.name for field in fields(Paragraph))
BODIES_KEPT = 4_096  # reports whose text stays in memory once read: some 500 MB at most

Body = tuple[str, tuple[Section, ...], tuple[Paragraph, ...]]


class StoredReport(Report):
    """A report whose text, sections and paragraphs are read when first asked for."""

    __slots__ = ("_line", "_read")
    _line: Callable[[], bytes]  # the body as it is stored
    _read: Callable[[], Body]

    def __getattr__(self, name: str) -> Any:
        """Return a field of the body, read from the index."""
        if name not in BODY_FIELDS:
            raise AttributeError(f"{type(self).__name__} has no attribute {name!r}")
        return self._read()[BODY_FIELDS.index(name)]

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Report):
            return NotImplemented
        return all(
            getattr(self, name) == getattr(other, name) for name in (*HEAD_FIELDS, *BODY_FIELDS)
        )

    def __hash__(self) -> int:
        return hash((self.report_id, self.sha256))


class Catalogue(Mapping[str, Report]):
    """Reports by report_id, in order of indexing, over stored heads and bodies."""

    def __init__(self, heads: Mapping[str, bytes], bodies: Mapping[str, memoryview | bytes]):
        self._heads = dict(heads)
        self._bodies = dict(bodies)
        self._read_body = lru_cache(maxsize=BODIES_KEPT)(self._parse_body)
        self._reports = {
            report_id: self._stored(report_id, line) for report_id, line in heads.items()
        }

    def __getitem__(self, report_id: str) -> Report:
        return self._reports[report_id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._reports)

    def __len__(self) -> int:
        return len(self._reports)

    @classmethod
    def of(cls, reports: Iterable[Report]) -> "Catalogue":
        """Return the catalogue of `reports`, no id twice."""
        heads: dict[str, bytes] = {}
        bodies: dict[str, bytes] = {}
        for report in reports:
            heads[report.report_id], bodies[report.report_id] = head_line(report), body_line(report)
        return cls(heads, bodies)

    @classmethod
    def load(cls, path: Path) -> "Catalogue":
        """Return the catalogue of the snapshot at `path`; texts are mapped, not read.

        Raises:
            ValueError, KeyError, TypeError: where the files are damaged.
        """
        heads = (path / HEADS).read_bytes().splitlines(keepends=True)
        ends = np.load(path / BODY_ENDS, allow_pickle=False).tolist()
        if len(heads) != len(ends):
            raise ValueError(f"{HEADS} has {len(heads)} reports, {BODY_ENDS} {len(ends)}")
        if not heads:
            return cls({}, {})
        with (path / BODIES).open("rb") as file:
            bodies = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
        if sorted(ends) != ends or ends[0] < 0 or ends[-1] != len(bodies):
            raise ValueError(f"{BODY_ENDS} does not fit {BODIES}")
        report_ids = [str(json.loads(head)["report_id"]) for head in heads]
        if len(set(report_ids)) < len(report_ids):
            raise ValueError(f"a report_id occurs twice in {HEADS}")
        lines = (bodies[start:end] for start, end in zip([0, *ends], ends, strict=False))
        return cls(
            dict(zip(report_ids, heads, strict=True)), dict(zip(report_ids, lines, strict=True))
        )

    def save(self, writer: FilesWriter) -> None:
        """Write the files that `load` reads."""
        writer.write(HEADS, lambda file: file.writelines(self._heads.values()))
        writer.write(BODIES, lambda file: file.writelines(self._bodies.values()))
        ends = np.cumsum([len(body) for body in self._bodies.values()], dtype=np.int64)
        writer.write(BODY_ENDS, lambda file: np.save(file, ends, allow_pickle=False))

    def without(self, report_ids: set[str]) -> "Catalogue":
        """Return the catalogue without these reports."""
        kept = [report_id for report_id in self._heads if report_id not in report_ids]
        return Catalogue(
            {report_id: self._heads[report_id] for report_id in kept},
            {report_id: self._bodies[report_id] for report_id in kept},
        )

    def joined(self, *later: "Catalogue") -> "Catalogue":
        """Return the catalogue with the reports of others behind."""
        heads, bodies = dict(self._heads), dict(self._bodies)
        for other in later:
            heads |= other._heads
            bodies |= other._bodies
        return Catalogue(heads, bodies)

    def _stored(self, report_id: str, line: bytes) -> StoredReport:
        return _with_body(
            read_head(line),
            line=lambda: bytes(self._bodies[report_id]),
            body=lambda: self._read_body(report_id),
        )

    def _parse_body(self, report_id: str) -> Body:
        try:
            return read_body(bytes(self._bodies[report_id]))
        except (ValueError, KeyError, TypeError) as error:
            raise IndexFormatError("index_report_unreadable", id=report_id, reason=error) from error


def read_reports(directory: Path | str) -> Catalogue:
    """Return the reports of the index in `directory`, whatever encoder it was written with.

    Raises:
        NoIndexError: where there is none yet.
        IndexFormatError: where it was written in another format version, or is damaged.
    """

    def read(snapshot: StoredSnapshot) -> Catalogue:
        check_files(snapshot, (HEADS, BODIES, BODY_ENDS))
        return Catalogue.load(snapshot.path)

    return read_current(Path(directory), read)


def stored_report(
    report: Report, *, line: Callable[[], bytes], body: Callable[[], Body]
) -> StoredReport:
    """Return the report without its body, which `line` and `body` give when it is asked for."""
    return _with_body({name: getattr(report, name) for name in HEAD_FIELDS}, line=line, body=body)


def _with_body(
    head: Mapping[str, Any], *, line: Callable[[], bytes], body: Callable[[], Body]
) -> StoredReport:
    report = StoredReport.__new__(StoredReport)
    for name, value in head.items():
        object.__setattr__(report, name, value)
    object.__setattr__(report, "changes", ())
    object.__setattr__(report, "_line", line)
    object.__setattr__(report, "_read", body)
    return report


def plain_report(report: Report) -> Report:
    """Return the report with everything in memory."""
    values = {name: getattr(report, name) for name in (*HEAD_FIELDS, *BODY_FIELDS, "changes")}
    return Report(**values)


def head_line(report: Report) -> bytes:
    """Return a report's head as one line of JSON."""
    head = {name: getattr(report, name) for name in HEAD_FIELDS}
    head["origins"] = dict(report.origins)
    head["sources"] = [
        {**asdict(replace(source, unread=())), "unread": [each.fields() for each in source.unread]}
        for source in report.sources
    ]
    head["notices"] = [notice.fields() for notice in report.notices]
    return _line(head)


def body_line(report: Report) -> bytes:
    """Return a report's text, sections and paragraphs as one line of JSON."""
    if isinstance(report, StoredReport) and hasattr(report, "_line"):
        return report._line()  # of one with other fields, made by `replace`, there is none
    return _line(
        {
            "report_id": report.report_id,
            "text": report.text,
            "sections": [_values(section, SECTION_FIELDS) for section in report.sections],
            "paragraphs": [_values(each, PARAGRAPH_FIELDS) for each in report.paragraphs],
        }
    )


def read_head(line: bytes) -> dict[str, Any]:
    """Return the fields of a head line.

    Raises:
        ValueError, KeyError, TypeError: where the line is no such head.
    """
    stored = json.loads(line)
    stored.setdefault("kind", Kind.WORK_REPORT)  # in an index that knew no other kind
    head = {name: stored[name] for name in HEAD_FIELDS}
    head["kind"] = Kind(head["kind"])
    head["sources"] = tuple(
        SourceFile(
            **{
                **source,
                "page_starts": tuple(source["page_starts"]),
                "unread": tuple(map(Message.from_fields, source.get("unread", ()))),
            }
        )
        for source in head["sources"]
    )
    head["period"] = None if head["period"] is None else tuple(head["period"])
    head["notices"] = tuple(map(Message.from_fields, head["notices"]))
    return head


def read_body(line: bytes) -> Body:
    """Return text, sections and paragraphs of a body line.

    Raises:
        ValueError, KeyError, TypeError: where the line is no such body.
    """
    stored = json.loads(line)
    sections = tuple(
        Section(**{**section, "path": tuple(section["path"]), "role": Role(section["role"])})
        for section in stored["sections"]
    )
    return stored["text"], sections, tuple(Paragraph(**item) for item in stored["paragraphs"])


def _values(value: Section | Paragraph, names: tuple[str, ...]) -> dict[str, Any]:
    """Return what `asdict` returns of a value without values inside, ten times as fast."""
    return {name: getattr(value, name) for name in names}


def _line(value: dict[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
