"""Plain text: one `Line` per line of the file."""

import re
from dataclasses import replace

from embeddings.errors import FormatError
from embeddings.reading.document import Document, Line
from embeddings.reading.encoding import decode
from embeddings.records import Change, SourceFile

__all__ = ["COMMENT", "read_plain", "split_lines", "without_comments"]

COMMENT = "html-comment"  # name of the rule in the table of cleaning rules

_MOST_LINES = 1_000_000  # a report has some hundred
_LONGEST_LINE = 1_000_000  # characters; a report has twenty thousand
_COMMENT = re.compile("<!--.*?-->", re.DOTALL)
_LINE_END = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")


def split_lines(text: str, name: str) -> tuple[Line, ...]:
    """Return the lines of `text`, numbered from 1.

    Raises `FormatError`, naming the file, if there are too many, or one is too long.
    """
    lines = _LINE_END.split(text)
    if len(lines) > _MOST_LINES:
        raise FormatError("text_too_many_lines", name=name, lines=len(lines), most=_MOST_LINES)
    longest = max(map(len, lines))
    if longest > _LONGEST_LINE:
        raise FormatError("text_line_too_long", name=name, length=longest, most=_LONGEST_LINE)
    return tuple(Line(text=line, number=number) for number, line in enumerate(lines, 1))


def without_comments(lines: tuple[Line, ...]) -> tuple[tuple[Line, ...], tuple[Change, ...]]:
    """Return the lines without HTML comments (`<!-- … -->`), and the changes.

    A comment may extend over several lines; an unclosed one is text.
    """
    text = "\n".join(line.text for line in lines)
    last = (
        text.rfind("-->") + 3
    )  # after the last end no comment is closed, and searching for one costs the rest
    if last < 3 or _COMMENT.search(text, 0, last) is None:
        return lines, ()
    changes = tuple(
        Change(rule=COMMENT, line=text.count("\n", 0, match.start()) + 1, before=match[0], after="")
        for match in _COMMENT.finditer(text, 0, last)
    )
    without = _COMMENT.sub(lambda match: "\n" * match[0].count("\n"), text[:last])
    kept = (without + text[last:]).split("\n")
    return tuple(
        line if line.text == own else replace(line, text=own)
        for line, own in zip(lines, kept, strict=True)
    ), changes


def read_plain(data: bytes, source: SourceFile, *, encoding: str | None = None) -> Document:
    """Return the document in a plain text file.

    Raises `FormatError` or `EncodingError` (see `decode`).
    """
    decoded = decode(data, name=source.name, encoding=encoding)
    lines, changes = without_comments(split_lines(decoded.text, source.name))
    return Document(
        lines=lines,
        source=replace(source, encoding=decoded.encoding),
        changes=changes,
        notices=(decoded.notice,) if decoded.notice else (),
    )
