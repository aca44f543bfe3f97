"""The list of readers: one per format, which accepts files by content or by extension."""

import io
import re
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath

from embeddings.errors import FormatError, ReadError
from embeddings.messages import Message
from embeddings.reading.document import Document
from embeddings.reading.encoding import decode
from embeddings.reading.legacy import convert_legacy, is_legacy, is_spreadsheet
from embeddings.reading.markdown import read_markdown
from embeddings.reading.open_document import is_open_document, read_open_document
from embeddings.reading.pages import is_ofd, read_ofd, read_pdf
from embeddings.reading.plain import read_plain
from embeddings.reading.rich_text import is_rich_text, read_rich_text
from embeddings.reading.tabular import is_workbook, read_csv, read_jsonl, read_workbook
from embeddings.reading.web import read_web_page
from embeddings.reading.web.archive import is_web_archive, read_web_archive
from embeddings.reading.word import is_word_package, read_word
from embeddings.records import SourceFile

__all__ = ["FORMATS", "READERS", "ZIP", "Reader", "read_content", "reader_of"]

ZIP = "zip"
_PDF_WITHIN = 1024  # bytes that contain the header of a PDF file
_PAGE = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_HEAD = 4096  # bytes
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f]")
_HAN = re.compile("[㐀-鿿]")

Read = Callable[[bytes, SourceFile, str | None], Sequence[Document]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """A format: its extensions, a test of the content, and the function that reads it.

    `accepts` is None if only the extension decides, as for the kinds of plain text.
    """

    format: str
    suffixes: tuple[str, ...]
    read: Read
    accepts: Callable[[bytes], bool] | None = None


def _is_pdf(data: bytes) -> bool:
    return b"%PDF-" in data[:_PDF_WITHIN]


def _is_page(data: bytes) -> bool:
    """Return whether `data` begins as a web page does, in any encoding."""
    head = data[:_HEAD].replace(b"\0", b"")
    return _PAGE.match(head.lstrip(b"\xef\xbb\xbf\xff\xfe")) is not None


def _read_legacy(data: bytes, source: SourceFile, encoding: str | None) -> Sequence[Document]:
    converted = convert_legacy(data, source.name)
    if is_spreadsheet(data):
        return read_workbook(converted, source)
    return (read_word(converted, source),)


READERS: tuple[Reader, ...] = (  # the first that accepts the content, else has the extension
    Reader(
        format="pdf",
        suffixes=(".pdf",),
        accepts=_is_pdf,
        read=lambda data, source, encoding: (read_pdf(data, source),),
    ),
    Reader(
        format="docx",
        suffixes=(".docx", ".docm", ".dotx"),
        accepts=is_word_package,
        read=lambda data, source, encoding: (read_word(data, source),),
    ),
    Reader(
        format="xlsx",
        suffixes=(".xlsx", ".xlsm"),
        accepts=is_workbook,
        read=lambda data, source, encoding: read_workbook(data, source),
    ),
    Reader(
        format="ofd",
        suffixes=(".ofd",),
        accepts=is_ofd,
        read=lambda data, source, encoding: (read_ofd(data, source),),
    ),
    Reader(
        format="odt",
        suffixes=(".odt",),
        accepts=is_open_document,
        read=lambda data, source, encoding: (read_open_document(data, source),),
    ),
    Reader(format="doc", suffixes=(".doc", ".wps", ".xls"), accepts=is_legacy, read=_read_legacy),
    Reader(
        format="rtf",
        suffixes=(".rtf",),
        accepts=is_rich_text,
        read=lambda data, source, encoding: (read_rich_text(data, source),),
    ),
    Reader(
        format="mht",
        suffixes=(".mht", ".mhtml"),
        accepts=is_web_archive,
        read=lambda data, source, encoding: (read_web_archive(data, source, encoding=encoding),),
    ),
    Reader(
        format="html",
        suffixes=(".html", ".htm", ".xhtml", ".shtml"),
        accepts=_is_page,
        read=lambda data, source, encoding: (read_web_page(data, source, encoding=encoding),),
    ),
    Reader(
        format="md",
        suffixes=(".md", ".markdown"),
        read=lambda data, source, encoding: (read_markdown(data, source, encoding=encoding),),
    ),
    Reader(
        format="csv",
        suffixes=(".csv", ".tsv"),
        read=lambda data, source, encoding: read_csv(data, source, encoding=encoding),
    ),
    Reader(
        format="jsonl",
        suffixes=(".jsonl", ".ndjson"),
        read=lambda data, source, encoding: read_jsonl(data, source, encoding=encoding),
    ),
    Reader(
        format="txt",
        suffixes=(".txt", ".text"),
        read=lambda data, source, encoding: (read_plain(data, source, encoding=encoding),),
    ),
)
_PLAIN = READERS[-1]
FORMATS = {suffix: reader.format for reader in READERS for suffix in reader.suffixes} | {
    ".zip": ZIP
}


def reader_of(data: bytes, name: str) -> Reader | None:
    """Return the reader of a file by its content, else by its extension; None for an archive.

    Raises `FormatError` if neither is known.
    """
    found = next((each for each in READERS if each.accepts and each.accepts(data)), None)
    if found is not None:
        return found
    suffix = PurePath(name).suffix.lower()
    named = next((each for each in READERS if suffix in each.suffixes), None)
    if suffix == ".zip" or (named is None and zipfile.is_zipfile(io.BytesIO(data))):
        return None
    if named is None:
        known = tuple(dict.fromkeys(FORMATS.values()))
        raise FormatError("extension_unknown", name=name, suffix=suffix, known=known)
    if named.accepts is not None and _is_text(data, name):
        return _PLAIN
    return named


def read_content(
    data: bytes, source: SourceFile, reader: Reader, encoding: str | None
) -> Sequence[Document]:
    """Return the documents in a file's content; another format than its name says is noted.

    Raises `FormatError` or `EncodingError`, naming the file and what to do.
    """
    if not data:
        raise FormatError("file_empty", name=source.name)
    documents = reader.read(data, replace(source, format=reader.format), encoding)
    suffix = PurePath(source.name.partition("#")[0]).suffix.lower()
    if suffix in reader.suffixes or FORMATS.get(suffix) == reader.format:
        return documents
    notice = Message(
        "format_not_as_named", name=source.name, suffix=suffix, format=f".{reader.format}"
    )
    first, *others = documents
    return (replace(first, notices=(*first.notices, notice)), *others)


def _is_text(data: bytes, name: str) -> bool:
    """Return whether a file named as another format is Chinese text."""
    try:
        text = decode(data[: 16 * _HEAD], name=name).text[:_HEAD]
    except ReadError:
        return False
    return _CONTROL.search(text) is None and _HAN.search(text) is not None
