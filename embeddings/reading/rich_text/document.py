"""RTF (Rich Text Format 1.9.1): paragraphs and tables; deleted, hidden and struck text left out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from embeddings.errors import FormatError
from embeddings.reading.document import HIDDEN, Document, Line
from embeddings.reading.rich_text.tables import RichRow, rich_grid
from embeddings.reading.superscripts import NOTE_MARK, raised, with_lowered_end
from embeddings.reading.tables import is_layout, table_lines
from embeddings.records import Change, SourceFile

__all__ = ["is_rich_text", "read_rich_text"]

_TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|[\r\n]+"
    rb"|([^\\{}\r\n]+)"
)
_SIGNS = {
    **{"tab": "\t", "line": "\n", "emdash": "—", "endash": "–", "bullet": "•", "lquote": "‘"},
    **{"rquote": "’", "ldblquote": "“", "rdblquote": "”", "emspace": "\u2003", "enspace": "\u2002"},
}
_ESCAPES = {b"{": "{", b"}": "}", b"\\": "\\", b"~": "\u00a0", b"_": "-", b"-": ""}
_LEFT_OUT = frozenset(
    {"fonttbl", "colortbl", "stylesheet", "info", "pict", "object", "themedata", "datastore"}
    | {"header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf"}
    | {"fldinst", "listtable", "listoverridetable", "rsidtbl", "generator", "xmlnstbl"}
    | {"latentstyles", "colorschememapping", "mmathPr", "filetbl", "revtbl", "pgptbl"}
    | {"annotation", "atnauthor", "atnid", "atndate", "atnref", "bkmkstart", "bkmkend"}
    | {"shpinst", "nonshppict", "nonesttables"}
)
_CODE_PAGES = {134: "gb18030", 136: "big5", 128: "shift_jis", 129: "euc_kr", 0: "cp1252"}
_HIDING = frozenset({"v", "strike", "striked", "deleted"})
_NOTE = "注："


@dataclass(frozen=True, slots=True, kw_only=True)
class _State:
    """The formatting state of a group."""

    left_out: bool = False
    hidden: bool = False
    raised: bool = False
    lowered: bool = False
    note: bool = False
    skip: int = 1  # fallback characters after \\u
    code_page: str = ""


def is_rich_text(data: bytes) -> bool:
    """Return whether `data` has the header of RTF."""
    return data[:64].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{\\rtf")


def read_rich_text(data: bytes, source: SourceFile) -> Document:
    """Return the document in an RTF file.

    Raises `FormatError` for one without text.
    """
    reader = _Reader(data)
    reader.run()
    if not any(line.text.strip() for line in reader.lines):
        raise FormatError("rtf_without_text", name=source.name)
    return Document(
        lines=tuple(reader.lines),
        source=replace(source, encoding=reader.code_page),
        changes=tuple(reader.changes),
    )


class _Reader:
    """Reads the tokens of a file once."""

    def __init__(self, data: bytes) -> None:
        self.lines: list[Line] = []
        self.changes: list[Change] = []
        self.code_page = "cp1252"
        self._data = data
        self._fonts: dict[int, str] = {}
        self._state = _State()
        self._stack: list[_State] = []
        self._text = ""
        self._raised = ""
        self._lowered = ""  # subscript at the end of the text
        self._bytes = bytearray()  # of a two-byte character
        self._skipping = 0
        self._font = 0
        self._cells: list[str] = []
        self._rows: list[RichRow] = []
        self._edges: list[int] = []  # right edges of the cells of a row
        self._goes_on: set[int] = set()  # its cells that go on with those above them
        self._merged = False
        self._in_table = False
        self._notes: list[str] = []
        self._note = ""

    def run(self) -> None:
        for word, value, code, escape, brace, text in self._tokens():
            if not code:
                self._decode()
            if brace:
                self._brace(brace)
            elif word:
                self._word(word.decode("ascii"), int(value) if value else None)
            elif code:
                self._code(int(code, 16))
            elif escape:
                self._escape(escape)
            elif text:
                self._add(text.decode("latin-1") if not self._skipping else self._skipped(text))
        self._decode()
        self._end_paragraph()
        self._end_table()

    def _tokens(self) -> Iterator[tuple[bytes, ...]]:
        place = 0
        while place < len(self._data):
            match = _TOKEN.match(self._data, place)
            if match is None:
                place += 1
                continue
            place = match.end()
            if match[1] == b"bin" and match[2]:
                place += max(0, int(match[2]))
            yield match.groups(b"")

    def _brace(self, brace: bytes) -> None:
        self._flush_raised()
        if brace == b"{":
            self._stack.append(self._state)
            return
        was = self._state
        self._state = self._stack.pop() if self._stack else _State(left_out=True)
        if was.note and not self._state.note:
            self._notes.append(self._note.strip())
            self._note = ""

    def _word(self, word: str, value: int | None) -> None:
        state = self._state
        on = value != 0
        if word in _LEFT_OUT:
            self._state = replace(state, left_out=True)
        elif word == "fcharset" and value is not None:
            self._fonts[self._font] = _CODE_PAGES.get(value, "")
        elif word == "f" and value is not None:
            self._font = value
            self._state = replace(state, code_page=self._fonts.get(value, ""))
        elif word == "ansicpg" and value is not None:
            self.code_page = {936: "gb18030", 54936: "gb18030"}.get(value, f"cp{value}")
        elif word == "uc" and value is not None:
            self._state = replace(state, skip=max(0, value))
        elif word == "u" and value is not None:
            self._add(_character(value % 0x10000))
            self._skipping = state.skip
        elif word in _HIDING:
            self._state = replace(state, hidden=on)
        elif word == "super":
            self._state = replace(state, raised=on)
        elif word == "sub":
            self._state = replace(state, lowered=on)
        elif word in {"nosupersub", "plain"}:
            self._flush_raised()
            hidden = state.hidden and word != "plain"
            self._state = replace(state, raised=False, lowered=False, hidden=hidden)
        elif word == "footnote":
            self._state = replace(state, note=True)
        elif word in _SIGNS:
            self._add(_SIGNS[word])
        elif not state.left_out:
            self._structure(word, value or 0)

    def _structure(self, word: str, value: int) -> None:
        if word in {"par", "sect", "page"} and not self._state.note:
            self._end_paragraph()
        elif word == "intbl":
            self._in_table = True
        elif word == "pard" and not self._state.note:
            self._in_table = False
        elif word in {"cell", "nestcell"}:
            self._flush_raised()
            self._cells.append(" ".join(self._text.split()))
            self._text = ""
        elif word == "trowd":
            self._edges, self._goes_on, self._merged = [], set(), False
        elif word == "clvmrg":
            self._merged = True
        elif word == "cellx":
            if self._merged:
                self._goes_on.add(len(self._edges))
            self._edges.append(value)
            self._merged = False
        elif word in {"row", "nestrow"}:
            if self._cells:
                self._rows.append(RichRow(self._cells, self._edges, self._goes_on))
            self._cells = []

    def _escape(self, escape: bytes) -> None:
        if escape == b"*":
            self._state = replace(self._state, left_out=True)  # an optional group
        elif escape in b"\r\n":
            self._end_paragraph()
        else:
            self._add(_ESCAPES.get(escape, ""))

    def _code(self, code: int) -> None:
        if self._skipping:
            self._skipping -= 1
        else:
            self._bytes.append(code)

    def _decode(self) -> None:
        if self._bytes:
            content = bytes(self._bytes)
            self._bytes.clear()
            code_page = self._state.code_page or self.code_page
            if code_page == "cp1252" and self.code_page != "cp1252":
                code_page = self.code_page  # Latin fonts of Chinese files contain Chinese too
            try:
                self._add(content.decode(code_page, "replace"))
            except LookupError:
                self._add(content.decode("gb18030", "replace"))

    def _skipped(self, text: bytes) -> str:
        left = text[self._skipping :]
        self._skipping = max(0, self._skipping - len(text))
        return left.decode("latin-1")

    def _add(self, text: str) -> None:
        state = self._state
        if state.left_out or not text:
            return
        if state.hidden:
            self._tell(HIDDEN, text)
        elif state.note:
            self._note += text
        elif state.raised:
            self._raised += text
        else:
            self._flush_raised()
            self._text = with_lowered_end(self._text, self._lowered, text) + text
            self._lowered = text if state.lowered else ""

    def _flush_raised(self) -> None:
        if self._raised:
            shown = raised(self._raised, self._text)
            if shown is None:
                self._tell(NOTE_MARK, self._raised)
            self._text += shown or ""
            self._raised = ""

    def _tell(self, rule: str, text: str) -> None:
        if text.strip():
            self.changes.append(
                Change(rule=rule, line=len(self.lines) + 1, before=text.strip(), after="")
            )

    def _end_paragraph(self) -> None:
        self._flush_raised()
        if self._in_table:
            self._text += " "  # paragraphs of one cell
            return
        self._end_table()
        texts = self._text.split("\n")
        self._text = ""
        for text in texts:
            self._line(text, whole=len(texts) == 1)
        for note in filter(None, self._notes):
            self._line(_NOTE + note, body=True)
        self._notes.clear()

    def _end_table(self) -> None:
        if not self._rows:
            return
        grid = rich_grid(self._rows)
        self._rows = []
        if is_layout(grid):
            for row in grid:
                for cell in row:
                    self._line(cell.text)
            return
        caption = self.lines[-1].text if self.lines else ""
        for text in table_lines(grid, caption=caption):
            self._line(text, body=True)

    def _line(self, text: str, *, whole: bool = True, body: bool = False) -> None:
        self.lines.append(Line(text=text, number=len(self.lines) + 1, whole=whole, body=body))


def _character(code: int) -> str:
    return "" if 0xD800 <= code < 0xE000 or code == 0 else chr(code)
