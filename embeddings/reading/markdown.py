"""Markdown: headings, tables and front matter; emphasis and links are removed.

The Markdown of OCR programs as well: tables in HTML, figures in LaTeX.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from embeddings.reading.document import HIDDEN, Document, Line
from embeddings.reading.encoding import decode
from embeddings.reading.latex import without_latex
from embeddings.reading.plain import split_lines, without_comments
from embeddings.reading.superscripts import NOTE_MARK, raised
from embeddings.reading.tables import Cell, table_lines
from embeddings.reading.web.blocks import page_blocks
from embeddings.records import Change, SourceFile

__all__ = ["read_markdown"]

_HEADING = re.compile("^ {0,3}(#{1,6})[ \t]+(.*?)[ \t#]*(?:\\{#[^{}]{1,80}\\}[ \t]*)?$")
_RULE = re.compile("^ {0,3}(?:[-*_][ \t]*){3,}$|^ {0,3}=+$")
_TABLE_RULE = re.compile("^[ \t]*\\|?[ \t:|-]*-[ \t:|-]*\\|?[ \t]*$")
_FENCE = re.compile("^ {0,3}(?:```|~~~)")
_PREFIX = re.compile("^[ \t]*(?:>[ \t]?)+|^[ \t]*[*+-][ \t]+(?:\\[[ xX]\\][ \t]+)?(?=\\S)")
_ITEM = re.compile("^[ \t]*[*+-][ \t]+(?=[^-*_\\s])")
# Bounded searches: a line of opening brackets would otherwise take quadratic time.
_IMAGE = re.compile("!\\[[^\\]]{0,500}\\]\\((?:[^)]{0,2000}|data:[^()]*)\\)")
_LINK = re.compile("\\[([^\\]]{0,500})\\](?:\\([^)]{0,2000}\\)|\\[[^\\]]{0,500}\\])")
_EMPHASIS = re.compile("(\\*\\*\\*|\\*\\*|__|==|\\*|`)(?=\\S)(.{1,3000}?)(?<=\\S)\\1")
_COMMENT = re.compile(
    "<!--.{0,2000}?-->|</?(?:br|p|div|span|b|strong|center|font|details|summary|sub|ins|u|i|em|ruby)\\b[^>]{0,2000}>",
    re.IGNORECASE,
)
_ESCAPE = re.compile("\\\\([\\\\`*_{}\\[\\]()#+.!|>~%$&-])")
_STRUCK = re.compile(
    "~~(?=\\S)[^~]{1,300}(?<=\\S)~~|<(del|s|strike)>.{1,300}?</\\1>", re.IGNORECASE
)
_SUPERSCRIPT = re.compile("<sup>(.{1,40}?)</sup>", re.IGNORECASE)
_NOTE_REFERENCE = re.compile("\\[\\^[^\\]\\s]{1,20}\\](?!:)")
_NOTE = re.compile("^ {0,3}(\\[\\^[^\\]\\s]{1,20}\\]:)[ \t]*(.+)$")
_BAR = re.compile("(?<!\\\\)\\|")
_WEB_TABLE = re.compile("(<table\\b.*?</table *>)", re.IGNORECASE | re.DOTALL)
_TAG = re.compile("<[^<>]{0,300}>")
_MOST_OPEN = 500  # lines of a table that is not closed
_FIELD = re.compile("^([A-Za-z_]+)[ \t]*:[ \t]*[\"']?(.*?)[\"']?[ \t]*$")
_FRONT_FIELDS = frozenset({"title", "year", "region", "issuer", "date"})


def read_markdown(data: bytes, source: SourceFile, *, encoding: str | None = None) -> Document:
    """Return the document in a Markdown file.

    Raises `FormatError` or `EncodingError` (see `decode`).
    """
    decoded = decode(data, name=source.name, encoding=encoding)
    lines = split_lines(decoded.text, source.name)
    body, metadata = _front_matter(lines)
    body, comments = without_comments(body)
    reader = _Reader()
    return Document(
        lines=tuple(reader.plain_lines(body)),
        source=replace(source, encoding=decoded.encoding),
        metadata=metadata,
        notices=(decoded.notice,) if decoded.notice else (),
        changes=(*comments, *reader.changes),
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


class _Reader:
    """Reads the lines once; collects struck-through text and marks of notes."""

    def __init__(self) -> None:
        self.changes: list[Change] = []

    def plain_lines(self, lines: Sequence[Line]) -> Iterator[Line]:
        rows: list[Line] = []
        whole = list(_with_whole_tables(lines))
        for line, below in zip(whole, [*whole[1:], None], strict=True):
            if line.text.lstrip().startswith("|"):
                rows.append(line)
                continue
            yield from self._table(rows)
            rows = []
            if "</table" in line.text.lower():
                yield from self._web_tables(line)
            else:
                item = _ITEM.match(line.text) is not None and _ends_item(below)
                for found in self._line(line):
                    yield replace(found, whole=found.whole or item)
        yield from self._table(rows)

    def _line(self, line: Line) -> Iterator[Line]:
        text = line.text
        if _FENCE.match(text) or _RULE.match(text):
            return
        if note := _NOTE.match(text):
            self.changes.append(
                Change(rule=NOTE_MARK, line=line.number, before=note[1], after="注：")
            )
            text = self._bare(note[2], line.number)
            yield replace(line, text=f"注：{text}", body=True, whole=True)
        elif heading := _HEADING.match(text):
            title = self._bare(heading[2], line.number).strip()
            if title:
                yield replace(line, text=title, heading=len(heading[1]))
        else:
            yield replace(line, text=self._bare(_PREFIX.sub("", text), line.number))

    def _table(self, rows: Sequence[Line]) -> Iterator[Line]:
        if not rows:
            return
        grid = [
            [
                Cell(text=self._bare(cell, row.number).strip())
                for cell in _BAR.split(row.text.strip().strip("|"))
            ]
            for row in rows
            if not _TABLE_RULE.match(row.text)
        ]
        for text in table_lines(grid):
            yield replace(rows[0], text=text, whole=True, body=True)

    def _web_tables(self, line: Line) -> Iterator[Line]:
        """Yield the text before, in and after the HTML tables in a line."""
        # lxml costs 0.1 s and is needed for files with such tables only
        from lxml import etree, html  # noqa: PLC0415

        for piece in _WEB_TABLE.split(line.text):
            if not _WEB_TABLE.fullmatch(piece):
                if piece.strip():
                    yield from self._line(replace(line, text=piece))
                continue
            try:
                root = html.document_fromstring(without_latex(piece).replace("\0", ""))
            except (etree.ParserError, etree.XMLSyntaxError, ValueError):
                yield from self._line(replace(line, text=_TAG.sub(" ", piece)))
                continue
            blocks, changes = page_blocks(root)
            self.changes += changes
            for block in blocks:
                yield replace(line, text=block.text.strip(), whole=True, body=block.row)

    def _bare(self, text: str, number: int) -> str:
        """Return a line without the marks of Markdown."""
        text = without_latex(text)
        for pattern, rule in ((_STRUCK, HIDDEN), (_NOTE_REFERENCE, NOTE_MARK)):
            for match in pattern.finditer(text):
                self.changes.append(Change(rule=rule, line=number, before=match[0], after=""))
            text = pattern.sub("", text)
        text = _SUPERSCRIPT.sub(lambda match: self._raised(match, number), text)
        return _bare(text)

    def _raised(self, match: re.Match[str], number: int) -> str:
        shown = raised(match[1], match.string[: match.start()])
        if shown is None:
            self.changes.append(Change(rule=NOTE_MARK, line=number, before=match[1], after=""))
        return shown or ""


def _ends_item(below: Line | None) -> bool:
    """Return whether a list item ends before the line below it."""
    return below is None or not below.text.strip() or _ITEM.match(below.text) is not None


def _with_whole_tables(lines: Sequence[Line]) -> Iterator[Line]:
    """Yield the lines, those of an HTML table as one."""
    waiting: Line | None = None
    taken = 0
    for line in lines:
        text = line.text if waiting is None else f"{waiting.text}{line.text.strip()}"
        start = line if waiting is None else waiting
        lowered = text.lower()
        table = lowered.rfind("<table") > lowered.rfind("</table")
        if table and taken < _MOST_OPEN:
            waiting, taken = replace(start, text=text), taken + 1
            continue
        yield replace(start, text=text) if waiting is not None else line
        waiting, taken = None, 0
    if waiting is not None:
        yield waiting


def _bare(text: str) -> str:
    """Return a line without the marks of Markdown."""
    for pattern, kept in ((_COMMENT, ""), (_IMAGE, ""), (_LINK, "\\1"), (_EMPHASIS, "\\2")):
        text = pattern.sub(kept, text)
    return _ESCAPE.sub("\\1", text)
