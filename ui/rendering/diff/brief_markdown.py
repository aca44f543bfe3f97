"""One page on a report as Markdown."""

from collections.abc import Iterator, Sequence

from qa.diff.brief import Brief
from ui.rendering.diff.brief_parts import BriefPart, brief_parts
from ui.rendering.inert import markdown_text

__all__ = ["brief_markdown"]


def brief_markdown(brief: Brief, language: str) -> str:
    """Return the brief; every text of a report is escaped."""
    page = brief_parts(brief, language)
    lines = [f"# {markdown_text(page.title)}", "", markdown_text(page.size), ""]
    for part in page.parts:
        lines += _part(part)
    return "\n".join([*lines, markdown_text(page.sources), ""])


def _part(part: BriefPart) -> Iterator[str]:
    yield from (f"## {markdown_text(part.heading)}", "")
    if part.items:
        yield from (
            f"- **{markdown_text(name)}** {markdown_text(said)}" for name, said in part.items
        )
        yield ""
    if part.table:
        heads, *rows = part.table
        yield from (_row(heads), "|" + " --- |" * len(heads), *map(_row, rows), "")
    for paragraph in part.paragraphs:
        yield from (markdown_text(paragraph), "")


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(map(markdown_text, cells))} |"
