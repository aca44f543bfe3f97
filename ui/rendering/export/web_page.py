"""Answers as one self-contained HTML file, for sending and printing."""

from qa.markup.html import Safe, element, fragment
from ui.i18n.messages import message
from ui.rendering.charts.chart_svg import chart_svg
from ui.rendering.export.exported import Export, ExportedTurn, QuotedPart
from ui.rendering.export.references import Reference
from ui.rendering.whole_page import whole_page

__all__ = ["as_web_page"]

_STYLE = """
@page { size: A4; margin: 22mm 20mm; }
body { max-width: 46rem; margin: 2rem auto; padding: 0 1rem; color: #22201c; background: #fff;
  font: 1.02rem/1.85 "Songti SC", "Source Han Serif SC", "Noto Serif CJK SC", SimSun, serif; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.2rem; margin-top: 2rem; break-after: avoid; }
.date, figcaption { color: #635d52; font-size: 0.9rem; }
.direct { font-size: 1.4rem; font-weight: 600; }
blockquote { margin: 0 0 1rem; padding-left: 1rem; border-left: 3px solid #9a2b1e; }
sup a, td a { color: #9a2b1e; text-decoration: none; }
figure { margin: 1rem 0; break-inside: avoid; } svg { width: 100%; height: auto; }
svg text { font: 12px sans-serif; fill: #635d52; }
svg .gov-value { fill: #22201c; font-weight: 600; }
svg .gov-value { paint-order: stroke; stroke: #fff; stroke-width: 4px; }
svg .gov-grid line { stroke: #e2dccf; }
svg .gov-line { fill: none; stroke: #9a2b1e; stroke-width: 2; opacity: 0.5; }
svg :is(circle, rect) { fill: #9a2b1e; } svg .gov-point line { stroke: #9a2b1e; stroke-width: 3; }
table { width: 100%; border-collapse: collapse; font-size: 0.94rem; break-inside: avoid; }
th, td { text-align: left; padding: 4px 10px 4px 0; border-bottom: 1px solid #e2dccf; }
.references li { margin-bottom: 0.7rem; break-inside: avoid; }
.references q { display: block; color: #4a453c; quotes: none; }
"""


def as_web_page(export: Export, language: str) -> str:
    """Return the whole file, with charts as inline drawings."""
    body = [element("h1", export.title)]
    if export.date:
        body.append(element("p", message("export.date", language, date=export.date), class_="date"))
    for turn in export.turns:
        body += _turn(turn, language)
    if export.references:
        body.append(element("h2", message("page.references", language)))
        rows = [_reference(one) for one in export.references]
        body.append(element("ol", *rows, class_="references"))
    return whole_page(export.title, _STYLE, body, language)


def _turn(turn: ExportedTurn, language: str) -> list[Safe]:
    parts = [element("h2", turn.question)]
    if turn.told:
        parts.append(element("p", turn.told))
    if turn.direct:
        parts.append(element("p", turn.direct, class_="direct"))
    if turn.quoted:
        parts.append(element("blockquote", *map(_quoted, turn.quoted)))
    parts += [element("p", line) for line in (*turn.computed, *turn.notices)]
    if turn.series is not None:
        drawn = chart_svg(turn.series, language, linked=False)
        parts.append(element("figure", drawn, element("figcaption", turn.caption)))
    if turn.table:
        heads, *rows = turn.table
        head = element("tr", *(element("th", cell, scope="col") for cell in heads))
        body = [element("tr", *(element("td", cell) for cell in row)) for row in rows]
        parts.append(element("table", element("thead", head), element("tbody", *body)))
    return parts


def _quoted(part: QuotedPart) -> Safe:
    said = element("s", part.text) if part.unsupported else part.text
    return fragment([said, *map(_number, part.numbers)])


def _number(number: int) -> Safe:
    return element("sup", element("a", f"[{number}]", href=f"#r{number}"))


def _reference(one: Reference) -> Safe:
    quotes = [element("q", excerpt) for excerpt in one.excerpts]
    return element("li", one.text, *quotes, id=f"r{one.number}")
