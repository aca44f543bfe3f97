"""One page on a report as Markdown."""

from collections.abc import Iterator

from qa.diff.brief import Brief
from ui.rendering.diff.brief_parts import BriefPart, brief_parts
from ui.rendering.inert import markdown_table, markdown_text

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
        yield from (*markdown_table(part.table), "")
    for paragraph in part.paragraphs:
        yield from (markdown_text(paragraph), "")
