"""Comparison answers: each operand quoted with its own citation, the difference computed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from embeddings.language.figures import Figure, find_figures
from embeddings.records import Report, Role
from embeddings.text.folding import fold
from qa.evidence.clause_features import CLAUSE_FEATURES
from qa.evidence.evidence import Evidence
from qa.evidence.windows import Window
from qa.question.answer_type import AnswerType
from qa.question.scope import derive_scope
from qa.quotes import overlap
from qa.records import Retrieval
from qa.short_answers.figures import asked_figures

__all__ = ["Operand", "choose_operands", "operand_retrievals", "quote_labels"]

_OPERANDS_MOST = 4
_NEARLY = 0.85  # minimum ratio to the likeliest window's probability for a shorter one to be taken


@dataclass(frozen=True, slots=True, kw_only=True)
class Operand:
    """An operand of a comparison: the window that answers its question, and its figure."""

    retrieval: Retrieval
    evidence: Evidence
    window: Window
    probability: float
    figure: Figure | None


def operand_retrievals(retrieval: Retrieval) -> tuple[Retrieval, ...]:
    """Return the retrieval of each operand of a comparing question; empty for any other.

    The passages are the same for all: the retriever searched for each of them.
    """
    question, snapshot = retrieval.origin()
    if not 2 <= len(question.parts) <= _OPERANDS_MOST:
        return ()
    if any(part.text == question.text for part in question.parts):
        return ()  # one sentence often gives both: 城镇和农村居民收入
    reports = snapshot.every
    return tuple(
        replace(retrieval, rewritten=part.text, parsed=part, scope=derive_scope(part, reports))
        for part in question.parts
    )


def choose_operands(found: Sequence[tuple[Retrieval, Evidence]], room: int) -> tuple[Operand, ...]:
    """Return the best window of each operand, each of `room` characters; empty if one has none.

    No two operands overlap: the later one takes its next best window instead.
    """
    operands: list[Operand] = []
    for retrieval, evidence in found:
        free = [
            (window, chance)
            for window, chance in zip(evidence.windows, evidence.probabilities, strict=True)
            if not any(overlap(window.quote, operand.window.quote) for operand in operands)
        ]
        if evidence.query.years:
            dated = [one for one in free if _of_the_year(one[0], evidence)]
            free = dated or free
        short = [one for one in free if one[0].length <= room] or free
        picked = _picked(short, evidence)
        if picked is None:
            return ()
        operands.append(
            Operand(
                retrieval=retrieval,
                evidence=evidence,
                window=picked[0],
                probability=picked[1],
                figure=_figure(picked[0], evidence),
            )
        )
    return tuple(operands)


def _picked(
    windows: Sequence[tuple[Window, float]], evidence: Evidence
) -> tuple[Window, float] | None:
    """Return the shortest of the likeliest `windows`, which are ordered by probability.

    Where a figure is asked for, one that has it, if any does.
    """
    likely, figured = windows, False
    if evidence.query.kind.wants_figure:
        has = (at for at, (window, _) in enumerate(windows) if _figure(window, evidence))
        first = next(has, None)
        likely, figured = windows[first or 0 :], first is not None
    enough = _NEARLY * likely[0][1] if likely else 0.0
    near = sorted((one for one in likely if one[1] >= enough), key=lambda one: one[0].length)
    return next((one for one in near if not figured or _figure(one[0], evidence)), None)


def quote_labels(operands: Sequence[Operand], reports: Mapping[str, Report]) -> tuple[str, ...]:
    """Return the label of each quote, which tells the operands apart: 2016年：.

    A label is given only if the stored report confirms it and the quote does not say it itself.
    """
    found = []
    for operand in operands:
        report = reports[operand.window.quote.report_id]
        years = operand.evidence.query.years
        text = fold(report.text[operand.window.quote.start : operand.window.quote.end])
        year = _year_of(operand, report)
        said = year is None or year not in years or str(year) in text
        found.append("" if said else f"{year}年：")
    told = (
        len(found) < 2 or len(set(found)) > 1
    )  # equal labels distinguish nothing: 2024年：…；2024年：…
    return tuple(found) if any(found) and told else ()


def _year_of(operand: Operand, report: Report) -> int | None:
    """Return the year that a window is about: by its own words, else by its section."""
    table = operand.evidence.table
    if table is None:
        return None
    for row in range(operand.window.first, operand.window.last + 1):
        years = table.clause(row).years
        if len(years) == 1:
            return next(iter(years))
    role = table.paragraphs[int(table.passage[operand.window.first])].role
    if role in (Role.GOALS, Role.TASKS):
        return report.year
    if role is Role.REVIEW and report.period is not None and report.period[0] == report.period[1]:
        return report.period[1]
    return None


def _figure(window: Window, evidence: Evidence) -> Figure | None:
    """Return the figure of a window that answers the question of its operand."""
    table, query = evidence.table, evidence.query
    if table is None or query.kind.kind in (AnswerType.NAME, AnswerType.LIST, AnswerType.MEASURES):
        return None
    view = table.paragraphs[int(table.passage[window.first])]
    start, end = window.quote.start - view.start, window.quote.end - view.start
    figures = [
        figure
        for figure in find_figures(view.text[start:end])
        if figure.unit not in {"年", "月", "日", "倍"}
        and (figure.low, figure.unit) not in query.figures
    ]
    told = asked_figures(view.text[start:end], query.text, query.kind)[:1]
    wanted = (
        [figure for figure in figures if any(figure.text in text for text in told)]
        or [figure for figure in figures if figure.unit in query.kind.units]
        or [figure for figure in figures if figure.unit_class in query.kind.unit_classes]
        or figures
    )
    return wanted[0] if wanted else None


def _of_the_year(window: Window, evidence: Evidence) -> bool:
    """Whether a window is about the year asked for, by its words or by its report."""
    table, query = evidence.table, evidence.query
    if table is None:
        return False
    rows = range(window.first, window.last + 1)
    spoken = frozenset().union(*(table.clause(row).years for row in rows))
    if spoken:
        return bool(spoken & query.years)
    if table.features[window.first, CLAUSE_FEATURES.index("year_sentence")] > 0:
        return True  # 到2018年，…，全市生产总值达到2600亿元: the year precedes the window
    view = table.paragraphs[int(table.passage[window.first])]
    return not query.report_years or view.year in query.report_years
