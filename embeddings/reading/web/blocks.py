"""A web page → its lines in reading order, cut where a browser would cut them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from embeddings.reading.document import HIDDEN
from embeddings.reading.superscripts import NOTE_MARK, lowered, raised
from embeddings.reading.tables import Cell, table_lines
from embeddings.reading.web.tables import block_grid, number_cells, table_grid
from embeddings.reading.web.visibility import Visibility
from embeddings.records import Change

__all__ = ["Block", "page_blocks", "shown_text"]

_INLINE = re.compile(
    "a|abbr|acronym|b|bdo|big|cite|code|data|del|dfn|em|font|i|img|ins|kbd|label|mark|q|rb|ruby|s|"
    "samp|small|span|strike|strong|sub|sup|time|tt|u|var|wbr|.*:.*"
)
_HEADING = re.compile("h([1-6])")
_SPACE = re.compile("\\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A line of a page."""

    text: str
    element: Any  # the block element that holds it
    heading: int | None = None
    row: bool = False  # a line of a table
    typed: bool = False  # in <pre>, where line ends are the author's


def page_blocks(root: Any) -> tuple[list[Block], list[Change]]:
    """Return the lines of a page, and the changes: hidden text, marks of notes."""
    walk = _Walk(root)
    walk.run()
    return walk.blocks, walk.changes


class _Walk:
    """Traverses the elements of a page once."""

    def __init__(self, root: Any) -> None:
        self.blocks: list[Block] = []
        self.changes: list[Change] = []
        self._root = root
        self._visibility = Visibility(root)
        self._parts: list[str] = []
        self._open: list[Any] = [root]
        self._passed: set[Any] = set()  # elements whose text is read already, or skipped

    def run(self) -> None:
        from lxml import etree  # noqa: PLC0415 (see page)

        walk = etree.iterwalk(self._root, events=("start", "end", "comment", "pi"))
        for event, element in walk:
            tag = element.tag.lower() if isinstance(element.tag, str) else ""
            if event in {"comment", "pi"} or not tag:
                self._add(element.tail)
            elif event == "start":
                if self._starts(element, tag):
                    walk.skip_subtree()
            else:
                self._ends(element, tag)
        self._flush()

    def _starts(self, element: Any, tag: str) -> bool:
        """Open an element; return whether its content was read, or is hidden."""
        visible = self._visibility
        if visible.is_no_text(tag) or element in self._passed:
            self._passed.add(element)
            return True
        if element is not self._root and visible.is_hidden(element, tag):
            self._passed.add(element)
            self._tell(HIDDEN, _inner_text(element))
            return True
        if visible.is_raised(element, tag):
            self._passed.add(element)
            self._raise(element)
            return True
        if tag == "sub" and len(element) == 0:
            self._passed.add(element)
            self._add(lowered(element.text or "", element.tail or ""))
            return True
        grid = self._grid(element, tag)
        if grid is not None:
            self._flush()
            self._passed.add(element)
            for text in self._captions(element):
                self.blocks.append(Block(text=text, element=element, row=True))
            caption = self.blocks[-1].text if self.blocks else ""
            for text in table_lines(grid, caption=caption):
                self.blocks.append(Block(text=text, element=element, row=True))
            return True
        if _INLINE.fullmatch(tag) is None:
            self._flush()
            self._open.append(element)
        self._add(element.text)
        return False

    def _ends(self, element: Any, tag: str) -> None:
        if element in self._passed:
            self._passed.discard(element)
        elif _INLINE.fullmatch(tag) is None:
            self._flush()
            self._open.pop()
        self._add(element.tail)

    def _grid(self, element: Any, tag: str) -> Sequence[Sequence[Cell]] | None:
        if tag == "table":
            self._passed.update(number_cells(element, self._shown_text))
            return table_grid(element, self._shown_text)
        if tag in {"div", "ul", "section"}:
            return block_grid(element, self._shown_text)
        return None

    def _captions(self, table: Any) -> list[str]:
        return [text for each in table.iterchildren("caption") if (text := self._shown_text(each))]

    def _raise(self, element: Any) -> None:
        text = _inner_text(element)
        shown = raised(text, "".join(self._parts))
        if shown is None:
            self._tell(NOTE_MARK, text)
        else:
            self._parts.append(shown)

    def _tell(self, rule: str, text: str) -> None:
        if text.strip():
            number = len(self.blocks) + 1
            self.changes.append(Change(rule=rule, line=number, before=text.strip(), after=""))

    def _shown_text(self, element: Any) -> str:
        """Return the text of a cell as it is shown, on one line."""
        pieces: list[str] = [element.text or ""]
        for child in element:
            tag = child.tag.lower() if isinstance(child.tag, str) else ""
            if tag and not self._visibility.is_no_text(tag) and tag != "table":
                if self._visibility.is_raised(child, tag):
                    pieces.append(raised(_inner_text(child), "".join(pieces)) or "")
                elif not self._visibility.is_hidden(child, tag):
                    inner = self._shown_text(child)
                    inner = lowered(inner, child.tail or "") if tag == "sub" else inner
                    pieces.append(inner if _INLINE.fullmatch(tag) else f" {inner} ")
            pieces.append(child.tail or "")
        return _SPACE.sub(" ", "".join(pieces)).strip()

    def _flush(self) -> None:
        text = "".join(self._parts)
        self._parts.clear()
        if text.strip():
            heading = next((_HEADING.fullmatch(e.tag) for e in reversed(self._open) if e.tag), None)
            level = int(heading[1]) if heading else None
            self.blocks.append(
                Block(text=text, element=self._open[-1], heading=level, typed=self._is_typed())
            )

    def _add(self, text: str | None) -> None:
        if text and "\n" in text and self._is_typed():
            for line in text.splitlines(keepends=True):
                self._parts.append(line.rstrip("\r\n"))
                if line.endswith(("\r", "\n")):
                    self._flush()
        else:
            self._parts.append(_one_line(text))

    def _is_typed(self) -> bool:
        return any(element.tag == "pre" for element in self._open)


def shown_text(element: Any, visibility: Visibility) -> str:
    """Return the text of an element, without pinyin above its characters and note marks."""
    pieces: list[str] = [element.text or ""]
    for child in element:
        tag = child.tag.lower() if isinstance(child.tag, str) else ""
        if tag and not visibility.is_no_text(tag) and not visibility.is_raised(child, tag):
            pieces.append(shown_text(child, visibility))
        pieces.append(child.tail or "")
    return "".join(pieces)


def _one_line(text: str | None) -> str:
    """Return text without its source line ends, which no browser shows."""
    return re.sub("[ \t]*[\r\n]+[ \t]*", "", text) if text else ""


def _inner_text(element: Any) -> str:
    return _SPACE.sub(" ", "".join(element.itertext())).strip()
