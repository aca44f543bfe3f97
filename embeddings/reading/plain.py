"""Plain text: one `Line` per line of the file."""

import re
from dataclasses import replace

from embeddings.reading.document import Document, Line
from embeddings.reading.encoding import decode
from embeddings.records import SourceFile

__all__ = ["read_plain", "split_lines"]

_LINE_END = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")


def split_lines(text: str) -> tuple[Line, ...]:
    """Return the lines of `text`, numbered from 1."""
    return tuple(
        Line(text=line, number=number) for number, line in enumerate(_LINE_END.split(text), 1)
    )


def read_plain(data: bytes, source: SourceFile, *, encoding: str | None = None) -> Document:
    """Return the document in a plain text file.

    Raises `FormatError` or `EncodingError` (see `decode`).
    """
    decoded = decode(data, name=source.name, encoding=encoding)
    return Document(
        lines=split_lines(decoded.text),
        source=replace(source, encoding=decoded.encoding),
        notices=(decoded.notice,) if decoded.notice else (),
    )
