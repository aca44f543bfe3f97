"""OFD files (GB/T 33190), the layout format of Chinese offices: lines rejoined to paragraphs."""

import io
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from embeddings.errors import FormatError
from embeddings.messages import Message
from embeddings.reading.document import Document
from embeddings.reading.pages.furniture import without_furniture
from embeddings.reading.pages.paragraphs import paragraphs
from embeddings.reading.pages.printed import Character, PrintedLine, printed_line
from embeddings.records import SourceFile

__all__ = ["is_ofd", "read_ofd"]

_DAMAGE = (  # raised by ofdkit, zipfile and the XML parser
    *(ArithmeticError, AttributeError, EOFError, LookupError, OSError, RuntimeError),
    *(SyntaxError, TypeError, ValueError),
)
_SAME_LINE = 0.5  # sizes between the baselines of runs on one line


def is_ofd(data: bytes) -> bool:
    """Return whether `data` is a zip file with the root entry of OFD files."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return any(name.lower() == "ofd.xml" for name in archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OverflowError, OSError):
        return False


def read_ofd(data: bytes, source: SourceFile) -> Document:
    """Return the document in an OFD file; pages without text are listed in `source.unread`.

    Raises `FormatError` for a damaged file and one without text.
    """
    # ofdkit is needed for OFD files only
    import ofdkit  # noqa: PLC0415

    try:
        with ofdkit.open(io.BytesIO(data)) as document:
            pages = [_page_lines(page, number) for number, page in enumerate(document.pages, 1)]
    except (ofdkit.OFDError, zipfile.BadZipFile, zlib.error, *_DAMAGE) as err:
        raise FormatError("ofd_damaged", name=source.name, reason=err) from err
    lines = [line for page in pages for line in page]
    if not lines:
        raise FormatError("ofd_without_text", name=source.name, pages=len(pages))
    kept, changes = without_furniture(lines, len(pages))
    empty = tuple(number for number, page in enumerate(pages, 1) if not page)
    unread = (Message("unread_pages", name=source.name, pages=empty),) if empty else ()
    return Document(
        lines=tuple(paragraphs(kept)),
        source=replace(source, unread=unread),
        changes=tuple(changes),
    )


def _page_lines(page: Any, number: int) -> list[PrintedLine]:
    """Return the lines of a page, whose coordinates are in millimetres from the top."""
    height = page.height or 1.0
    rows: list[list[Any]] = []
    for run in _once(page.runs):
        if not run.text.strip():
            continue
        last = rows[-1][-1] if rows else None
        if last is not None and abs(run.y - last.y) <= _SAME_LINE * last.size and run.x >= last.x:
            rows[-1].append(run)
        else:
            rows.append([run])
    return [printed_line(_characters(row, height), number, height) for row in rows]


def _once(runs: Sequence[Any]) -> list[Any]:
    """Return the runs without those drawn twice at one place to look bold."""
    return list({(run.text, round(run.x, 1), round(run.y, 1)): run for run in runs}.values())


def _characters(row: Sequence[Any], height: float) -> list[Character]:
    found: list[Character] = []
    for run in row:
        step = (run.width or run.size * len(run.text)) / max(1, len(run.text))
        for place, text in enumerate(run.text):
            left = run.x + place * step
            bottom = height - run.y
            found.append(
                Character(
                    text=text, left=left, bottom=bottom, right=left + step, top=bottom + run.size
                )
            )
    return found
