"""Web pages saved as one file (MHTML, RFC 2557): the page within it."""

import re
from dataclasses import replace
from email import message_from_bytes
from email.errors import MessageError
from email.message import Message as Mail

from embeddings.errors import FormatError
from embeddings.reading.document import Document
from embeddings.reading.web.page import read_web_page
from embeddings.records import SourceFile

__all__ = ["is_web_archive", "read_web_archive"]

_HEADER = re.compile(rb"\s*(?:[A-Za-z][\w-]{1,40}:[^\r\n]*\r?\n)", re.ASCII)
_WEB = re.compile(
    rb"^content-type:\s*(?:multipart/(?:related|mixed|alternative)|text/html)", re.I | re.M
)
_HEAD = 4096  # bytes that contain the headers
_KINDS = frozenset({"text/html", "application/xhtml+xml"})


def is_web_archive(data: bytes) -> bool:
    """Return whether `data` begins with the headers of a mail with a web page."""
    head = data[:_HEAD].removeprefix(b"\xef\xbb\xbf")
    return _HEADER.match(head) is not None and _WEB.search(head) is not None


def read_web_archive(data: bytes, source: SourceFile, *, encoding: str | None = None) -> Document:
    """Return the document in a page saved as MHTML: its largest part that is a page.

    Raises `FormatError` if it has no page, and as `read_web_page` does.
    """
    try:
        mail = message_from_bytes(data.removeprefix(b"\xef\xbb\xbf").lstrip())
        pages = [part for part in mail.walk() if part.get_content_type() in _KINDS]
        contents = [(_content(part), part.get_content_charset()) for part in pages]
    except (MessageError, ValueError, LookupError, TypeError) as err:
        raise FormatError("web_archive_damaged", name=source.name, reason=err) from err
    if not contents:
        raise FormatError("web_archive_without_page", name=source.name)
    content, charset = max(contents, key=lambda found: len(found[0]))
    named = encoding or (charset if charset and _decodes(content, charset) else None)
    document = read_web_page(content, source, encoding=named)
    return replace(document, source=replace(document.source, format="mht"))


def _content(part: Mail) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _decodes(content: bytes, charset: str) -> bool:
    try:
        content.decode(charset)
    except (LookupError, ValueError):  # a name that is none, or of a codec like "idna"
        return False
    return True
