"""Views of the library: decisions about uploaded files, and changes by cleaning."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from embeddings.errors import ReadError
from embeddings.indexing.update import IndexingOutcome
from embeddings.parsing.reports import read_reports
from embeddings.records import Change, Report
from qa.markup.html import Safe, element, fragment
from ui.i18n.messages import message
from ui.page.session import Undecided
from ui.page.views.remedies import page_text

__all__ = ["changes_html", "outcome_lines", "told_html", "undecided_html"]

_CHANGES_SHOWN = 200
_CONTEXT = 16  # characters shown on each side of a change


def outcome_lines(outcome: IndexingOutcome, language: str) -> list[str]:
    """Return the outcome of indexing uploaded files, without the open questions."""
    failed = [(path, error.message) for path, error in outcome.failed]
    counts = {name: len(getattr(outcome, name)) for name in ("added", "updated", "unchanged")}
    lines = [
        message(f"page.indexed_{name}", language, count=count)
        for name, count in counts.items()
        if count
    ]
    lines += [
        _not_read(path.name, page_text(reason, language), language)
        for path, reason in (*failed, *outcome.skipped)
    ]
    return [*lines, *(page_text(notice, language) for notice in outcome.notices)]


def _not_read(name: str, reason: str, language: str) -> str:
    """Return why a file was not read, with its name once."""
    if name in reason:
        return message("page.not_read_why", language, reason=reason)
    return message("page.not_read", language, name=name, reason=reason)


def told_html(lines: Sequence[str], undecided: Sequence[Undecided], language: str) -> Safe:
    """Return the lines of an outcome, and the questions about files."""
    told = [element("p", line) for line in lines]
    return fragment([*told, undecided_html(undecided, language)])


def undecided_html(undecided: Sequence[Undecided], language: str) -> Safe:
    """Return the questions about uploaded files, each with its buttons."""
    others = [each for each in undecided if each.version is None]
    versions = [each for each in undecided if each.version is not None]
    blocks: list[Safe] = []
    for kind, asked in (("other", others), ("version", versions)):
        for each in asked:
            words = _undecided_words(each, language)
            blocks.append(element("p", words, *_choices(kind, [each], language)))
        if len(asked) > 1:
            blocks.append(element("p", *_choices(f"{kind}_all", asked, language)))
    return element("div", *blocks, class_="gov-undecided") if blocks else Safe("")


def _undecided_words(each: Undecided, language: str) -> str:
    if each.version is None:
        return message("page.ask_other", language, name=each.path.name, title=each.title)
    return message("page.ask_version", language, told=page_text(each.version, language))


def _choices(kind: str, asked: Sequence[Undecided], language: str) -> list[Safe]:
    """Return the two buttons that decide about files."""
    return [
        element(
            "button",
            message(f"page.{choice}_{kind}", language),
            type="button",
            class_="gov-small",
            data_decide=choice,
            data_about=" ".join(each.key for each in asked),
        )
        for choice in ("take", "leave")
    ]


def changes_html(report: Report, language: str) -> Safe:
    """Return the changes by cleaning, read again from the source files if they still exist."""
    told, table = _changes(report, language)
    title = element("h3", message("page.changes_title", language, title=report.title))
    return element(
        "section", title, element("p", told, class_="gov-hint"), table, class_="gov-explained"
    )


def _changes(report: Report, language: str) -> tuple[str, Safe]:
    """Return the outcome of reading the source files again, and the table of changes, if any."""
    if not report.sources:
        return message("page.no_changes", language), Safe("")
    source = report.sources[0]  # further ones are duplicates
    path = Path(source.path)
    if not path.is_file():
        return message("page.source_gone", language, name=source.name), Safe("")
    try:
        found = read_reports(path)
    except ReadError as error:
        return page_text(error, language), Safe("")
    changes = [c for r in found if r.title == report.title for c in r.changes]
    if not changes:
        return message("page.no_changes", language), Safe("")
    table = element(
        "table",
        element("thead", element("tr", *_heads(language))),
        element("tbody", *_change_rows(changes[:_CHANGES_SHOWN], language)),
        class_="gov-table",
    )
    key = "page.changes_count" if len(changes) <= _CHANGES_SHOWN else "page.changes_first"
    return message(key, language, count=len(changes), shown=_CHANGES_SHOWN), table


def _heads(language: str) -> list[Safe]:
    keys = ("page.change_rule", "page.change_before", "page.change_after")
    return [element("th", "#", scope="col")] + [
        element("th", message(key, language), scope="col") for key in keys
    ]


def _change_rows(changes: Sequence[Change], language: str) -> Iterator[Safe]:
    dropped = message("page.change_dropped", language)
    heads = [message(f"page.change_{side}", language) for side in ("before", "after")]
    for change in changes:
        head, before, after, tail = _difference(change.before, change.after)
        yield element(
            "tr",
            element("td", message("page.change_line", language, line=change.line)),
            element("td", _rule(change.rule, language)),
            element("td", head, element("del", before), tail, data_head=heads[0]),
            element("td", head, element("ins", after), tail, data_head=heads[1])
            if change.after
            else element("td", dropped, data_head=heads[1]),
        )


def _rule(name: str, language: str) -> str:
    return message(f"cleaning.{name.replace('-', '_')}", language)


def _difference(before: str, after: str) -> tuple[str, str, str, str]:
    """Return the difference of two lines, with some common context before and after."""
    shared = _shared(before, after)
    rest = min(len(before), len(after)) - shared
    behind = min(rest, _shared(before[::-1], after[::-1]))
    head, tail = before[:shared], before[len(before) - behind :]
    if len(head) > _CONTEXT:
        head = "…" + head[-_CONTEXT:]
    if len(tail) > _CONTEXT:
        tail = tail[:_CONTEXT] + "…"
    return head, before[shared : len(before) - behind], after[shared : len(after) - behind], tail


def _shared(one: str, other: str) -> int:
    """Return the length of the common prefix of two texts."""
    pairs = zip(one, other, strict=False)
    return next((at for at, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))
