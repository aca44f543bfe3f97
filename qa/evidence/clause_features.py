# ruff: noqa: E501 (the list of features reads better unbroken)
"""Features of a clause, and the model that scores it: the probability that it answers.

A gradient-boosted model over `CLAUSE_FEATURES`, fitted by `python -m qa.training.evidence`. Every
feature compares a clause with what the question asks; none names a word, a report or a region.
"""

import re
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from embeddings.language.figures import Figure
from embeddings.records import Role
from qa.evidence.boosted_trees import Trees
from qa.evidence.query import Query
from qa.question.answer_type import AnswerType
from qa.records import ScoredPassage
from qa.text.paragraph import ClauseView, ParagraphAnalysis

__all__ = ["CLAUSE_FEATURES", "KINDS", "clause_features", "clause_model", "new_figures"]

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


# How a continuation clause begins: one whose subject is that of the previous clause.
_CONTINUATION = re.compile(
    r"预计|达到|增长|比|较|同比|是|占|累计|突破|超过|约|共|年均|今年|去年|明年|总量|总额|由|从|分别|提高|下降|上涨|实现|完成|"
    r"高达|增加|减少|扩大|降低|上升|缩小|净增|总规模|总数"
)
_OWN_SUBJECT = 0.35  # coverage ratio above which a continuation clause has its own subject


@cache
def clause_model() -> Trees:
    """Return the bundled model."""
    return Trees.load(MODEL_FILE, CLAUSE_FEATURES)


def new_figures(clause: ClauseView, query: Query) -> tuple[Figure, ...]:
    """Return the figures of a clause that the question does not name itself."""
    return tuple(f for f in clause.figures if (f.low, f.unit) not in query.figures)


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
    sentence = np.array([clause.clause.sentence for clause in paragraph.clauses])
    put = {name: features[:, place] for place, name in enumerate(CLAUSE_FEATURES)}
    _put_passage(put, query, passage, paragraph)
    _put_coverage(put, query, paragraph, inside, headings, similarities, sentence)
    _put_cosines(put, cosines, sentence)
    _put_inherited(put, query, paragraph)
    _put_form(put, query, paragraph, inside, sentence)
    _put_time(put, query, paragraph, sentence)
    _put_subject(put, query, paragraph, sentence)
    return features


def _put_passage(
    put: Columns, query: Query, passage: ScoredPassage, paragraph: ParagraphAnalysis
) -> None:
    put["passage_score"][:] = passage.score
    put["passage_rank"][:] = passage.rank
    for row, clause in enumerate(paragraph.clauses):
        start = paragraph.start + clause.clause.start
        put["in_match"][row] = passage.match_start <= start < passage.match_end
    put["wants_figure"][:] = query.kind.wants_figure
    put["parts"][:] = query.kind.parts
    put["open_ended"][:] = query.kind.open_ended
    put["question_words"][:] = len(query.words.words)
    put[f"kind_{query.kind.kind.value}"][:] = 1
    if paragraph.role in ROLES:
        put[f"role_{paragraph.role.value}"][:] = 1


def _put_coverage(
    put: Columns,
    query: Query,
    paragraph: ParagraphAnalysis,
    inside: Matrix,
    headings: Matrix,
    similarities: Matrix,
    sentence: npt.NDArray[np.int_],
) -> None:
    weights, count = query.words.weights, len(similarities)
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
    for number in np.unique(sentence):
        rows = sentence == number
        put["coverage_sentence"][rows] = float(similarities[rows].max(axis=0) @ weights)
        put["exact_sentence"][rows] = float(exact[rows].max(axis=0) @ weights)
    put["rarest"][:] = similarities[:, 0]
    put["second_rarest"][:] = similarities[:, min(1, len(weights) - 1)]
    rest = [np.delete(similarities, row, axis=0) for row in range(count)]
    others = np.array([rows.max(axis=0) if count > 1 else 0 * whole for rows in rest])
    put["gain"][:] = float(whole @ weights) - others @ weights
    for row, clause in enumerate(paragraph.clauses):
        here = inside[:, clause.first_word : clause.last_word]
        if here.shape[1]:
            put["precision"][row] = float(here.max(axis=0).mean())
        piece = paragraph.text[clause.clause.start : clause.clause.end]
        if query.words.bigrams:
            found = sum(pair in piece for pair in query.words.bigrams)
            put["bigrams"][row] = found / len(query.words.bigrams)


def _put_cosines(put: Columns, cosines: Matrix, sentence: npt.NDArray[np.int_]) -> None:
    put["cosine"][:] = cosines
    put["cosine_behind"][1:] = cosines[:-1]
    for number in np.unique(sentence):
        rows = sentence == number
        put["cosine_sentence"][rows] = cosines[rows].max()


def _put_inherited(put: Columns, query: Query, paragraph: ParagraphAnalysis) -> None:
    """Give a continuation clause (全市生产总值…，预计今年达到…) the features of its subject's clause."""
    put["carried"][:] = put["coverage"]
    put["carried_cosine"][:] = put["cosine"]
    for row in range(1, len(paragraph.clauses)):
        one, before = paragraph.clauses[row].clause, paragraph.clauses[row - 1].clause
        if one.sentence != before.sentence or not _CONTINUATION.match(paragraph.text, one.start):
            continue
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


def _put_form(
    put: Columns,
    query: Query,
    paragraph: ParagraphAnalysis,
    inside: Matrix,
    sentence: npt.NDArray[np.int_],
) -> None:
    kind, weights = query.kind, query.words.weights
    count = len(paragraph.clauses)
    for row, clause in enumerate(paragraph.clauses):
        figures = new_figures(clause, query)
        put["figures"][row] = len(figures)
        put["unit"][row] = sum(figure.unit in kind.units for figure in figures)
        put["unit_class"][row] = sum(figure.unit_class in kind.unit_classes for figure in figures)
        put["share"][row] = sum(figure.unit_class == "share" for figure in figures)
        put["dates"][row] = sum(f.unit_class == "time" for f in figures) + len(clause.years)
        position = clause.first_word
        for figure in figures:
            before = int(np.searchsorted(paragraph.word_starts, figure.start, side="left"))
            if before > position and len(weights):
                near = inside[:, position:before]
                share = float(near.max(axis=1) @ weights)
                if share >= put["figure_coverage"][row]:
                    put["figure_coverage"][row] = share
                    put["figure_precision"][row] = near.max(axis=0).mean()
            position = before
        if figures and put["goes_on"][row]:
            carried = _INHERITED * put["carried"][row]
            put["figure_coverage"][row] = max(put["figure_coverage"][row], carried)
        put["quoted"][row] = clause.quoted
        put["commas"][row] = clause.commas
        put["length"][row] = clause.clause.end - clause.clause.start
        put["place"][row] = row / count
        put["last"][row] = row == count - 1
    for number in np.unique(sentence):
        rows = np.flatnonzero(sentence == number)
        put["sentence_clauses"][rows] = len(rows)
        put["place_in_sentence"][rows] = np.arange(len(rows))
        put["first_in_sentence"][rows[0]] = 1
        put["commas_sentence"][rows] = put["commas"][rows].sum()
        put["unit_figures_sentence"][rows] = put["unit_class"][rows].sum()


def _put_time(
    put: Columns, query: Query, paragraph: ParagraphAnalysis, sentence: npt.NDArray[np.int_]
) -> None:
    put["results_asked"][:] = query.results
    put["no_year_asked"][:] = not query.years
    put["report_year"][:] = bool(query.report_years) and paragraph.year in query.report_years
    put["current_year"][:] = bool(query.years) and paragraph.current_year in query.years
    if paragraph.period and query.years:
        begun, ended = paragraph.period
        put["in_period"][:] = any(begun <= year <= ended for year in query.years)
    running: frozenset[int] = paragraph.heading_years
    last, said = -1, False
    for row, clause in enumerate(paragraph.clauses):
        if sentence[row] != last:
            running, last, said = paragraph.heading_years, int(sentence[row]), False
        # 到2020年，完成“十三五”任务，…: a span around the year given changes nothing
        if clause.years and not (said and running < clause.years):
            running, said = clause.years, True
        put["targets_word"][row] = clause.targets
        put["results_word"][row] = clause.results
        if query.years:
            put["year_met"][row] = bool(clause.years & query.years)
            put["year_missed"][row] = bool(clause.years) and not clause.years & query.years
            put["year_sentence"][row] = 0 if not running else (1 if running & query.years else -1)


def _put_subject(
    put: Columns, query: Query, paragraph: ParagraphAnalysis, sentence: npt.NDArray[np.int_]
) -> None:
    """Put the features of 全市 or 新区 and of the noun asked for (哪些行业, 什么奖)."""
    noun, members = query.kind.noun, query.kind.parts
    counted = query.kind.kind is AnswerType.LIST and not query.kind.open_ended
    before = bool({part for part in paragraph.heading_parts if part not in query.text})
    foreign = bool(paragraph.areas) and not any(area in query.text for area in paragraph.areas)
    for row, clause in enumerate(paragraph.clauses):
        unasked = {part for part in clause.parts if part not in query.text}
        put["whole"][row] = clause.whole
        put["unasked_part"][row] = bool(unasked)
        put["unasked_part_before"][row] = before
        put["measure"][row] = clause.measure
        put["enumerated"][row] = clause.enumerated
        put["asked_part"][row] = len(clause.parts) > len(unasked)
        before = before or bool(unasked)
        put["area"][row] = foreign
        if counted:
            put["members_asked"][row] = members
            put["members_met"][row] = clause.commas + 1 - members
        if noun:
            piece = paragraph.text[clause.clause.start : clause.clause.end]
            put["noun_met"][row] = noun in piece
            put["noun_ends"][row] = noun[-1] in piece
    for number in np.unique(sentence):
        rows = sentence == number
        put["whole_sentence"][rows] = put["whole"][rows].max()
        put["unasked_part_sentence"][rows] = put["unasked_part"][rows].max()
        put["measures_sentence"][rows] = put["measure"][rows].sum()
    put["measures_paragraph"][:] = put["measure"].sum()
