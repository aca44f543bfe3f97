"""A term over the reports as one HTML file: chart, counts, and what each report says of it."""

from collections.abc import Sequence

from qa.diff.words.mentions import Mention
from qa.diff.words.term_counts import TermHistory
from qa.markup.html import Safe, element
from ui.i18n.messages import message
from ui.rendering.diff.term_chart import drawn_groups, term_chart, term_chart_title
from ui.rendering.diff.values import term_told
from ui.rendering.whole_page import whole_page

__all__ = ["group_table", "term_page"]

_STYLE = """
@page{size:A4;margin:16mm}
body{font:16px/1.7 "Noto Serif CJK SC","Songti SC",SimSun,serif;max-width:52rem;margin:2rem auto;
padding:0 1rem;color:#22201c;background:#fff}h1{font-size:1.4rem}h2{font-size:1.1rem}
figure{margin:1rem 0;break-inside:avoid}figcaption,small{color:#635d52;font-size:.88rem}
svg{width:100%;height:auto}svg text{font:12px sans-serif;fill:#635d52}
svg .gov-value{fill:#22201c;font-weight:600}svg .gov-grid line{stroke:#e2dccf}svg rect{fill:#9a2b1e}
table{border-collapse:collapse;width:100%}td,th{border-top:1px solid #d9d4c7;text-align:left;
padding:.3rem .6rem .3rem 0;vertical-align:top;font-weight:400}tr{break-inside:avoid}
"""


def term_page(history: TermHistory, mentions: Sequence[Mention], language: str) -> str:
    """Return the whole file; it holds no script and asks for no other file."""
    title = term_chart_title(history, language)
    body = [element("h1", title), element("p", term_told(history, language))]
    if history.total:
        drawn = term_chart(history, language)
        body += [
            element("figure", drawn, element("figcaption", message("words.bars", language))),
            group_table(history, language),
        ]
    if mentions:
        body.append(element("h2", message("words.column_sentence", language)))
        body += [_mention(one) for one in mentions]
    return whole_page(title, _STYLE, body, language)


def group_table(history: TermHistory, language: str) -> Safe:
    """Return the counts of the years or places that the chart shows."""
    names = ("label", "count", "per_10000", "saying", "reports")
    heads = [
        element("th", message(f"words.column_{name}", language), scope="col") for name in names
    ]
    rows = [
        element(
            "tr",
            element("th", group.label, scope="row"),
            element("td", str(group.count)),
            element("td", f"{group.per_10_000:g}"),
            element("td", str(group.saying)),
            element("td", str(group.reports)),
        )
        for group in drawn_groups(history)
    ]
    return element("table", element("thead", element("tr", *heads)), element("tbody", *rows))


def _mention(one: Mention) -> Safe:
    where = element("small", f" {one.title} ¶{one.paragraph} ×{one.count}")
    return element("p", one.sentence, where)
