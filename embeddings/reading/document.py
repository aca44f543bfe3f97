"""What a format hands on: lines with what the file said about them, and where they came from."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from embeddings.messages import Message
from embeddings.records import Change, SourceFile

__all__ = ["HIDDEN", "Document", "Line", "breaks_lines"]

HIDDEN = "hidden-text"  # the rule's name in the table of cleaning rules
_LONG = 20  # characters of a line from which it shows how the file breaks lines
_FEWEST_LONG = 8  # lines that show it
_BROKEN_SHARE = 0.3  # of long lines that end in mid-sentence
_SENTENCE_ENDS = tuple("。！？：；”…!?:;）")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a document, before cleaning.

    `whole` is True where the format itself says that the line is a whole paragraph (a Word
    paragraph, an HTML `<p>`), so that it is never joined to its neighbours; plain text does not.
    """

    text: str
    number: int  # 1-based: line of the decoded text, or running number of the block
    whole: bool = False
    heading: int | None = None  # 1 for the outermost, where the format marks headings
    page: int | None = None  # 1-based, in paged formats
    page_break: bool = False  # nothing but the mark of a page break, within a sentence as well
    body: bool = False  # never a heading: the row of a table, a caption, a note


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A decoded source: its lines, and what the format knew beside the text.

    `metadata` holds title, year, region, issuer, date as strings, where the format has them
    (columns of a table, the title of a web page); they rank below what the text itself says.
    """

    lines: tuple[Line, ...]
    source: SourceFile
    metadata: Mapping[str, str] = field(default_factory=dict)
    notices: tuple[Message, ...] = ()
    changes: tuple[Change, ...] = ()  # what the format itself dropped: running heads, navigation


def breaks_lines(texts: Iterable[str]) -> bool:
    """Return whether a file breaks its paragraphs into printed lines."""
    long = [text.strip() for text in texts if len(text.strip()) >= _LONG]
    broken = sum(not text.endswith(_SENTENCE_ENDS) for text in long)
    return len(long) >= _FEWEST_LONG and broken > _BROKEN_SHARE * len(long)
