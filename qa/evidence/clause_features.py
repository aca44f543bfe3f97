# ruff: noqa: E501 (the list of features reads better unbroken)
"""Clauses of the retrieved paragraphs, each with the probability that it answers the question.

A gradient-boosted model over `CLAUSE_FEATURES`, fitted by `python -m qa.training.evidence`. Every
feature compares a clause with what the question asks; none names a word, a report or a region.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from embeddings.language.figures import Figure
from embeddings.records import Role
from qa.evidence.boosted_trees import Trees
from qa.evidence.clauses import ClauseTable
from qa.evidence.query import Asked
from qa.evidence.word_similarity import WordMatcher
from qa.question.answer_type import Kind
from qa.records import ScoredPassage
from qa.text.paragraph import ClauseView, ParagraphAnalysis

__all__ = ["CLAUSE_FEATURES", "clause_model", "clause_table", "new_figures"]

Matrix = npt.NDArray[np.float32]
MODEL_FILE = Path(__file__).parents[1] / "data" / "models" / "evidence_clauses.json"

KINDS = tuple(Kind)
_CARRIED_CREDIT = 0.95  # of what a clause has from the subject of the clause before it
_OF_THE_SUBJECT = ("coverage", "exact", "rarest", "second_rarest", "bigrams", "precision")
_BASE_CREDIT = 0.3  # of a word that only says what a share is of
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


# How a clause begins that has its subject from the one before.
_GOING_ON = re.compile(
    r"预计|达到|增长|比|较|同比|是|占|累计|突破|超过|约|共|年均|今年|去年|明年|总量|总额|由|从|分别|提高|下降|上涨|实现|完成|"
    r"高达|增加|减少|扩大|降低|上升|缩小|净增|总规模|总数"
)
_OWN_SUBJECT = 0.35  # of the former clause's coverage: a clause that meets more has its own


@cache
def clause_model() -> Trees:
    """Return the bundled model."""
    return Trees.load(MODEL_FILE, CLAUSE_FEATURES)


def clause_table(
    asked: Asked,
    passages: Sequence[ScoredPassage],
    views: Sequence[ParagraphAnalysis],
    matcher: WordMatcher,
) -> ClauseTable:
    """Return the clauses of `passages` (with their `views`) and their features."""
    blocks = [
        _block(asked, passage, view, matcher) for passage, view in zip(passages, views, strict=True)
    ]
    met = np.concatenate([block.met for block in blocks])
    cosines = np.concatenate([block.cosines for block in blocks])
    features = np.concatenate([block.features for block in blocks])
    column = {name: place for place, name in enumerate(CLAUSE_FEATURES)}
    top = max((passage.score for passage in passages), default=0.0) or 1.0
    features[:, column["passage_share"]] = features[:, column["passage_score"]] / top
    for name, gap in (
        ("coverage", "coverage_gap"),
        ("cosine", "cosine_gap"),
        ("carried_cosine", "carried_gap"),
    ):
        values = features[:, column[name]]
        features[:, column[gap]] = values - (values.max() if len(values) else 0.0)
    return ClauseTable(
        passages=tuple(passages),
        views=tuple(views),
        passage=np.repeat(np.arange(len(views)), [len(view.clauses) for view in views]).astype(
            np.int32
        ),
        number=np.concatenate([np.arange(len(view.clauses)) for view in views]).astype(np.int32),
        met=met,
        cosines=cosines,
        features=features,
    )


def new_figures(clause: ClauseView, asked: Asked) -> tuple[Figure, ...]:
    """Return the figures of a clause that the question does not name itself."""
    return tuple(f for f in clause.figures if (f.low, f.unit) not in asked.figures)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Block:
    """The rows of one paragraph."""

    met: Matrix
    cosines: Matrix
    features: Matrix


def _block(
    asked: Asked, passage: ScoredPassage, view: ParagraphAnalysis, matcher: WordMatcher
) -> _Block:
    count, weights = len(view.clauses), asked.words.weights
    features = np.zeros((count, len(CLAUSE_FEATURES)), dtype=np.float32)
    if not count:
        return _Block(
            met=np.zeros((0, len(weights)), np.float32),
            cosines=np.zeros(0, np.float32),
            features=features,
        )
    words = matcher.similarities(asked.words, (*view.words, *view.headings))
    inside, headings = words[:, : len(view.words)], words[:, len(view.words) :]
    if asked.kind.kind is not Kind.SHARE:
        inside = np.where(view.share_bases, inside * _BASE_CREDIT, inside)
    met = np.zeros((count, len(weights)), dtype=np.float32)
    for row, clause in enumerate(view.clauses):
        if clause.last_word > clause.first_word and len(weights):
            met[row] = inside[:, clause.first_word : clause.last_word].max(axis=1)
    cosines = (view.vectors @ asked.vector).astype(np.float32)
    sentence = np.array([clause.clause.sentence for clause in view.clauses])
    put = {name: features[:, place] for place, name in enumerate(CLAUSE_FEATURES)}
    _put_passage(put, asked, passage, view)
    _put_coverage(put, asked, view, inside, headings, met, sentence)
    _put_cosines(put, cosines, sentence)
    _put_carried(put, asked, view)
    _put_form(put, asked, view, inside, sentence)
    _put_time(put, asked, view, sentence)
    _put_subject(put, asked, view, sentence)
    return _Block(met=met, cosines=cosines, features=features)


Columns = dict[str, Matrix]


def _put_passage(
    put: Columns, asked: Asked, passage: ScoredPassage, view: ParagraphAnalysis
) -> None:
    put["passage_score"][:] = passage.score
    put["passage_rank"][:] = passage.rank
    for row, clause in enumerate(view.clauses):
        start = view.start + clause.clause.start
        put["in_match"][row] = passage.match_start <= start < passage.match_end
    put["wants_figure"][:] = asked.kind.wants_figure
    put["parts"][:] = asked.kind.parts
    put["open_ended"][:] = asked.kind.open_ended
    put["question_words"][:] = len(asked.words.words)
    put[f"kind_{asked.kind.kind.value}"][:] = 1
    if view.role in ROLES:
        put[f"role_{view.role.value}"][:] = 1


def _put_coverage(
    put: Columns,
    asked: Asked,
    view: ParagraphAnalysis,
    inside: Matrix,
    headings: Matrix,
    met: Matrix,
    sentence: npt.NDArray[np.int_],
) -> None:
    weights, count = asked.words.weights, len(met)
    if not len(weights):
        return
    coverage = met @ weights
    exact = (met > 0.99).astype(np.float32)
    whole = met.max(axis=0)
    put["coverage"][:] = coverage
    put["exact"][:] = exact @ weights
    behind = met.copy()
    behind[1:] = np.maximum(met[1:], met[:-1])
    put["coverage_behind"][:] = behind @ weights
    put["coverage_before"][1:] = coverage[:-1]
    put["coverage_after"][:-1] = coverage[1:]
    put["coverage_paragraph"][:] = float(whole @ weights)
    if headings.shape[1]:
        put["coverage_heading"][:] = float(headings.max(axis=1) @ weights)
    for number in np.unique(sentence):
        rows = sentence == number
        put["coverage_sentence"][rows] = float(met[rows].max(axis=0) @ weights)
        put["exact_sentence"][rows] = float(exact[rows].max(axis=0) @ weights)
    put["rarest"][:] = met[:, 0]
    put["second_rarest"][:] = met[:, min(1, len(weights) - 1)]
    others = np.array(
        [
            np.delete(met, row, axis=0).max(axis=0) if count > 1 else 0 * whole
            for row in range(count)
        ]
    )
    put["gain"][:] = float(whole @ weights) - others @ weights
    for row, clause in enumerate(view.clauses):
        met_here = inside[:, clause.first_word : clause.last_word]
        if met_here.shape[1]:
            put["precision"][row] = float(met_here.max(axis=0).mean())
        piece = view.text[clause.clause.start : clause.clause.end]
        if asked.words.bigrams:
            found = sum(pair in piece for pair in asked.words.bigrams)
            put["bigrams"][row] = found / len(asked.words.bigrams)


def _put_cosines(put: Columns, cosines: Matrix, sentence: npt.NDArray[np.int_]) -> None:
    put["cosine"][:] = cosines
    put["cosine_behind"][1:] = cosines[:-1]
    for number in np.unique(sentence):
        rows = sentence == number
        put["cosine_sentence"][rows] = cosines[rows].max()


def _put_carried(put: Columns, asked: Asked, view: ParagraphAnalysis) -> None:
    """Give a clause that goes on (全市生产总值…，预计今年达到…) the subject of the one before."""
    put["carried"][:] = put["coverage"]
    put["carried_cosine"][:] = put["cosine"]
    for row in range(1, len(view.clauses)):
        one, before = view.clauses[row].clause, view.clauses[row - 1].clause
        if one.sentence != before.sentence or not _GOING_ON.match(view.text, one.start):
            continue
        subject = put["carried"][row - 1]
        if put["coverage"][row] > _OWN_SUBJECT * subject:
            continue
        put["goes_on"][row] = 1
        put["carried"][row] = subject
        both = view.vectors[row] + view.vectors[row - 1]
        length = float(np.linalg.norm(both)) or 1.0
        put["carried_cosine"][row] = max(float(both @ asked.vector) / length, put["cosine"][row])
        put["cosine"][row] = put["carried_cosine"][row]
        for name in _OF_THE_SUBJECT:
            put[name][row] = max(put[name][row], _CARRIED_CREDIT * put[name][row - 1])
    put["coverage_in_paragraph"][:] = put["coverage"] - put["coverage"].max()
    put["cosine_in_paragraph"][:] = put["cosine"] - put["cosine"].max()


def _put_form(
    put: Columns,
    asked: Asked,
    view: ParagraphAnalysis,
    inside: Matrix,
    sentence: npt.NDArray[np.int_],
) -> None:
    kind, weights = asked.kind, asked.words.weights
    count = len(view.clauses)
    for row, clause in enumerate(view.clauses):
        figures = new_figures(clause, asked)
        put["figures"][row] = len(figures)
        put["unit"][row] = sum(figure.unit in kind.units for figure in figures)
        put["unit_class"][row] = sum(figure.unit_class in kind.unit_classes for figure in figures)
        put["share"][row] = sum(figure.unit_class == "share" for figure in figures)
        put["dates"][row] = sum(f.unit_class == "time" for f in figures) + len(clause.years)
        position = clause.first_word
        for figure in figures:
            before = int(np.searchsorted(view.word_starts, figure.start, side="left"))
            if before > position and len(weights):
                near = inside[:, position:before]
                share = float(near.max(axis=1) @ weights)
                if share >= put["figure_coverage"][row]:
                    put["figure_coverage"][row] = share
                    put["figure_precision"][row] = near.max(axis=0).mean()
            position = before
        if figures and put["goes_on"][row]:
            carried = _CARRIED_CREDIT * put["carried"][row]
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
    put: Columns, asked: Asked, view: ParagraphAnalysis, sentence: npt.NDArray[np.int_]
) -> None:
    put["results_asked"][:] = asked.results
    put["no_year_asked"][:] = not asked.years
    put["report_year"][:] = bool(asked.report_years) and view.year in asked.report_years
    put["current_year"][:] = bool(asked.years) and view.current_year in asked.years
    if view.period and asked.years:
        put["in_period"][:] = any(view.period[0] <= year <= view.period[1] for year in asked.years)
    running: frozenset[int] = view.heading_years
    last, said = -1, False
    for row, clause in enumerate(view.clauses):
        if sentence[row] != last:
            running, last, said = view.heading_years, int(sentence[row]), False
        # 到2020年，完成“十三五”任务，…: a span around the year that was said moves nothing
        if clause.years and not (said and running < clause.years):
            running, said = clause.years, True
        put["targets_word"][row] = clause.targets
        put["results_word"][row] = clause.results
        if asked.years:
            put["year_met"][row] = bool(clause.years & asked.years)
            put["year_missed"][row] = bool(clause.years) and not clause.years & asked.years
            put["year_sentence"][row] = 0 if not running else (1 if running & asked.years else -1)


def _put_subject(
    put: Columns, asked: Asked, view: ParagraphAnalysis, sentence: npt.NDArray[np.int_]
) -> None:
    """Tell 全市 from 新区, and the noun asked for (哪些行业, 什么奖) from others."""
    noun, members = asked.kind.noun, asked.kind.parts
    counted = asked.kind.kind is Kind.LIST and not asked.kind.open_ended
    before = bool({part for part in view.heading_parts if part not in asked.text})
    foreign = bool(view.areas) and not any(area in asked.text for area in view.areas)
    for row, clause in enumerate(view.clauses):
        unasked = {part for part in clause.parts if part not in asked.text}
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
            piece = view.text[clause.clause.start : clause.clause.end]
            put["noun_met"][row] = noun in piece
            put["noun_ends"][row] = noun[-1] in piece
    for number in np.unique(sentence):
        rows = sentence == number
        put["whole_sentence"][rows] = put["whole"][rows].max()
        put["unasked_part_sentence"][rows] = put["unasked_part"][rows].max()
        put["measures_sentence"][rows] = put["measure"][rows].sum()
    put["measures_paragraph"][:] = put["measure"].sum()
