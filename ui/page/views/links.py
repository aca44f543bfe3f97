"""Links within the page: a paragraph of a report, a question asked again.

They are relative (`?report=…`), so that they work behind a proxy under any root path.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from qa.markup.html import Safe, element

__all__ = ["Place", "paragraph_link", "place_link", "question_link", "read_place"]

_LONGEST_OFFSET = 12  # digits of an offset in a text


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A paragraph of a report, with the part to mark, if any."""

    report_id: str
    paragraph: int | None = None
    start: int | None = None
    end: int | None = None


def paragraph_link(
    report_id: str, paragraph: int, start: int | None = None, end: int | None = None
) -> str:
    """Return the address that opens the full text at a paragraph, `start:end` marked."""
    fields: dict[str, str | int] = {"report": report_id, "p": paragraph}
    if start is not None and end is not None:
        fields["mark"] = f"{start}-{end}"
    return "?" + urlencode(fields)


def place_link(
    words: str,
    report_id: str,
    paragraph: int,
    start: int | None = None,
    end: int | None = None,
    *,
    style: str | None = None,
) -> Safe:
    """Return the link to a place of the full text; the page's script opens it in its tab."""
    return element(
        "a",
        words,
        href=paragraph_link(report_id, paragraph, start, end),
        data_read=report_id,
        data_paragraph=paragraph,
        data_start=start,
        data_end=end,
        class_=style,
    )


def question_link(
    question: str,
    *,
    years: Sequence[int] | None = None,
    regions: Sequence[str] | None = None,
) -> str:
    """Return the address that asks a question again, with the same filters."""
    fields: list[tuple[str, str]] = [("q", question)]
    fields += [("year", str(year)) for year in years or ()]
    fields += [("region", region) for region in regions or ()]
    return "?" + urlencode(fields)


def read_place(fields: Mapping[str, str]) -> Place | None:
    """Return the place in an address; None if it has none."""
    report_id = fields.get("report", "")
    if not report_id:
        return None
    start, _, end = fields.get("mark", "").partition("-")
    marked = all(n.isdecimal() and len(n) <= _LONGEST_OFFSET for n in (start, end))
    number = fields.get("p", "")
    return Place(
        report_id=report_id,
        paragraph=int(number) if number.isdecimal() and len(number) < 7 else None,
        start=int(start) if marked else None,
        end=int(end) if marked else None,
    )
