"""`Document`, the value that every format returns: lines with their properties, and the source."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from embeddings.messages import Message
from embeddings.records import Change, SourceFile

__all__ = ["HIDDEN", "Document", "Line", "breaks_lines"]

HIDDEN = "hidden-text"  # the rule's name in the table of cleaning rules
_LONG = 20  # minimum characters of a line for `breaks_lines`
_FEWEST_LONG = 8  # minimum number of such lines
_BROKEN_SHARE = 0.3  # of long lines that end in mid-sentence
_SENTENCE_ENDS = tuple("。！？：；”…!?:;）")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a document, before cleaning.

    `whole` is True if the line is a whole paragraph by its format (a Word paragraph, an HTML
    `<p>`), so that it is never joined to its neighbours; in plain text it is False.
    """

    text: str
    number: int  # 1-based: line of the decoded text, or running number of the block
    whole: bool = False
    heading: int | None = None  # 1 for the outermost, if the format marks headings
    page: int | None = None  # 1-based, in paged formats
    page_break: bool = False  # only the mark of a page break, possibly within a sentence
    body: bool = False  # never a heading: the row of a table, a caption, a note


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A decoded source: its lines, and the metadata of the format.

    `metadata` holds title, year, region, issuer, date as strings, if the format has them (columns
    of a table, the title of a web page); they rank below the values in the text.
    """

    lines: tuple[Line, ...]
    source: SourceFile
    metadata: Mapping[str, str] = field(default_factory=dict)
    notices: tuple[Message, ...] = ()
    changes: tuple[Change, ...] = ()  # by the format: running heads, navigation dropped


def breaks_lines(texts: Iterable[str]) -> bool:
    """Return whether a file breaks its paragraphs into printed lines."""
    long = [text.strip() for text in texts if len(text.strip()) >= _LONG]
    broken = sum(not text.endswith(_SENTENCE_ENDS) for text in long)
    return len(long) >= _FEWEST_LONG and broken > _BROKEN_SHARE * len(long)
