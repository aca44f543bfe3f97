"""Two reports side by side in one self-contained HTML file: no script, no other file."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from embeddings.facts.records import Fact
from embeddings.records import Report
from qa.diff.records import DiffStatement, FigureChange, Pairing, PairKind, ReportDiff, TextSpan
from qa.diff.targets import TargetRow
from qa.markup.html import Safe, element, fragment
from ui.i18n.messages import message
from ui.rendering.diff.values import difference_text, fact_text, target_heads
from ui.rendering.whole_page import whole_page

__all__ = ["PlaceSign", "diff_page", "diff_rows", "kind_filters", "plain_place", "targets_table"]

# Report, paragraph (1-based), start and end in its text → how the place is shown.
PlaceSign = Callable[[Report, int, int, int], Safe]

# Filters without a script: a checked box hides the rows of its kind by a sibling selector.
_STYLE = """
:root{color-scheme:light dark;--line:#d9d4c7;--gone:#f7e0dc;--new:#dff0df;--figure:#fff0b8}
@media (prefers-color-scheme:dark){:root{--line:#555;--gone:#4a2b27;--new:#24402a;--figure:#5a4a12}}
body{font:16px/1.7 "Noto Serif CJK SC","Songti SC",SimSun,serif;max-width:76rem;margin:2rem auto;
padding:0 1rem}h1{font-size:1.4rem}table{border-collapse:collapse;width:100%}
td,th{border-top:1px solid var(--line);padding:.45rem .6rem;vertical-align:top;text-align:left}
.side td{width:47%}.side td.n{width:6%;color:#888;font-size:.8rem;white-space:nowrap}
del{background:var(--gone);text-decoration:none}ins{background:var(--new);text-decoration:none}
mark{background:var(--figure);color:inherit}.gone td:first-child{background:var(--gone)}
.new td:last-child{background:var(--new)}small{color:#888}label{margin-right:1.2rem}
#f-same:not(:checked)~.side .same:not(.figures),#f-reworded:not(:checked)~.side .reworded,
#f-new:not(:checked)~.side .new,#f-gone:not(:checked)~.side .gone{display:none}
@media print{input,label{display:none}}
"""


def diff_page(
    diff: ReportDiff, old: Report, new: Report, targets: Sequence[TargetRow], language: str
) -> str:
    """Return the whole file."""
    title = message("diff.title", language, old=old.title, new=new.title)
    table = [
        element("h2", message("diff.targets", language)),
        targets_table(targets, old, new, language),
    ]
    body = [
        element("h1", title),
        *(table if targets else []),
        element("h2", message("diff.statements", language)),
        *kind_filters(diff, language),
        diff_rows(diff, old, new, language),
    ]
    return whole_page(title, _STYLE, body, language)


def plain_place(report: Report, paragraph: int, start: int, end: int) -> Safe:
    """Return the number of a paragraph; in a file there is nothing to link to."""
    return element("small", f" ¶{paragraph}")


def kind_filters(diff: ReportDiff, language: str) -> list[Safe]:
    """Return a checkbox with its label for each kind; they go before the rows that they filter.

    Statements in the same words are hidden at first, save those whose figures changed.
    """
    parts = []
    for kind in PairKind:
        name = f"{message(f'diff.{kind.value}', language)} {diff.count(kind)}"
        box = f"f-{kind.value}"
        parts += [
            element("input", type="checkbox", id=box, checked=kind is not PairKind.SAME),
            element("label", name, for_=box),
        ]
    return parts


def targets_table(
    rows: Sequence[TargetRow],
    old: Report,
    new: Report,
    language: str,
    place: PlaceSign = plain_place,
) -> Safe:
    """Return targets and results as a table, each figure with its place."""
    heads = [element("th", head, scope="col") for head in target_heads(old, new, language)]
    body = []
    for row in rows:
        verdict = message(f"diff.verdict_{row.verdict.value}", language)
        body.append(
            element(
                "tr",
                element("th", row.indicator, scope="row"),
                _fact_cell(row.old, old, place),
                _fact_cell(row.result, new, place, f" {verdict}", row.old),
                _fact_cell(row.new, new, place),
                element("td", difference_text(row)),
            )
        )
    return element("table", element("thead", element("tr", *heads)), element("tbody", *body))


def diff_rows(
    diff: ReportDiff, old: Report, new: Report, language: str, place: PlaceSign = plain_place
) -> Safe:
    """Return the statements side by side, one row a pairing."""
    rows = [_row(pairing, old, new, language, place) for pairing in diff.pairings]
    head = element(
        "tr", element("th", old.title), element("td", "", class_="n"), element("th", new.title)
    )
    return element("table", element("thead", head), element("tbody", *rows), class_="side")


def _fact_cell(
    fact: Fact | None, report: Report, place: PlaceSign, more: str = "", aim: Fact | None = None
) -> Safe:
    if fact is None:
        return element("td", fact_text(fact, report), more)
    start, end = fact.clause_start, fact.clause_end
    sign = place(report, fact.paragraph, start, end)
    return element("td", fact_text(fact, report, aim), more, sign, title=report.text[start:end])


def _row(pairing: Pairing, old: Report, new: Report, language: str, place: PlaceSign) -> Safe:
    signs = [
        message(f"diff.{name}", language)
        for name, holds in (
            ("moved", pairing.moved),
            ("split", pairing.split),
            ("merged", bool(pairing.merged)),
        )
        if holds
    ]
    merged = [
        element("div", one.text, place(old, one.paragraph, one.start, one.end))
        for one in pairing.merged
    ]
    old_figures = {change.old: Safe("") for change in pairing.figures if _beside(change, pairing)}
    new_figures = {
        change.new: Safe("") if _beside(change, pairing) else _elsewhere(change, old, place)
        for change in pairing.figures
    }
    return element(
        "tr",
        element(
            "td",
            *_marked(pairing.old, old, pairing.removed, old_figures, "del", place),
            *merged,
            data_head=str(old.year or old.title),
        ),
        element("td", " ".join(signs), class_="n"),
        element(
            "td",
            *_marked(pairing.new, new, pairing.added, new_figures, "ins", place),
            data_head=str(new.year or new.title),
        ),
        class_=f"{pairing.kind.value} figures" if pairing.figures else pairing.kind.value,
    )


def _marked(
    statement: DiffStatement | None,
    report: Report,
    spans: Sequence[TextSpan],
    figures: Mapping[TextSpan, Safe],
    tag: str,
    place: PlaceSign,
) -> list[str]:
    """Return a statement with its changed words and figures marked, and its paragraph number.

    `figures` holds what follows each of them.
    """
    if statement is None:
        return []
    cuts = sorted(
        [(span.start, span.end, tag, "") for span in spans if not _inside(span, figures)]
        + [(span.start, span.end, "mark", after) for span, after in figures.items()]
    )
    parts: list[str] = []
    position = statement.start
    for start, end, name, after in cuts:
        if start < position:
            continue
        parts += [report.text[position:start], element(name, report.text[start:end]), after]
        position = end
    sign = place(report, statement.paragraph, statement.start, statement.end)
    parts += [report.text[position : statement.end], sign]
    return [fragment(parts)]


def _beside(change: FigureChange, pairing: Pairing) -> bool:
    """Whether the old value is in the aligned statement, where it is marked."""
    old = pairing.old
    return old is not None and old.start <= change.old.start < old.end


def _elsewhere(change: FigureChange, old: Report, place: PlaceSign) -> Safe:
    """Return the old value of a figure with its place in another statement."""
    sign = place(old, change.old_paragraph, change.old.start, change.old.end)
    return element("small", f" ← {change.old_text}", sign)


def _inside(span: TextSpan, figures: Iterable[TextSpan]) -> bool:
    return any(f.start < span.end and span.start < f.end for f in figures)
