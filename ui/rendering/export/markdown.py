"""Answers as Markdown, with numbered references at the end.

Every text is escaped: an asterisk in a report stays an asterisk.
"""

import base64
import re
from collections.abc import Iterator

from qa.markup.plain_text import one_line, plain
from ui.i18n.messages import message
from ui.rendering.export.exported import Export, ExportedTurn, QuotedPart

__all__ = ["as_markdown"]

# where an address begins that stands for itself; escaped there, it is no link
_ADDRESS = re.compile(r"(?<=:)/(?=/)|(?<=www)\.|@", re.IGNORECASE)
_SIGNS = {ord(sign): f"\\{sign}" for sign in "\\`*_{}[]<>#+|~!"}


def as_markdown(export: Export, language: str) -> str:
    """Return answers as Markdown; a chart is a picture within the text."""
    lines = [f"# {_escaped(export.title)}", ""]
    if export.date:
        lines += [message("export.date", language, date=export.date), ""]
    for turn in export.turns:
        lines += _turn(turn)
    if export.references:
        lines += [f"## {message('page.references', language)}", ""]
        for one in export.references:
            lines += [f"[{one.number}] {_escaped(one.text)}", ""]
            lines += [f"> {_escaped(excerpt)}\n" for excerpt in one.excerpts]
    return plain("\n".join(lines).rstrip() + "\n")


def _turn(turn: ExportedTurn) -> Iterator[str]:
    yield from (f"## {_escaped(turn.question)}", "")
    if turn.told:
        yield from (_escaped(turn.told), "")
    if turn.direct:
        yield from (f"**{_escaped(turn.direct)}**", "")
    if turn.quoted:
        yield from ("> " + "".join(map(_cited, turn.quoted)), "")
    for line in (*turn.computed, *turn.notices):
        yield from (_escaped(line), "")
    if turn.picture is not None:
        encoded = base64.b64encode(turn.picture).decode("ascii")
        yield from (f"![{_escaped(turn.caption)}](data:image/png;base64,{encoded})", "")
    if turn.table:
        heads, *rows = turn.table
        yield from (_row(heads), _row(["---"] * len(heads), escape=False))
        yield from (_row(row) for row in rows)
        yield ""


def _cited(part: QuotedPart) -> str:
    """Return a part with its numbers, struck through where nothing supports it."""
    text, bare = _escaped(part.text), _escaped(part.text).strip()
    if part.unsupported and bare:
        text = text.replace(bare, f"~~{bare}~~", 1)
    return text + "".join(f"\\[{number}\\]" for number in part.numbers)


def _row(cells: "list[str] | tuple[str, ...]", *, escape: bool = True) -> str:
    return f"| {' | '.join(_escaped(cell) if escape else cell for cell in cells)} |"


def _escaped(text: str) -> str:
    """Return text as Markdown that shows it letter by letter, on one line, and links to nothing."""
    return _ADDRESS.sub(r"\\\g<0>", one_line(text).translate(_SIGNS))
