"""Markdown: headings, tables and front matter; marks of emphasis and links taken off."""

import re
from collections.abc import Iterator
from dataclasses import replace

from embeddings.reading.document import Document, Line
from embeddings.reading.encoding import decode
from embeddings.reading.plain import split_lines, without_comments
from embeddings.records import SourceFile

__all__ = ["read_markdown"]

_HEADING = re.compile("^ {0,3}(#{1,6})[ \t]+(.*?)[ \t#]*$")
_RULE = re.compile("^ {0,3}(?:[-*_][ \t]*){3,}$|^ {0,3}=+$")
_TABLE_RULE = re.compile("^[ \t]*\\|?[ \t:|-]*-[ \t:|-]*\\|?[ \t]*$")
_FENCE = re.compile("^ {0,3}(?:```|~~~)")
_PREFIX = re.compile("^[ \t]*(?:>[ \t]?)+|^[ \t]*[*+-][ \t]+(?=\\S)")
_IMAGE = re.compile("!\\[[^\\]]*\\]\\([^)]*\\)")
_LINK = re.compile("\\[([^\\]]*)\\](?:\\([^)]*\\)|\\[[^\\]]*\\])")
_EMPHASIS = re.compile("(\\*\\*\\*|\\*\\*|__|\\*|`)(?=\\S)(.+?)(?<=\\S)\\1")
_COMMENT = re.compile("</?(?:br|p|div|span|b|strong|center|font)\\b[^>]*>", re.IGNORECASE)
_ESCAPE = re.compile("\\\\([\\\\`*_{}\\[\\]()#+.!|>~-])")
_FIELD = re.compile("^([A-Za-z_]+)[ \t]*:[ \t]*[\"']?(.*?)[\"']?[ \t]*$")
_FRONT_FIELDS = frozenset({"title", "year", "region", "issuer", "date"})


def read_markdown(data: bytes, source: SourceFile, *, encoding: str | None = None) -> Document:
    """Return the document in a Markdown file.

    Raises `FormatError` or `EncodingError` (see `decode`).
    """
    decoded = decode(data, name=source.name, encoding=encoding)
    lines = split_lines(decoded.text)
    body, metadata = _front_matter(lines)
    body, changes = without_comments(body)
    return Document(
        lines=tuple(_plain_lines(body)),
        source=replace(source, encoding=decoded.encoding),
        metadata=metadata,
        changes=changes,
        notices=(decoded.notice,) if decoded.notice else (),
    )


def _front_matter(lines: tuple[Line, ...]) -> tuple[tuple[Line, ...], dict[str, str]]:
    """Return the lines after the front matter, and its fields."""
    if not lines or lines[0].text.strip() != "---":
        return lines, {}
    for end, line in enumerate(lines[1:], 1):
        if line.text.strip() in {"---", "..."}:
            fields = (_FIELD.match(each.text) for each in lines[1:end])
            found = {match[1].lower(): match[2] for match in fields if match}
            return lines[end + 1 :], {k: v for k, v in found.items() if k in _FRONT_FIELDS}
    return lines, {}


def _plain_lines(lines: tuple[Line, ...]) -> Iterator[Line]:
    for line in lines:
        text = line.text
        if _FENCE.match(text) or _RULE.match(text):
            continue
        heading = _HEADING.match(text)
        if heading is not None:
            title = _bare(heading[2]).strip()
            if title:
                yield replace(line, text=title, heading=len(heading[1]))
        elif text.lstrip().startswith("|"):
            if not _TABLE_RULE.match(text):
                cells = (_bare(cell).strip() for cell in text.strip().strip("|").split("|"))
                yield replace(line, text=" | ".join(cells), whole=True)
        else:
            yield replace(line, text=_bare(_PREFIX.sub("", text)))


def _bare(text: str) -> str:
    """Return a line without the marks of Markdown."""
    for pattern, kept in ((_COMMENT, ""), (_IMAGE, ""), (_LINK, "\\1"), (_EMPHASIS, "\\2")):
        text = pattern.sub(kept, text)
    return _ESCAPE.sub("\\1", text)
