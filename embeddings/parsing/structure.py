"""Logical lines → the stored text with its sections and paragraphs, each with offsets."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from embeddings.parsing.cleaning import noisy_headings
from embeddings.parsing.cleaning.place_rules import HEADING_NOISE
from embeddings.parsing.headings import Heading, headings_of, run_in_heading
from embeddings.parsing.lines.joining import LogicalLine
from embeddings.parsing.lines.long_lines import split_long
from embeddings.parsing.section_roles import role_below
from embeddings.records import Change, Paragraph, Role, Section

__all__ = ["Structure", "build_structure"]

_ADDRESSES = ("各位代表", "同志们")
_DEEPEST = 20  # levels of sections; no report has more than seven


@dataclass(frozen=True, slots=True, kw_only=True)
class Structure:
    """The stored text with sections and paragraphs; `titles` are the lines of the title block."""

    text: str
    titles: tuple[str, ...]
    sections: tuple[Section, ...]
    paragraphs: tuple[Paragraph, ...]
    page_starts: tuple[int, ...]
    changes: tuple[Change, ...]


@dataclass(slots=True)
class _Open:
    """A section whose content is still being read."""

    heading: Heading
    number: int
    role: Role
    start: int
    end: int
    path: tuple[str, ...]


def build_structure(lines: Sequence[LogicalLine], *, year: int | None = None) -> Structure:
    """Return titles, sections and paragraphs over one stored text.

    The text has one line per title, heading and paragraph. `year` is the report's year if it is
    known; it distinguishes 2017年工作 as tasks from 2016年工作 as review.
    """
    headings = headings_of(lines)
    noisy = noisy_headings(
        (heading.title for heading in headings if heading is not None),
        "\n".join(line.text for line in lines),
    )
    builder = _Builder(year, noisy)
    for line, heading in zip(lines, headings, strict=True):
        builder.add(line, heading)
    return builder.finish()


class _Builder:
    """Processes the lines once, with a stack of open sections."""

    def __init__(self, year: int | None, noisy: Mapping[str, str]) -> None:
        self.year = year
        self.noisy = noisy  # heading → heading without text appended by a site
        self.parts: list[str] = []
        self.length = 0
        self.titles: list[str] = []
        self.stack: list[_Open] = []
        self.sections: list[_Open] = []
        self.reviewed = False  # one of them is a review
        self.paragraphs: list[Paragraph] = []
        self.pages: list[int] = []
        self.changes: list[Change] = []

    def add(self, line: LogicalLine, heading: Heading | None) -> None:
        start = self.length
        while line.page is not None and len(self.pages) < line.page:
            self.pages.append(start)
        if line.head:
            self._append(line.text)
            self.titles.append(line.text)
        elif heading is not None:
            self._add_heading(line, heading, start)
        else:
            parts, changes = split_long(line.text, line.number)
            self.changes += changes
            for part in filter(None, map(str.strip, parts)):
                self._add_paragraph(part, self.length)

    def finish(self) -> Structure:
        return Structure(
            text="\n".join(self.parts),
            titles=tuple(self.titles),
            sections=tuple(
                Section(
                    number=section.number,
                    level=len(section.path),
                    title=section.heading.title,
                    path=section.path,
                    role=section.role,
                    start=section.start,
                    end=section.end,
                )
                for section in self.sections
            ),
            paragraphs=tuple(self.paragraphs),
            page_starts=tuple(self.pages),
            changes=tuple(self.changes),
        )

    def _append(self, text: str) -> int:
        """Append a line to the stored text; return where it ends."""
        self.parts.append(text)
        end = self.length + len(text)
        self.length = end + 1
        for section in self.stack:
            section.end = end
        return end

    def _add_heading(self, line: LogicalLine, heading: Heading, start: int) -> None:
        title = self.noisy.get(heading.title, heading.title)
        if title != heading.title:
            self.changes.append(
                Change(rule=HEADING_NOISE.name, line=line.number, before=heading.title, after=title)
            )
        while self.stack and self.stack[-1].heading.single:
            self.stack.pop()
        self._open(Heading(title=title, kind=heading.kind, value=heading.value), start)
        self._append(title)

    def _add_paragraph(self, text: str, start: int) -> None:
        address = text.startswith(_ADDRESSES)
        while self.stack and (
            self.stack[-1].heading.single or (address and self.stack[-1].heading.run_in)
        ):
            self.stack.pop()
        lead = run_in_heading(text)
        if lead is not None and (self.stack or lead.value is not None):
            self._open(lead, start)
        end = self._append(text)
        section = self.stack[-1].number if self.stack else None
        self.paragraphs.append(
            Paragraph(number=len(self.paragraphs) + 1, start=start, end=end, section=section)
        )

    def _open(self, heading: Heading, start: int) -> None:
        del self.stack[min(self._depth(heading), _DEEPEST - 1) :]
        above = self.stack[-1] if self.stack else None
        section = _Open(
            heading=heading,
            number=len(self.sections),
            role=role_below(
                heading.title,
                above.role if above else None,
                reviewed=self.reviewed,
                year=self.year,
            ),
            start=start,
            end=start,
            path=(*(above.path if above else ()), heading.title),
        )
        self.stack.append(section)
        self.sections.append(section)
        self.reviewed = self.reviewed or section.role is Role.REVIEW

    def _depth(self, heading: Heading) -> int:
        """Return how many of the open sections contain the new one.

        It follows the innermost open one of its kind with the preceding number; a series that
        begins again at one within an open one of its kind is below that.
        """
        if heading.kind == "closing":
            return 0
        same = [
            depth for depth, open_ in enumerate(self.stack) if open_.heading.kind == heading.kind
        ]
        alike = [depth for depth in same if self.stack[depth].heading.run_in == heading.run_in]
        if heading.value is None:
            return alike[-1] if alike else self._above(heading)
        for depths in (alike, same):
            before = [
                depth for depth in depths if self.stack[depth].heading.value == heading.value - 1
            ]
            if before:
                return before[-1]
        begins_again = heading.value == 1 and not heading.run_in
        return alike[-1] if alike and not begins_again else self._above(heading)

    def _above(self, heading: Heading) -> int:
        """Return how many open sections contain a new kind of heading."""
        if heading.run_in:
            return len(self.stack)
        run_in = [depth for depth, open_ in enumerate(self.stack) if open_.heading.run_in]
        return run_in[0] if run_in else len(self.stack)
