"""Word files (docx): paragraphs, headings by style, automatic numbers, tables as rows."""

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from embeddings.errors import FormatError
from embeddings.reading.archive import check_archive, read_entry
from embeddings.reading.document import Document, Line
from embeddings.reading.word_numbering import Numbering
from embeddings.records import SourceFile

__all__ = ["read_word"]

_MOST_BYTES = 300_000_000  # unpacked, pictures included; python-docx holds it all in memory
_OLE = b"\xd0\xcf\x11\xe0"  # the container of old Word files, and of encrypted new ones
_NO_WORD_XML = (AttributeError, IndexError, KeyError, TypeError, ValueError)  # from python-docx
_HEADING_STYLE = re.compile("^(?:heading|标题)\\s*(\\d)$", re.IGNORECASE)
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_UNSEEN = frozenset({f"{_W}del", f"{_W}moveFrom", f"{_W}txbxContent", f"{_W}instrText"}) | {
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
}


def read_word(data: bytes, source: SourceFile) -> Document:
    """Return the document in a docx file.

    Raises `FormatError` for an old or encrypted Word file and for one that is damaged.
    """
    if data.startswith(_OLE):
        raise FormatError(
            f"{source.name} is an old Word file (.doc) or encrypted; open it in Word, WPS or "
            "LibreOffice and save it as .docx without a password"
        )
    archive = check_archive(data, source.name, most_bytes=_MOST_BYTES)
    for info in archive.infolist():
        read_entry(archive, info, source.name)
    lines = tuple(_lines(*_opened(data, source.name)))
    if not any(line.text.strip() for line in lines):
        raise FormatError(
            f"{source.name} holds no text; if its pages are pictures, run text recognition first"
        )
    return Document(lines=lines, source=source)


def _opened(data: bytes, name: str) -> tuple[Any, dict[str, str], Numbering]:
    """Return the document's body, the names of its styles by id, and its numbering."""
    # python-docx costs 60 ms and is needed for Word files only
    import docx  # noqa: PLC0415
    from docx.opc.exceptions import OpcError  # noqa: PLC0415
    from lxml.etree import LxmlError  # noqa: PLC0415

    try:
        document = docx.Document(io.BytesIO(data))
        styles = {style.style_id: style.name or "" for style in document.styles}
        body = document.element.body
        if body is None:
            raise ValueError("it has no body")
        return body, styles, Numbering(document)
    except (OpcError, LxmlError, zipfile.BadZipFile, *_NO_WORD_XML) as err:
        raise FormatError(
            f"{name} is a damaged Word file ({err}); open it in Word and save it again"
        ) from err


def _lines(body: Any, styles: dict[str, str], numbering: Numbering) -> Iterator[Line]:
    number = 0
    for block in body.iter(f"{_W}p", f"{_W}tbl"):
        if _inside(block, {f"{_W}tbl"} | _UNSEEN):
            continue
        if block.tag == f"{_W}tbl":
            rows = (_row(row) for row in block.iter(f"{_W}tr"))
            texts: list[tuple[str, int | None]] = [(row, None) for row in rows if row]
        else:
            label = numbering.label(block)
            texts = [
                (label + text if not position else text, _heading_level(block, styles))
                for position, text in enumerate(_text(block).split("\n"))
            ]
        for text, heading in texts:
            number += 1
            yield Line(text=text, number=number, whole=True, heading=heading if text else None)


def _inside(element: Any, tags: frozenset[str] | set[str]) -> bool:
    return any(above.tag in tags for above in element.iterancestors())


def _row(row: Any) -> str:
    """Return the cells of a table row, set apart by bars."""
    cells = [
        " ".join("".join(_text(paragraph).split("\n")) for paragraph in cell.iter(f"{_W}p")).strip()
        for cell in row.iterchildren(f"{_W}tc")
    ]
    return " | ".join(cells) if any(cells) else ""


def _text(paragraph: Any) -> str:
    """Return the text that is seen: insertions kept, deletions and text boxes left out."""
    pieces: list[str] = []
    for node in paragraph.iter(f"{_W}t", f"{_W}tab", f"{_W}br", f"{_W}cr"):
        if _hidden(node, paragraph):
            continue
        if node.tag == f"{_W}t":
            pieces.append(node.text or "")
        elif node.tag == f"{_W}tab":
            pieces.append("\t")
        else:
            pieces.append("\n")
    return "".join(pieces)


def _hidden(node: Any, paragraph: Any) -> bool:
    for above in node.iterancestors():
        if above is paragraph:
            return False
        if above.tag in _UNSEEN:
            return True
    return False


def _heading_level(paragraph: Any, styles: dict[str, str]) -> int | None:
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    if style is None:
        return None
    match = _HEADING_STYLE.match(styles.get(style.get(f"{_W}val"), ""))
    return int(match[1]) if match else None
