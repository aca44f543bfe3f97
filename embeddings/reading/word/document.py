"""Word files (docx): paragraphs, headings by style, automatic numbers, tables, boxes and notes."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from embeddings.errors import FormatError
from embeddings.messages import Message
from embeddings.reading.document import HIDDEN, Document, Line, breaks_lines
from embeddings.reading.superscripts import NOTE_MARK
from embeddings.reading.tables import Cell, is_layout, numbered_text, table_lines
from embeddings.reading.word.numbering import Numbering
from embeddings.reading.word.package import WORD, open_package
from embeddings.reading.word.paragraphs import ParagraphText, read_paragraph
from embeddings.reading.word.styles import Styles, is_on, value_of, whole_number
from embeddings.records import Change, SourceFile

__all__ = ["read_word"]

_UNSEEN = frozenset(f"{WORD}{name}" for name in ("del", "moveFrom", "tblPr", "sdtPr", "pPr"))
_NOTE_PARTS = ("footnotes", "endnotes")
_NOTE = "注："


def read_word(data: bytes, source: SourceFile) -> Document:
    """Return the document in a docx file.

    Footnotes follow the paragraph that refers to them, text boxes the one that they are anchored
    to. Raises `FormatError` for an old or encrypted Word file and a damaged one.
    """
    document = open_package(data, source.name)
    walk = _Walk(document, source.name)
    walk.read(document.element.body)
    if not any(line.text.strip() for line in walk.lines):
        raise FormatError("word_without_text", name=source.name)
    return Document(
        lines=tuple(_joinable(walk.lines)),
        source=replace(source, unread=tuple(walk.unread_notices())),
        changes=tuple(walk.changes),
    )


def _joinable(lines: Sequence[Line]) -> Iterator[Line]:
    """Yield the lines; if every printed line is a paragraph, they may be joined."""
    prose = [line.text for line in lines if not (line.body or line.heading)]
    broken = breaks_lines(prose)
    for line in lines:
        yield replace(line, whole=False) if broken and not (line.body or line.heading) else line


class _Walk:
    """Traverses a document once; collects its lines, the changes, and what was not read."""

    def __init__(self, document: Any, name: str) -> None:
        self._name = name
        self.lines: list[Line] = []
        self.changes: list[Change] = []
        self._styles = Styles(document)
        self._numbering = Numbering(document, self._styles)
        self._notes = _note_parts(document)
        self._unread: Counter[str] = Counter()
        self._pending = ""  # text of paragraphs whose end was deleted

    def unread_notices(self) -> Iterator[Message]:
        if self._unread:
            parts = [Message(code, count=count) for code, count in self._unread.items()]
            yield Message("unread_parts", name=self._name, parts=tuple(parts))

    def read(self, parent: Any) -> None:
        """Read the blocks of the body, a cell or a text box."""
        for block in parent:
            if block.tag == f"{WORD}p":
                self._paragraph(block)
            elif block.tag == f"{WORD}tbl":
                self._table(block)
            elif block.tag == f"{WORD}altChunk":
                self._unread["part_document"] += 1
            elif isinstance(block.tag, str) and block.tag not in _UNSEEN:
                self.read(block)

    def _paragraph(self, paragraph: Any) -> None:
        found = self._read_text(paragraph)
        text = self._pending + found.text
        self._pending = ""
        if _ends_deleted(paragraph):
            self._pending = text
            return
        if not found.text and found.hidden:
            return
        if not self.lines:
            self._boxes(found)  # the title of a report may be in a box over it
        label = self._numbering.label(paragraph, text)
        heading = self._styles.heading_level(paragraph)
        pieces = f"{label}{text}".split("\n")
        for piece in pieces:
            self._add(piece, heading=heading if piece else None, whole=len(pieces) == 1)
        self._boxes(found)
        for kind, note_id in found.notes:
            self._note(kind, note_id)

    def _read_text(self, paragraph: Any) -> ParagraphText:
        found = read_paragraph(paragraph, self._styles)
        number = len(self.lines) + 1
        for rule, texts in ((HIDDEN, found.hidden), (NOTE_MARK, found.marks)):
            self.changes += [
                Change(rule=rule, line=number, before=text, after="") for text in texts
            ]
        self._unread += found.unread
        return found

    def _add(
        self, text: str, *, heading: int | None = None, whole: bool = True, body: bool = False
    ) -> None:
        number = len(self.lines) + 1
        self.lines.append(Line(text=text, number=number, whole=whole, heading=heading, body=body))

    def _boxes(self, found: ParagraphText) -> None:
        for box in found.boxes:
            self.read(box)
        found.boxes.clear()

    def _note(self, kind: str, note_id: str) -> None:
        note = self._notes.get((kind, note_id))
        if note is None:
            return
        texts = [self._read_text(paragraph).text for paragraph in note.iter(f"{WORD}p")]
        text = "".join(texts).replace("\n", "").strip()
        if text:
            self._add(_NOTE + text, body=True)

    def _table(self, table: Any) -> None:
        rows = [row for row in _rows(table) if not _is_deleted(row)]
        grid, elements = self._grid(rows)
        if is_layout(grid):
            numbers = numbered_text(grid)
            for element in elements[1::2] if numbers else elements:
                self.read(element)
            return
        caption = self.lines[-1].text if self.lines else ""
        for text in table_lines(grid, caption=caption):
            self._add(text, body=True)

    def _grid(self, rows: Sequence[Any]) -> tuple[list[list[Cell]], list[Any]]:
        """Return the grid of a table, and the elements of its cells in reading order."""
        grid: list[list[Cell]] = []
        elements: list[Any] = []
        for row in rows:
            head = is_on(row.find(f"{WORD}trPr/{WORD}tblHeader"))
            line = [Cell(text="")] * whole_number(value_of(row, "trPr/gridBefore"))
            for element in row.iter(f"{WORD}tc"):
                if next(element.iterancestors(f"{WORD}tr")) is not row:
                    continue  # of a table within this one
                merge = element.find(f"{WORD}tcPr/{WORD}vMerge")
                goes_on = merge is not None and merge.get(f"{WORD}val") != "restart"
                column = len(line)
                if goes_on and grid and column < len(grid[-1]):
                    cell = grid[-1][column]
                else:
                    cell = self._cell(element, head=head)
                    elements.append(element)
                line += [cell] * max(1, whole_number(value_of(element, "tcPr/gridSpan")))
            grid.append(line)
        return grid, elements

    def _cell(self, element: Any, *, head: bool) -> Cell:
        """Return a cell; counters changed while it is read are reset if it is read again."""
        texts: list[str] = []
        inner: list[str] = []
        for block in element.iter(f"{WORD}p", f"{WORD}tbl"):
            if next(block.iterancestors(f"{WORD}tc")) is not element:
                continue  # of a cell of a table within this one
            if block.tag == f"{WORD}tbl":
                rows = [row for row in _rows(block) if not _is_deleted(row)]
                inner += table_lines(self._grid(rows)[0])
            else:
                text = read_paragraph(block, self._styles).text
                texts.append("".join(text.split("\n")).strip())
        return Cell(text=_one_text(texts), head=head, inner=tuple(inner))


def _one_text(texts: Sequence[str]) -> str:
    """Return the paragraphs of a cell as one text; two figures are separated."""
    joined = ""
    for text in filter(None, texts):
        figures = joined[-1:].isdigit() and text[:1].isdigit()
        joined += ("；" if figures else " " if joined else "") + text
    return joined


def _rows(table: Any) -> list[Any]:
    return [
        row for row in table.iter(f"{WORD}tr") if next(row.iterancestors(f"{WORD}tbl")) is table
    ]


def _is_deleted(row: Any) -> bool:
    return row.find(f"{WORD}trPr/{WORD}del") is not None


def _ends_deleted(paragraph: Any) -> bool:
    """Return whether the end of a paragraph was deleted, so that it continues in the next one."""
    marks = (f"{WORD}pPr/{WORD}rPr/{WORD}{name}" for name in ("del", "moveFrom"))
    return any(paragraph.find(mark) is not None for mark in marks)


def _note_parts(document: Any) -> dict[tuple[str, str], Any]:
    """Return footnotes and endnotes by kind and id."""
    from lxml import etree  # noqa: PLC0415

    notes: dict[tuple[str, str], Any] = {}
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    for relation in document.part.rels.values():
        kind = relation.reltype.rpartition("/")[2]
        if kind not in _NOTE_PARTS or relation.is_external:
            continue
        try:
            root = etree.fromstring(relation.target_part.blob, parser)
        except etree.XMLSyntaxError:
            continue
        for note in root:
            if note.get(f"{WORD}type", "normal") == "normal":
                notes[kind, note.get(f"{WORD}id", "")] = note
    return notes
