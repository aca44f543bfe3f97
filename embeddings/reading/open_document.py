"""OpenDocument text (ODT, ISO/IEC 26300): paragraphs, headings, lists, tables, notes."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from embeddings.errors import FormatError
from embeddings.messages import Message
from embeddings.reading.archive import check_archive, read_entry
from embeddings.reading.document import HIDDEN, Document, Line
from embeddings.reading.superscripts import NOTE_MARK, raised, with_lowered_end
from embeddings.reading.tables import Cell, expanded, is_layout, table_lines
from embeddings.records import Change, SourceFile

__all__ = ["is_open_document", "read_open_document"]

_ROOT = "urn:oasis:names:tc:opendocument:xmlns:"
_OFFICE, _TEXT, _TABLE, _STYLE, _FO, _DRAW = (
    f"{{{_ROOT}{name}:1.0}}"
    for name in ("office", "text", "table", "style", "xsl-fo-compatible", "drawing")
)
_KIND = b"application/vnd.oasis.opendocument.text"
_KIND_BYTES = 100  # of the entry with the media type: what else is there is not unpacked
_NO_ZIP = (zipfile.BadZipFile, ValueError, NotImplementedError, OverflowError, OSError)
_NO_ENTRY = (KeyError, zlib.error, EOFError, RuntimeError)  # absent, damaged, cut off, encrypted
_UNSEEN = frozenset(
    {
        f"{_TEXT}tracked-changes",
        f"{_OFFICE}annotation",
        f"{_TEXT}ruby-text",
        f"{_TEXT}note-citation",
    }
)
_MOST_STYLES = 20  # above one another
_MOST_SPACES = 100
_MOST_REPEATS = 50  # of a cell or row; more only fill a sheet
_NOTE = "注："


def is_open_document(data: bytes) -> bool:
    """Return whether `data` is a zip file with the media type of OpenDocument text."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open("mimetype") as entry:
            return entry.read(_KIND_BYTES).strip().startswith(_KIND)
    except (*_NO_ZIP, *_NO_ENTRY):
        return False


def read_open_document(data: bytes, source: SourceFile) -> Document:
    """Return the document in an ODT file.

    Raises `FormatError` for a damaged or encrypted file and for one without text.
    """
    from lxml import etree  # noqa: PLC0415 (0.1 s, needed for few formats)

    archive = check_archive(data, source.name)
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        content = etree.fromstring(
            read_entry(archive, archive.getinfo("content.xml"), source.name), parser
        )
        body = content.find(f"{_OFFICE}body/{_OFFICE}text")
        if body is None:
            raise ValueError("it has no text body")
    except (KeyError, ValueError, etree.XMLSyntaxError) as err:
        raise FormatError("odt_damaged", name=source.name, reason=err) from err
    walk = _Walk(content, *_styles_part(archive, source.name, parser))
    walk.read(body)
    if not any(line.text.strip() for line in walk.lines):
        raise FormatError("odt_without_text", name=source.name)
    objects = (Message("part_object", count=walk.objects),)
    unread = (Message("unread_parts", name=source.name, parts=objects),) if walk.objects else ()
    return Document(
        lines=tuple(walk.lines),
        source=replace(source, unread=unread),
        changes=tuple(walk.changes),
    )


def _styles_part(archive: zipfile.ZipFile, name: str, parser: Any) -> Iterator[Any]:
    """Yield the root of the part with the named styles, if there is one that can be read."""
    from lxml import etree  # noqa: PLC0415 (see above)

    try:
        yield etree.fromstring(read_entry(archive, archive.getinfo("styles.xml"), name), parser)
    except (KeyError, ValueError, etree.XMLSyntaxError):
        return


class _Walk:
    """Traverses the body of a document once."""

    def __init__(self, *parts: Any) -> None:
        self.lines: list[Line] = []
        self.changes: list[Change] = []
        self.objects = 0  # embedded: formulas, charts
        self._styles = {
            style.get(f"{_STYLE}name"): style
            for part in reversed(parts)
            for style in part.iter(f"{_STYLE}style")
        }
        self._notes: list[str] = []
        self._boxes: list[Any] = []

    def read(self, parent: Any) -> None:
        for block in parent:
            if block.tag in (f"{_TEXT}p", f"{_TEXT}h"):
                self._paragraph(block)
            elif block.tag == f"{_TABLE}table":
                self._table(block)
            elif isinstance(block.tag, str) and block.tag not in _UNSEEN:
                self.read(block)

    def _paragraph(self, paragraph: Any) -> None:
        level = paragraph.get(f"{_TEXT}outline-level", "") if paragraph.tag == f"{_TEXT}h" else ""
        if self._hides(paragraph):
            self._tell(HIDDEN, "".join(paragraph.itertext()))
            return
        texts = self._text_of(paragraph).split("\n")
        for text in texts:
            heading = int(level) if level.isdecimal() and text else None
            self._line(text, heading=heading, whole=len(texts) == 1)
        boxes, self._boxes = self._boxes, []
        for box in boxes:
            self.read(box)
        notes, self._notes = self._notes, []
        for note in filter(None, notes):
            self._line(_NOTE + note, body=True)

    def _text_of(self, element: Any) -> str:
        text = below = ""  # `below`: the subscript that the text ends with
        for kind, piece in self._pieces(element):
            if not piece:
                continue
            if kind == "text":
                text = with_lowered_end(text, below, piece)
            below = piece if kind == "lowered" else ""
            if kind == "raised":
                shown = raised(piece, text)
                if shown is None:
                    self._tell(NOTE_MARK, piece)
                text += shown or ""
            elif kind == "hidden":
                self._tell(HIDDEN, piece)
            else:
                text += piece
        return text

    def _pieces(self, element: Any) -> Iterator[tuple[str, str]]:
        yield "text", _one_space(element.text)
        for child in element:
            if not isinstance(child.tag, str) or child.tag in _UNSEEN:
                pass
            elif child.tag == f"{_TEXT}s":
                count = child.get(f"{_TEXT}c", "1")
                yield "text", " " * min(int(count) if count.isdecimal() else 1, _MOST_SPACES)
            elif child.tag == f"{_TEXT}tab":
                yield "text", "\t"
            elif child.tag == f"{_TEXT}line-break":
                yield "text", "\n"
            elif child.tag == f"{_TEXT}note":
                self._notes.append("".join(map(self._text_of, child.iter(f"{_TEXT}p"))))
            elif child.tag in (f"{_DRAW}object", f"{_DRAW}object-ole"):
                self.objects += 1
            elif child.tag == f"{_DRAW}text-box":
                self._boxes.append(child)
            elif child.tag in {f"{_TEXT}hidden-text", f"{_TEXT}hidden-paragraph"}:
                yield "hidden", "".join(child.itertext())
            elif kind := self._kind(child):
                yield kind, "".join(child.itertext())
            else:
                yield from self._pieces(child)
            yield "text", _one_space(child.tail)

    def _kind(self, span: Any) -> str:
        """Return raised, lowered or hidden; empty for any other span."""
        if span.tag != f"{_TEXT}span":
            return ""
        if self._hides(span):
            return "hidden"
        position = self._property(span, f"{_STYLE}text-position")
        share = position.split(" ")[0]
        if share == "sub" or share.startswith("-"):
            return "lowered"
        lifted = share == "super" or (
            share.endswith("%") and share[:-1].isdecimal() and share != "0%"
        )
        return "raised" if lifted else ""

    def _hides(self, element: Any) -> bool:
        """Whether the style of a paragraph or a span hides its text or strikes it through."""
        struck = self._property(element, f"{_STYLE}text-line-through-style") not in ("", "none")
        return struck or self._property(element, f"{_TEXT}display") == "none"

    def _property(self, element: Any, name: str) -> str:
        """Return a property of the text of an element by its style and those above it."""
        style = self._styles.get(element.get(f"{_TEXT}style-name"))
        for _ in range(_MOST_STYLES):
            if style is None:
                return ""
            properties = style.find(f"{_STYLE}text-properties")
            value = None if properties is None else properties.get(name)
            if value is not None:
                return str(value)
            style = self._styles.get(style.get(f"{_STYLE}parent-style-name"))
        return ""

    def _table(self, table: Any) -> None:
        rows = [row for row in table.iter(f"{_TABLE}table-row") if _owner(row, "table") is table]
        grid = expanded([self._cells(row) for row in rows])
        if is_layout(grid):
            for cell in table.iter(f"{_TABLE}table-cell"):
                if _owner(cell, "table") is table:
                    self.read(cell)
            return
        caption = self.lines[-1].text if self.lines else ""
        for text in table_lines(grid, caption=caption):
            self._line(text, body=True)

    def _cells(self, row: Any) -> list[Cell]:
        cells: list[Cell] = []
        head = row.getparent().tag == f"{_TABLE}table-header-rows"
        for element in row.iterchildren(f"{_TABLE}table-cell"):
            texts = [self._text_of(p) for p in element.iter(f"{_TEXT}p", f"{_TEXT}h")]
            cell = Cell(
                text=" ".join(" ".join(texts).split()),
                head=head,
                columns=_count(element.get(f"{_TABLE}number-columns-spanned")),
                rows=_count(element.get(f"{_TABLE}number-rows-spanned")),
            )
            cells += [cell] * _count(element.get(f"{_TABLE}number-columns-repeated"))
        return cells

    def _tell(self, rule: str, text: str) -> None:
        if text.strip():
            number = len(self.lines) + 1
            self.changes.append(Change(rule=rule, line=number, before=text.strip(), after=""))

    def _line(
        self, text: str, *, heading: int | None = None, whole: bool = True, body: bool = False
    ) -> None:
        number = len(self.lines) + 1
        self.lines.append(Line(text=text, number=number, heading=heading, whole=whole, body=body))


def _owner(element: Any, name: str) -> Any:
    return next(element.iterancestors(f"{_TABLE}{name}"), None)


def _count(text: str | None) -> int:
    return min(max(int(text), 1), _MOST_REPEATS) if text and text.isdecimal() else 1


def _one_space(text: str | None) -> str:
    """Return text with runs of white space collapsed, as OpenDocument defines it."""
    if not text:
        return ""
    words = " ".join(text.split())
    if not words:
        return " " if "\n" not in text else ""
    return f"{' ' if text[0].isspace() else ''}{words}{' ' if text[-1].isspace() else ''}"
