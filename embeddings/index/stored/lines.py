"""A report as two lines of JSON: its head, and its body, which is fifty times as long."""

import json
from dataclasses import asdict, fields, replace
from typing import Any

from embeddings.messages import Message
from embeddings.records import Kind, Paragraph, Report, Role, Section, SourceFile

__all__ = [
    "BODY_FIELDS",
    "HEAD_FIELDS",
    "Body",
    "head_line",
    "new_body_line",
    "read_body",
    "read_head",
]

BODY_FIELDS = ("text", "sections", "paragraphs")
HEAD_FIELDS = tuple(
    field.name for field in fields(Report) if field.name not in (*BODY_FIELDS, "changes")
)
SECTION_FIELDS = tuple(field.name for field in fields(Section))
PARAGRAPH_FIELDS = tuple(field.name for field in fields(Paragraph))

_ROLES = {role.value: role for role in Role}  # a look-up costs a tenth of `Role(value)`

Body = tuple[str, tuple[Section, ...], tuple[Paragraph, ...]]


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


def new_body_line(report: Report) -> bytes:
    """Return a report's text, sections and paragraphs as one line of JSON."""
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
        ValueError, KeyError, TypeError: if the line is no head.
    """
    stored = json.loads(line)
    stored.setdefault("kind", Kind.WORK_REPORT)  # of an index from before there were kinds
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
        ValueError, KeyError, TypeError: if the line is no body.
    """
    stored = json.loads(line)
    sections = tuple(
        Section(
            number=section["number"],
            level=section["level"],
            title=section["title"],
            path=tuple(section["path"]),
            role=_ROLES[section["role"]],
            start=section["start"],
            end=section["end"],
        )
        for section in stored["sections"]
    )
    return stored["text"], sections, tuple(Paragraph(**item) for item in stored["paragraphs"])


def _values(value: Section | Paragraph, names: tuple[str, ...]) -> dict[str, Any]:
    """Return `asdict` of a value without nested values, ten times as fast."""
    return {name: getattr(value, name) for name in names}


def _line(value: dict[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
