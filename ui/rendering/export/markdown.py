"""Answers as Markdown, with numbered references at the end.

Every text is escaped: an asterisk in a report stays an asterisk.
"""

import base64
from collections.abc import Iterator

from qa.markup.plain_text import plain
from ui.i18n.messages import message
from ui.rendering.export.exported import Export, ExportedTurn, QuotedPart
from ui.rendering.inert import markdown_table, markdown_text

__all__ = ["as_markdown"]


def as_markdown(export: Export, language: str) -> str:
    """Return answers as Markdown, with charts as embedded pictures."""
    lines = [f"# {markdown_text(export.title)}", ""]
    if export.date:
        lines += [message("export.date", language, date=export.date), ""]
    for turn in export.turns:
        lines += _turn(turn)
    if export.references:
        lines += [f"## {message('page.references', language)}", ""]
        for one in export.references:
            lines += [f"[{one.number}] {markdown_text(one.text)}", ""]
            lines += [f"> {markdown_text(excerpt)}\n" for excerpt in one.excerpts]
    return plain("\n".join(lines).rstrip() + "\n")


def _turn(turn: ExportedTurn) -> Iterator[str]:
    yield from (f"## {markdown_text(turn.question)}", "")
    if turn.told:
        yield from (markdown_text(turn.told), "")
    if turn.direct:
        yield from (f"**{markdown_text(turn.direct)}**", "")
    if turn.quoted:
        yield from ("> " + "".join(map(_cited, turn.quoted)), "")
    for line in (*turn.computed, *turn.notices):
        yield from (markdown_text(line), "")
    if turn.picture is not None:
        encoded = base64.b64encode(turn.picture).decode("ascii")
        yield from (f"![{markdown_text(turn.caption)}](data:image/png;base64,{encoded})", "")
    if turn.table:
        yield from (*markdown_table(turn.table), "")


def _cited(part: QuotedPart) -> str:
    """Return a part with its numbers, struck through if it is unsupported."""
    text, bare = markdown_text(part.text), markdown_text(part.text).strip()
    if part.unsupported and bare:
        text = text.replace(bare, f"~~{bare}~~", 1)
    return text + "".join(f"\\[{number}\\]" for number in part.numbers)
