"""One page on a report as one HTML file: to be sent, and printed on A4."""

from qa.diff.brief import Brief
from qa.markup.html import Safe, element
from ui.rendering.diff.brief_parts import BriefPart, brief_parts
from ui.rendering.whole_page import whole_page

__all__ = ["brief_page"]

_STYLE = """
@page{size:A4;margin:11mm 14mm}
body{font:15px/1.65 "Noto Serif CJK SC","Songti SC",SimSun,serif;max-width:48rem;margin:2rem auto;
padding:0 1rem;color:#22201c;background:#fff}
h1{font-size:1.35rem;margin:0 0 .3rem}h2{font-size:1rem;margin:.8rem 0 .2rem;break-after:avoid}
p,ul{margin:.2rem 0}ul{padding-left:1.2rem}small{color:#635d52}
table{border-collapse:collapse;width:100%}
td,th{border-top:1px solid #d9d4c7;padding:.15rem .5rem .15rem 0;text-align:left;vertical-align:top;
font-weight:400}thead th{color:#635d52;font-size:.85rem}
@media print{body{font-size:8.8pt;line-height:1.36;max-width:none;margin:0;padding:0}
h1{font-size:14pt}h2{font-size:9.6pt;margin:4pt 0 1pt}
td,th{padding:1pt 4pt 1pt 0}tr,li{break-inside:avoid}}
"""


def brief_page(brief: Brief, language: str) -> str:
    """Return the whole file; it holds no script and asks for no other file."""
    page = brief_parts(brief, language)
    body = [
        element("h1", page.title),
        element("p", page.size),
        *(element("section", *_part(part)) for part in page.parts),
        element("p", element("small", page.sources)),
    ]
    return whole_page(page.title, _STYLE, body, language)


def _part(part: BriefPart) -> list[Safe]:
    found = [element("h2", part.heading)]
    if part.items:
        items = [element("li", element("b", name), f" {said}") for name, said in part.items]
        found.append(element("ul", *items))
    if part.table:
        heads, *rows = part.table
        head = element("tr", *(element("th", cell, scope="col") for cell in heads))
        lines = [
            element("tr", element("th", row[0], scope="row"), *(element("td", c) for c in row[1:]))
            for row in rows
        ]
        found.append(element("table", element("thead", head), element("tbody", *lines)))
    return [*found, *(element("p", paragraph) for paragraph in part.paragraphs)]
