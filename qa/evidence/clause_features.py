# ruff: noqa: E501 (the list of features reads better unbroken)
"""Features of a clause, and the model that scores it: the probability that it answers.

A gradient-boosted model over `CLAUSE_FEATURES`, fitted by `python -m qa.training.evidence`. Every
feature compares a clause with the question; none is for a certain word, report or region.
"""

from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from embeddings.records import Role
from qa.evidence.boosted_trees import Trees
from qa.evidence.query import Query
from qa.question.answer_type import AnswerType
from qa.records import ScoredPassage
from qa.text.clause_columns import ClauseColumns
from qa.text.paragraph import ParagraphAnalysis

__all__ = ["CLAUSE_FEATURES", "KINDS", "MODEL_FILE", "clause_features", "clause_model"]

Matrix = npt.NDArray[np.float32]
MODEL_FILE = Path(__file__).parents[1] / "data" / "models" / "evidence_clauses.json"

KINDS = tuple(AnswerType)
_INHERITED = 0.95  # weight of features inherited from the previous clause
_INHERITED_FEATURES = ("coverage", "exact", "rarest", "second_rarest", "bigrams", "precision")
ROLES = (Role.OPENING, Role.REVIEW, Role.GOALS, Role.TASKS, Role.GOVERNMENT)
CLAUSE_FEATURES: tuple[str, ...] = (
    *("passage_score", "passage_rank", "passage_share", "in_match"),
    *("coverage", "coverage_before", "coverage_after", "coverage_sentence", "coverage_paragraph"),
    *("coverage_heading", "exact", "exact_sentence", "rarest", "second_rarest", "precision"),
    *("bigrams", "coverage_behind", "coverage_gap", "coverage_in_paragraph", "gain"),
    *("cosine", "cosine_behind", "cosine_sentence", "cosine_gap", "cosine_in_paragraph"),
    *("figures", "unit", "unit_class", "share", "figure_coverage", "unit_figures_sentence"),
    *("dates", "quoted", "commas", "commas_sentence", "length", "place", "last", "place_in_sentence"),
    *("sentence_clauses", "first_in_sentence"),
    *("year_met", "year_missed", "year_sentence", "report_year", "current_year", "no_year_asked"),
    *("in_period", "results_asked", "targets_word", "results_word"),
    *("whole", "whole_sentence", "unasked_part", "unasked_part_sentence", "unasked_part_before"),
    *("measure", "enumerated", "measures_sentence", "measures_paragraph"),
    *("goes_on", "carried", "carried_cosine", "carried_gap", "area", "figure_precision"),
    *("asked_part", "members_asked", "members_met", "noun_met", "noun_ends"),
    *("wants_figure", "parts", "open_ended", "question_words"),
    *(f"kind_{kind.value}" for kind in KINDS),
    *(f"role_{role.value}" for role in ROLES),
)  # fmt: skip


_OWN_SUBJECT = 0.35  # coverage ratio above which a continuation clause has its own subject


@cache
def clause_model() -> Trees:
    """Return the bundled model."""
    return Trees.load(MODEL_FILE, CLAUSE_FEATURES)


Columns = dict[str, Matrix]


def clause_features(
    query: Query,
    passage: ScoredPassage,
    paragraph: ParagraphAnalysis,
    inside: Matrix,
    headings: Matrix,
    similarities: Matrix,
    cosines: Matrix,
) -> Matrix:
    """Return the features of a paragraph's clauses: shape (clauses, CLAUSE_FEATURES).

    Args:
        query: the question.
        passage: the paragraph as retrieved.
        paragraph: its analysis.
        inside: similarity of each query word to each word of the paragraph, shape (query words, words).
        headings: the same for the words of its headings.
        similarities: of each clause to each query word, shape (clauses, query words).
        cosines: of each clause to the question, shape (clauses,).
    """
    features = np.zeros((len(paragraph.clauses), len(CLAUSE_FEATURES)), dtype=np.float32)
    put = {name: features[:, place] for place, name in enumerate(CLAUSE_FEATURES)}
    nearest = inside.max(axis=0) if len(inside) else np.zeros(0, np.float32)  # of each word
    _put_passage(put, query, passage, paragraph)
    _put_coverage(put, query, paragraph, headings, similarities)
    _put_words(put, query, paragraph, nearest)
    _put_cosines(put, cosines, paragraph.columns)
    _put_inherited(put, query, paragraph)
    _put_figures(put, query, paragraph, inside, nearest)
    _put_form(put, paragraph.columns)
    _put_time(put, query, paragraph)
    _put_subject(put, query, paragraph)
    return features


def _put_passage(
    put: Columns, query: Query, passage: ScoredPassage, paragraph: ParagraphAnalysis
) -> None:
    starts = paragraph.start + paragraph.columns.starts
    put["passage_score"][:] = passage.score
    put["passage_rank"][:] = passage.rank
    put["in_match"][:] = (passage.match_start <= starts) & (starts < passage.match_end)
    put["wants_figure"][:] = query.kind.wants_figure
    put["parts"][:] = query.kind.parts
    put["open_ended"][:] = query.kind.open_ended
    put["question_words"][:] = len(query.words.words)
    put[f"kind_{query.kind.kind.value}"][:] = 1
    if paragraph.role in ROLES:
        put[f"role_{paragraph.role.value}"][:] = 1


@np.errstate(invalid="ignore")  # finite products; a preempted processor has told otherwise
def _put_coverage(
    put: Columns, query: Query, paragraph: ParagraphAnalysis, headings: Matrix, similarities: Matrix
) -> None:
    weights, columns = query.words.weights, paragraph.columns
    if not len(weights):
        return
    coverage = similarities @ weights
    exact = (similarities > 0.99).astype(np.float32)
    whole = similarities.max(axis=0)
    put["coverage"][:] = coverage
    put["exact"][:] = exact @ weights
    behind = similarities.copy()
    behind[1:] = np.maximum(similarities[1:], similarities[:-1])
    put["coverage_behind"][:] = behind @ weights
    put["coverage_before"][1:] = coverage[:-1]
    put["coverage_after"][:-1] = coverage[1:]
    put["coverage_paragraph"][:] = float(whole @ weights)
    if headings.shape[1]:
        put["coverage_heading"][:] = float(headings.max(axis=1) @ weights)
    for name, matrix in (("coverage_sentence", similarities), ("exact_sentence", exact)):
        most = np.maximum.reduceat(matrix, columns.opens, axis=0)
        put[name][:] = np.array([row @ weights for row in most])[columns.run]
    put["rarest"][:] = similarities[:, 0]
    put["second_rarest"][:] = similarities[:, min(1, len(weights) - 1)]
    put["gain"][:] = float(whole @ weights) - _others(similarities) @ weights


def _others(similarities: Matrix) -> Matrix:
    """Return, for each clause, the largest similarity of each query word in all other clauses."""
    found = np.zeros_like(similarities)
    found[1:] = np.maximum.accumulate(similarities[:-1], axis=0)
    behind = np.maximum.accumulate(similarities[:0:-1], axis=0)[::-1]
    found[:-1] = np.maximum(found[:-1], behind)
    return found


def _put_words(put: Columns, query: Query, paragraph: ParagraphAnalysis, nearest: Matrix) -> None:
    """Put the similarities of the words of each clause to the question's, and the shared bigrams."""
    columns = paragraph.columns
    if not len(query.words.weights):
        return
    bounds = zip(columns.with_words, columns.first_word, columns.last_word, strict=True)
    for row, first, last in bounds:
        put["precision"][row] = np.add.reduce(nearest[first:last]) / (last - first)
    text, pairs = paragraph.text, query.words.bigrams
    present = [pair for pair in pairs if pair in text]
    if not present:
        return
    spans = zip(columns.starts.tolist(), columns.ends.tolist(), strict=True)
    for row, (start, end) in enumerate(spans):
        found = sum(text.find(pair, start, end) >= 0 for pair in present)
        put["bigrams"][row] = found / len(pairs)


def _put_cosines(put: Columns, cosines: Matrix, columns: ClauseColumns) -> None:
    put["cosine"][:] = cosines
    put["cosine_behind"][1:] = cosines[:-1]
    put["cosine_sentence"][:] = np.maximum.reduceat(cosines, columns.opens)[columns.run]


def _put_inherited(put: Columns, query: Query, paragraph: ParagraphAnalysis) -> None:
    """Give a continuation clause (全市生产总值…，预计今年达到…) the features of its subject's clause."""
    put["carried"][:] = put["coverage"]
    put["carried_cosine"][:] = put["cosine"]
    for row in paragraph.columns.continuations:
        subject = put["carried"][row - 1]
        if put["coverage"][row] > _OWN_SUBJECT * subject:
            continue
        put["goes_on"][row] = 1
        put["carried"][row] = subject
        both = paragraph.vectors[row] + paragraph.vectors[row - 1]
        length = float(np.linalg.norm(both)) or 1.0
        put["carried_cosine"][row] = max(float(both @ query.vector) / length, put["cosine"][row])
        put["cosine"][row] = put["carried_cosine"][row]
        for name in _INHERITED_FEATURES:
            put[name][row] = max(put[name][row], _INHERITED * put[name][row - 1])
    put["coverage_in_paragraph"][:] = put["coverage"] - put["coverage"].max()
    put["cosine_in_paragraph"][:] = put["cosine"] - put["cosine"].max()


def _put_figures(
    put: Columns, query: Query, paragraph: ParagraphAnalysis, inside: Matrix, nearest: Matrix
) -> None:
    """Put the figures of each clause, and the share of the question's words before one of them."""
    kind, weights, columns = query.kind, query.words.weights, paragraph.columns
    for row, places in zip(columns.with_figures, columns.before_figures, strict=True):
        clause = paragraph.clauses[row]
        position, most, precision = clause.first_word, 0.0, 0.0
        figures = []
        for figure, before in zip(clause.figures, places, strict=True):
            if (figure.low, figure.unit) in query.figures:
                continue
            figures.append(figure)
            if before > position and len(weights):
                share = float(inside[:, position:before].max(axis=1) @ weights)
                if share >= most:
                    most = share
                    precision = float(np.add.reduce(nearest[position:before]) / (before - position))
            position = before
        if figures and put["goes_on"][row]:
            most = max(most, float(_INHERITED * put["carried"][row]))
        put["figure_coverage"][row] = most
        put["figure_precision"][row] = precision
        put["figures"][row] = len(figures)
        put["unit"][row] = sum(figure.unit in kind.units for figure in figures)
        put["unit_class"][row] = sum(figure.unit_class in kind.unit_classes for figure in figures)
        put["share"][row] = sum(figure.unit_class == "share" for figure in figures)
        put["dates"][row] = sum(figure.unit_class == "time" for figure in figures)
    for row in columns.with_years:
        put["dates"][row] += len(paragraph.clauses[row].years)


def _put_form(put: Columns, columns: ClauseColumns) -> None:
    count, run = len(columns.starts), columns.run
    sizes = np.diff(columns.opens, append=count)
    put["quoted"][:] = columns.quoted
    put["commas"][:] = columns.commas
    put["length"][:] = columns.ends - columns.starts
    put["place"][:] = np.arange(count) / count
    put["last"][-1] = 1
    put["sentence_clauses"][:] = sizes[run]
    put["place_in_sentence"][:] = np.arange(count) - columns.opens[run]
    put["first_in_sentence"][columns.opens] = 1
    for name, source in (("commas_sentence", "commas"), ("unit_figures_sentence", "unit_class")):
        put[name][:] = np.add.reduceat(put[source], columns.opens)[run]


def _put_time(put: Columns, query: Query, paragraph: ParagraphAnalysis) -> None:
    columns, asked = paragraph.columns, query.years
    put["results_asked"][:] = query.results
    put["no_year_asked"][:] = not asked
    put["report_year"][:] = bool(query.report_years) and paragraph.year in query.report_years
    put["current_year"][:] = bool(asked) and paragraph.current_year in asked
    put["targets_word"][:] = columns.targets
    put["results_word"][:] = columns.results
    if not asked:
        return
    if paragraph.period:
        begun, ended = paragraph.period
        put["in_period"][:] = any(begun <= year <= ended for year in asked)
    for row in columns.with_years:
        met = bool(paragraph.clauses[row].years & asked)
        put["year_met"][row] = met
        put["year_missed"][row] = not met
    for row, running in enumerate(columns.running):
        if running:
            put["year_sentence"][row] = 1 if running & asked else -1


def _put_subject(put: Columns, query: Query, paragraph: ParagraphAnalysis) -> None:
    """Put the features of 全市 or 新区 and of the noun asked for (哪些行业, 什么奖)."""
    columns, noun, members = paragraph.columns, query.kind.noun, query.kind.parts
    put["whole"][:] = columns.whole
    put["measure"][:] = columns.measure
    put["enumerated"][:] = columns.enumerated
    put["area"][:] = bool(paragraph.areas) and not any(a in query.text for a in paragraph.areas)
    before = bool({part for part in paragraph.heading_parts if part not in query.text})
    put["unasked_part_before"][:] = before
    for row in columns.with_parts:
        parts = paragraph.clauses[row].parts
        unasked = {part for part in parts if part not in query.text}
        put["unasked_part"][row] = bool(unasked)
        put["asked_part"][row] = len(parts) > len(unasked)
        if unasked:
            put["unasked_part_before"][row + 1 :] = 1
    if query.kind.kind is AnswerType.LIST and not query.kind.open_ended:
        put["members_asked"][:] = members
        put["members_met"][:] = columns.commas + 1 - members
    if noun:
        for row, clause in enumerate(paragraph.clauses):
            start, end = clause.clause.start, clause.clause.end
            put["noun_met"][row] = paragraph.text.find(noun, start, end) >= 0
            put["noun_ends"][row] = paragraph.text.find(noun[-1], start, end) >= 0
    opens, run = columns.opens, columns.run
    for name in ("whole", "unasked_part"):
        put[f"{name}_sentence"][:] = np.maximum.reduceat(put[name], opens)[run]
    put["measures_sentence"][:] = np.add.reduceat(put["measure"], opens)[run]
    put["measures_paragraph"][:] = put["measure"].sum()
