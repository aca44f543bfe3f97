"""One indicator over years or regions: asked once for each, so that every value has its proof.

The answer to 近十年GDP增长目标 would quote one report or two. Where a question covers three years
or regions and more, each is asked by itself, and the answer says all of them: 2017年：国内生产总值
增长6.5%左右；2018年：…. A value counts only where its sentence speaks of the very year asked about.
"""

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from embeddings.language.figures import Figure, find_figures
from embeddings.messages import Message
from embeddings.records import Report, Role
from qa.answer.citations import cite
from qa.quotes import SHORTEST, Quote
from qa.records import Answer, Citation, Computed, Reason

__all__ = ["SeriesPart", "series_parts", "with_series"]

_FEWEST, _MOST = 3, 20  # years or regions; more do not fit a chart
_SURE = 0.2  # probability of being right; unit, year and section are checked besides
_JOINERS = re.compile(r"[到至和与及、，,\s~～—－-]*")
_EACH = re.compile(r"(?:分别|各自|各)(?=是|为|有|达|多)|分别")
_NAMED_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)年")
_CLAUSE_END = "，。；：！？,;:!?"
_AHEAD = (Role.GOALS, Role.TASKS)  # what these sections say is of the report's own year


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesPart:
    """The question about one year or region of several."""

    label: str  # 2017年, or the region: 兰州
    year: int | None  # None where it is a region
    question: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Value:
    """A figure with the clause that says it."""

    part: SeriesPart
    figure: Figure
    citation: Citation
    confidence: float


def series_parts(answer: Answer) -> tuple[SeriesPart, ...]:
    """Return the question once for each year, else region; empty where it has few of them.

    A question that was refused as a whole may have its facts one by one, in a report each.
    """
    retrieval = answer.retrieval
    if retrieval is None or retrieval.parsed is None:
        return ()
    if answer.reason not in (None, Reason.NO_FIGURE):
        return ()
    question, scope = retrieval.parsed, retrieval.scope
    if _FEWEST <= len(scope.about_years) <= _MOST:
        topical = [word for word in question.times if not word.base and not word.report]
        place = _together(question.text, [(word.start, word.end) for word in topical])
        labels: dict[str, int | None] = {f"{year}年": year for year in scope.about_years}
    else:
        spans = [(region.start, region.end) for region in question.regions]
        place = _together(question.text, spans)
        labels = dict.fromkeys(scope.regions)
    if place is None or not _FEWEST <= len(labels) <= _MOST:
        return ()
    before = _EACH.sub("", question.text[: place[0]])
    behind = _EACH.sub("", question.text[place[1] :])
    return tuple(
        SeriesPart(label=label, year=year, question=f"{before}{label}{behind}")
        for label, year in labels.items()
    )


def with_series(
    answer: Answer,
    parts: Sequence[SeriesPart],
    ask: Callable[[str], Answer],
    reports: Mapping[str, Report],
) -> Answer:
    """Return the answer that says the value of each part, with a citation each.

    Where fewer than three parts have a value of the same unit, the answer comes back as it is.

    Args:
        answer: to the question as a whole, which may be a refusal.
        parts: of the question, from `series_parts`.
        ask: answers the question of one part.
        reports: the reports that `ask` cites, by id.
    """
    found = [value for part in parts for value in _values(ask(part.question), part, reports)]
    if not found:
        return answer
    unit, _ = Counter(value.figure.unit for value in found).most_common(1)[0]
    by_label: dict[str, _Value] = {}
    for value in found:
        if value.figure.unit == unit:
            by_label.setdefault(value.part.label, value)
    if len(by_label) < _FEWEST:
        return answer
    text, citations = "", []
    for value in by_label.values():
        text += f"{'；' if text else ''}{value.part.label}："
        start, text = len(text), text + value.citation.excerpt
        citations.append(replace(value.citation, text_start=start, text_end=len(text)))
    lacking = tuple(part.label for part in parts if part.label not in by_label)
    told = (Message("values_missing", labels=lacking),) if lacking else ()
    return replace(
        answer,
        text=text,
        spans=tuple(dict.fromkeys(value.figure.text for value in by_label.values())),
        citations=tuple(citations),
        computed=tuple(
            Computed(value=value.part.label, operation="year", operands=(value.citation.title,))
            for value in by_label.values()
        ),
        confidence=sum(value.confidence for value in by_label.values()) / len(by_label),
        notices=(*answer.notices, *told),
        refused=False,
        reason=None,
        message="",
        suggestions=(),
        generated=False,
        unsupported=(),
    )


def _together(text: str, spans: Sequence[tuple[int, int]]) -> tuple[int, int] | None:
    """Return the part of a text that spans make up, if nothing but joiners stands between them."""
    if not spans:
        return None
    ordered = sorted(spans)
    if all(_JOINERS.fullmatch(text[one[1] : other[0]]) for one, other in pairwise(ordered)):
        return ordered[0][0], ordered[-1][1]
    return None


def _values(answer: Answer, part: SeriesPart, reports: Mapping[str, Report]) -> list[_Value]:
    """Return the short answers to a part that are one figure of its own year or region."""
    if answer.refused or answer.confidence < _SURE:
        return []
    about = answer.retrieval.scope.aspect if answer.retrieval is not None else "unknown"
    found = []
    for span in answer.spans:
        citation = next((c for c in answer.citations if span in c.excerpt), None)
        if citation is None or len(find_figures(span)) != 1:
            continue
        report = reports[citation.report_id]
        clause = _clause(report, citation, span)
        (figure,) = find_figures(span)
        if len(find_figures(clause.excerpt)) == 1 and _is_of(report, clause, part, about):
            found.append(
                _Value(part=part, figure=figure, citation=clause, confidence=answer.confidence)
            )
    return found


def _is_of(report: Report, citation: Citation, part: SeriesPart, about: str) -> bool:
    """Whether a clause speaks of the part's region or year: by its words, or by its section."""
    if part.year is None:
        return report.region == part.label
    role = report.role_of(report.paragraphs[citation.paragraph - 1])
    named = {int(year) for year in _NAMED_YEAR.findall(citation.excerpt)}
    if named:
        return part.year in named
    reviewed = report.period[1] if report.period is not None else None
    if role in _AHEAD:
        return about != "results" and report.year == part.year
    if role is Role.REVIEW:
        return about != "targets" and reviewed == part.year
    return part.year in (report.year, reviewed)


def _clause(report: Report, citation: Citation, span: str) -> Citation:
    """Return a citation of the clause around a short answer, so that it says one thing."""
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
