"""A Word paragraph → its text as it is seen: insertions kept; deleted, hidden, struck text out."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from embeddings.reading.superscripts import raised, with_lowered_end
from embeddings.reading.word.equations import MATH, equation_text
from embeddings.reading.word.package import WORD, XML
from embeddings.reading.word.styles import Styles
from embeddings.reading.word.symbols import symbol

__all__ = ["ParagraphText", "read_paragraph"]

_COMPATIBILITY = f"{{{XML}/markup-compatibility/2006}}"
_UNSEEN = frozenset(
    f"{WORD}{name}"
    for name in ("del", "moveFrom", "delText", "instrText", "pPr", "rPr", "rt", "tblPr", "sdtPr")
)
_SIGNS = {"tab": "\t", "ptab": "\t", "cr": "\n", "noBreakHyphen": "-", "softHyphen": ""}
_NOTES = {f"{WORD}footnoteReference": "footnotes", f"{WORD}endnoteReference": "endnotes"}
_CHART = f"{{{XML}/drawingml/2006/chart}}chart"
_DIAGRAM = f"{{{XML}/drawingml/2006/diagram}}relIds"
_UNREAD = {
    _CHART: "part_chart",
    _DIAGRAM: "part_diagram",
    f"{WORD}object": "part_object",
    f"{WORD}commentReference": "part_comment",
}


@dataclass(slots=True)
class ParagraphText:
    """The text of a paragraph, with line ends for its soft breaks, and its notes and boxes."""

    text: str = ""
    lowered: str = ""  # subscript at its end
    hidden: list[str] = field(default_factory=list)  # runs that are hidden or struck through
    marks: list[str] = field(default_factory=list)  # raised marks of notes
    notes: list[tuple[str, str]] = field(default_factory=list)  # footnotes or endnotes, and the id
    boxes: list[Any] = field(default_factory=list)  # contents of text boxes
    unread: Counter[str] = field(default_factory=Counter)  # charts, comments and others, by kind


def read_paragraph(paragraph: Any, styles: Styles) -> ParagraphText:
    """Return the text of a `w:p`."""
    found = ParagraphText()
    for child in paragraph:
        _read(child, paragraph, styles, found)
    return found


def _read(node: Any, paragraph: Any, styles: Styles, found: ParagraphText) -> None:
    if node.tag in _UNSEEN or not isinstance(node.tag, str):
        return
    if node.tag == f"{WORD}r":
        _read_run(node, paragraph, styles, found)
    elif node.tag.startswith(MATH):
        found.text += equation_text(node)
    else:
        for child in _children(node):
            _read(child, paragraph, styles, found)


def _read_run(run: Any, paragraph: Any, styles: Styles, found: ParagraphText) -> None:
    piece = "".join(_pieces(run, paragraph, styles, found))
    if not piece:
        return
    if styles.is_hidden(run, paragraph):
        found.hidden.append(piece)
    elif styles.is_raised(run):
        shown = raised(piece, found.text)
        if shown is None:
            found.marks.append(piece)
        else:
            found.text += shown
    else:
        found.text = with_lowered_end(found.text, found.lowered, piece) + piece
        found.lowered = piece if styles.is_lowered(run) else ""


def _pieces(node: Any, paragraph: Any, styles: Styles, found: ParagraphText) -> Iterator[str]:
    for child in _children(node):
        if child.tag in _UNSEEN or not isinstance(child.tag, str):
            continue
        name = child.tag.removeprefix(WORD)
        if name == "t":
            yield child.text or ""
        elif name in _SIGNS:
            yield _SIGNS[name]
        elif name == "br":
            yield "" if child.get(f"{WORD}type") in {"page", "column"} else "\n"
        elif name == "sym":
            yield symbol(child.get(f"{WORD}font", ""), child.get(f"{WORD}char", ""))
        elif name == "ruby":
            yield from _ruby(child, paragraph, styles)
        elif name == "txbxContent":
            found.boxes.append(child)
        elif child.tag in _NOTES:
            found.notes.append((_NOTES[child.tag], child.get(f"{WORD}id", "")))
        elif child.tag.startswith(MATH):
            yield equation_text(child)
        else:
            if child.tag in _UNREAD:
                found.unread[_UNREAD[child.tag]] += 1
            yield from _pieces(child, paragraph, styles, found)


def _ruby(ruby: Any, paragraph: Any, styles: Styles) -> Iterator[str]:
    """Yield the characters of a ruby without their pinyin."""
    for base in ruby.iterchildren(f"{WORD}rubyBase"):
        inner = ParagraphText()
        _read(base, paragraph, styles, inner)
        yield inner.text


def _children(node: Any) -> Iterator[Any]:
    """Yield the children of a node; of alternatives, the first only."""
    if node.tag == f"{_COMPATIBILITY}AlternateContent":
        choice = node.find(f"{_COMPATIBILITY}Choice")
        yield from node if choice is None else choice
    else:
        yield from node
