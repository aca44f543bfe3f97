"""One indicator over years or regions: asked once for each, so that a chart has a proof a point.

The answer to 近十年GDP增长目标 quotes a report or two. Where a question covers three years or
regions and more, each is asked by itself, and what proves its figure is added to the citations.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from embeddings.regions import find
from qa.assistant import Assistant
from qa.citations import SHORTEST, Quote, cite
from qa.figures import Figure, find_figures
from qa.records import Answer, Citation
from qa.time_words import Anchor, find_times

__all__ = ["with_series"]

_FEWEST, _MOST = 3, 20  # years or regions; more do not fit a chart
_SURE = 0.35  # probability of being right from which a value is taken
_JOINERS = re.compile(r"[到至和与及、，,\s~～—－-]*")
_EACH = re.compile(r"(?:分别|各自|各)(?=是|为|有|达|多)|分别")
_CLAUSE_END = "，。；！？,;!?"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """A figure with the clause that says it."""

    figure: Figure
    citation: Citation


def with_series(assistant: Assistant, answer: Answer) -> Answer:
    """Return the answer with a citation for each year or region asked about, where there are many.

    The citations added support no part of the text: they are the points of a chart. An answer
    that covers fewer than three years or regions comes back as it is.
    """
    if answer.refused:
        return answer
    found: list[_Found] = []
    for question in _questions(assistant, answer):
        part = assistant.ask(question)
        if not part.refused and part.confidence >= _SURE:
            found += _figures(assistant, part)[:3]
    if not found:
        return answer
    unit, _ = Counter(one.figure.unit for one in found).most_common(1)[0]
    by_report: dict[str, Citation] = {}
    for one in found:
        if one.figure.unit == unit:
            by_report.setdefault(one.citation.report_id, one.citation)
    if len(by_report) < _FEWEST:
        return answer
    end = len(answer.text)
    added = [replace(c, text_start=end, text_end=end) for c in by_report.values()]
    return replace(answer, citations=(*answer.citations, *added))


def _questions(assistant: Assistant, answer: Answer) -> Iterator[str]:
    """Yield the question once for each year, else once for each region."""
    scope = answer.retrieval.scope if answer.retrieval else None
    if scope is None:
        return
    text = _EACH.sub("", answer.rewritten or answer.question)
    if _FEWEST <= len(scope.about_years) <= _MOST:
        newest = max(assistant.reports.values(), key=lambda report: report.year or 0, default=None)
        words = find_times(text, Anchor.of_question(newest))
        spans = [(word.start, word.end) for word in words if not word.base and not word.report]
        place = _together(text, spans)
        if place is not None:
            for year in scope.about_years:
                yield f"{text[: place[0]]}{year}年{text[place[1] :]}"
    elif _FEWEST <= len(scope.regions) <= _MOST:
        place = _together(text, [(start, end) for start, end, _ in find(text)])
        if place is not None:
            for region in scope.regions:
                yield f"{text[: place[0]]}{region}{text[place[1] :]}"


def _together(text: str, spans: Sequence[tuple[int, int]]) -> tuple[int, int] | None:
    """Return the part of a text that spans make up, if nothing but joiners stands between them."""
    if not spans:
        return None
    ordered = sorted(spans)
    if all(_JOINERS.fullmatch(text[one[1] : other[0]]) for one, other in pairwise(ordered)):
        return ordered[0][0], ordered[-1][1]
    return None


def _figures(assistant: Assistant, part: Answer) -> list[_Found]:
    """Return the short answers that are one figure, each with a citation of its own clause."""
    found = []
    for span in part.spans:
        figures = find_figures(span)
        citation = next((c for c in part.citations if span in c.excerpt), None)
        if len(figures) == 1 and citation is not None:
            narrowed = _clause(assistant, citation, span)
            if len(find_figures(narrowed.excerpt)) == 1:
                found.append(_Found(figure=figures[0], citation=narrowed))
    return found


def _clause(assistant: Assistant, citation: Citation, span: str) -> Citation:
    """Return a citation of the clause around a short answer, so that it says one thing."""
    report = assistant.reports[citation.report_id]
    at = citation.start + citation.excerpt.index(span)
    start, end = at, at + len(span)
    while start > citation.start and report.text[start - 1] not in _CLAUSE_END:
        start -= 1
    while end < citation.end and report.text[end] not in _CLAUSE_END:
        end += 1
    if end - start < SHORTEST:
        return citation
    quote = Quote(report_id=citation.report_id, paragraph=citation.paragraph, start=start, end=end)
    return cite(report, quote, text_start=0, text_end=0)
