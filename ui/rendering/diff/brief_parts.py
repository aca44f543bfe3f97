"""One page on a report, in parts that every format writes: each line gives its place."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from embeddings.records import Report
from qa.diff.brief import Brief, ChangePlace
from qa.diff.records import PairKind
from ui.i18n.messages import message
from ui.rendering.diff.values import change_text, difference_text, fact_text, target_heads

__all__ = ["BriefPage", "BriefPart", "brief_parts", "shares_told", "size_told"]

_TARGETS = 14  # rows of the table: with more the brief is longer than its page
_SECTIONS = 8
_AROUND = 16  # characters before and after a new term
_SENTENCE_END = re.compile(r"[。！？]")


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefPart:
    """A part under its heading: paragraphs, then a list, then a table whose heads come first."""

    heading: str
    paragraphs: tuple[str, ...] = ()
    items: tuple[tuple[str, str], ...] = ()  # what is printed bold, and what follows it
    table: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefPage:
    """The whole page."""

    title: str
    size: str  # characters, sections, paragraphs
    parts: tuple[BriefPart, ...]
    sources: str  # which reports the paragraph numbers are of


def brief_parts(brief: Brief, language: str) -> BriefPage:
    """Return the brief; what needs an earlier report is left out where there is none."""
    report, earlier = brief.report, brief.earlier
    key = "brief.sources" if earlier is not None else "brief.source"
    told = message(
        key, language, report=report.title, earlier=earlier.title if earlier is not None else ""
    )
    found = (
        _sections(brief, language),
        _changes(brief, language),
        _targets(brief, language),
        _terms(brief, language),
        *_changed_words(brief, language),
    )
    return BriefPage(
        title=message("page.brief", language, title=report.title),
        size=size_told(brief, language),
        parts=tuple(part for part in found if part is not None),
        sources=told,
    )


def size_told(brief: Brief, language: str) -> str:
    """Return how many characters, sections and paragraphs a report has."""
    return message(
        "brief.size",
        language,
        characters=f"{brief.characters:,}",
        sections=len(brief.sections),
        paragraphs=len(brief.report.paragraphs),
    )


def shares_told(brief: Brief, language: str) -> str | None:
    """Return which shares of a report are kept, reworded and new; None without an earlier one."""
    if brief.earlier is None or brief.diff is None:
        return None
    shown = (PairKind.SAME, PairKind.REWORDED, PairKind.NEW)
    return message(
        "brief.shares",
        language,
        earlier=brief.earlier.title,
        gone=brief.diff.count(PairKind.GONE),
        **{kind.value: f"{brief.share(kind):.0%}" for kind in shown},
    )


def _sections(brief: Brief, language: str) -> BriefPart | None:
    shown = brief.sections[:_SECTIONS]
    if not shown:
        return None
    items = [
        (
            section.title,
            message(
                "brief.section",
                language,
                characters=f"{section.characters:,}",
                number=section.paragraph,
            ),
        )
        for section in shown
    ]
    more = _more(len(brief.sections) - len(shown), language)
    return BriefPart(
        heading=message("brief.sections", language), items=tuple(items), paragraphs=more
    )


def _changes(brief: Brief, language: str) -> BriefPart | None:
    told = shares_told(brief, language)
    if told is None:
        return None
    return BriefPart(heading=message("brief.changes", language), paragraphs=(told,))


def _targets(brief: Brief, language: str) -> BriefPart | None:
    earlier, report = brief.earlier, brief.report
    if earlier is None or not brief.targets:
        return None
    rows = [target_heads(earlier, report, language)]
    for row in brief.targets[:_TARGETS]:
        verdict = message(f"diff.verdict_{row.verdict.value}", language)
        result = row.result
        rows.append(
            (
                row.indicator,
                _with_place(fact_text(row.old, earlier), row.old.paragraph),
                _with_place(
                    f"{fact_text(result, report, row.old)} {verdict}",
                    result.paragraph if result is not None else None,
                ),
                _with_place(
                    fact_text(row.new, report), row.new.paragraph if row.new is not None else None
                ),
                difference_text(row),
            )
        )
    more = _more(len(brief.targets) - len(rows) + 1, language)
    return BriefPart(heading=message("diff.targets", language), table=tuple(rows), paragraphs=more)


def _terms(brief: Brief, language: str) -> BriefPart | None:
    if not brief.terms:
        return None
    items = []
    for place in brief.terms:
        around = _around(brief.report, place.paragraph, place.start, place.end)
        said = message("brief.term", language, count=place.term.count, number=place.paragraph)
        items.append((place.term.term, f"{said}：{around}"))
    return BriefPart(heading=message("brief.new_terms", language), items=tuple(items))


def _around(report: Report, paragraph: int, start: int, end: int) -> str:
    """Return the words around a place, of its sentence alone; an ellipsis where they are cut."""
    place, text = report.paragraphs[paragraph - 1], report.text
    low, high = max(place.start, start - _AROUND), min(place.end, end + _AROUND)
    ends = [match.end() for match in _SENTENCE_END.finditer(text, low, start)]
    closed = _SENTENCE_END.search(text, end, high)
    before = "" if ends or low == place.start else "…"
    after = "" if closed or high == place.end else "…"
    low, high = ends[-1] if ends else low, closed.end() if closed else high
    return f"{before}{text[low:high]}{after}"


def _changed_words(brief: Brief, language: str) -> list[BriefPart]:
    found = []
    for key, changes in (("risen", brief.risen), ("fallen", brief.fallen), ("gone", brief.gone)):
        if changes:
            heading = message(f"brief.{key}", language, count=brief.against)
            found.append(BriefPart(heading=heading, paragraphs=(_told(changes, brief),)))
    return found


def _told(changes: Sequence[ChangePlace], brief: Brief) -> str:
    """Return changed words with their rates and places; of an earlier report with its year."""
    told = []
    for one in changes:
        year = "" if one.report is brief.report else f"{one.report.year} "
        told.append(f"{change_text(one.change)} [{year}¶{one.paragraph}]")
    return "、".join(told)


def _with_place(text: str, paragraph: int | None) -> str:
    return text if paragraph is None else f"{text} [¶{paragraph}]"


def _more(count: int, language: str) -> tuple[str, ...]:
    return (message("brief.more", language, count=count),) if count > 0 else ()
