"""Candidates → ranked hits, taken from the parts of a question in turn, equal text merged."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

import numpy as np

from embeddings.index.passage_index import Candidate
from embeddings.records import Report
from qa.question.question import Question
from qa.question.scope import preferred_reports
from qa.records import OtherPlace, Scope, ScoredPassage
from qa.retrieval.features import Matrix
from qa.retrieval.ranker import Ranker
from qa.retrieval.reranking import Reranker
from qa.retrieval.versions import superseded_places
from qa.text.paragraph import ParagraphStore

__all__ = ["PartCandidates", "merged"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PartCandidates:
    """The candidates of one self-contained question with their features."""

    question: Question
    scope: Scope
    candidates: tuple[Candidate, ...]
    features: Matrix  # shape (candidates, features)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ranked:
    """A candidate with its rank among those of its part."""

    candidate: Candidate
    chance: float
    features: Matrix
    scope: frozenset[str]  # the reports in the scope of its part

    @property
    def report_id(self) -> str:
        return self.candidate.report_id

    @property
    def place(self) -> tuple[str, int]:
        return self.candidate.report_id, self.candidate.paragraph


@dataclass(slots=True, kw_only=True)
class _Hit:
    """A candidate chosen as a hit, and the other places of its text."""

    ranked: _Ranked
    others: set[tuple[str, int]] = field(default_factory=set)


def merged(
    found: Sequence[PartCandidates],
    store: ParagraphStore,
    *,
    ranker: Ranker,
    k: int,
    reranker: Reranker | None = None,
) -> tuple[ScoredPassage, ...]:
    """Return the `k` best candidates of the parts `found`, taken from the parts in turn.

    With a `reranker`, the best of each part are scored again first.

    Of paragraphs with equal text the best ranked becomes a hit, and the others are listed in its
    `also`. One in the scope of its part is replaced only by another in that scope: each operand of
    a comparison keeps its own. A paragraph of a draft is replaced by that of the final text.
    """
    reports = store.reports
    allowed = {one.report_id: reports[one.report_id] for part in found for one in part.candidates}
    superseded = superseded_places(
        ((one.report_id, one.paragraph) for part in found for one in part.candidates),
        allowed,
        store,
        question="".join(part.question.text for part in found),
    )
    chosen: dict[tuple[str, int], _Hit] = {}
    by_text: dict[str, list[_Hit]] = {}
    for one in _in_turn([_ranked(part, store, allowed, ranker, reranker) for part in found]):
        if one.place in chosen or one.place in superseded:
            continue
        equal = by_text.setdefault(store.of(*one.place).without_whitespace, [])
        holder = _holder(one, equal)
        if holder is not None:
            holder.others.add(one.place)
        elif len(chosen) < k:
            chosen[one.place] = _Hit(ranked=one)
            equal.append(chosen[one.place])
    for hit in chosen.values():
        hit.others -= chosen.keys()  # found again by a part with its report in scope
    return tuple(
        _passage(hit, rank, reports, ranker) for rank, hit in enumerate(chosen.values(), start=1)
    )


def _holder(one: _Ranked, equal: Sequence[_Hit]) -> _Hit | None:
    """Return the hit whose `also` lists `one`; None if `one` becomes a hit itself."""
    asked = [hit for hit in equal if hit.ranked.report_id in one.scope]
    left = asked if one.report_id in one.scope else asked or equal
    return left[0] if left else None


def _ranked(
    part: PartCandidates,
    store: ParagraphStore,
    reports: Mapping[str, Report],
    ranker: Ranker,
    reranker: Reranker | None,
) -> list[_Ranked]:
    scores = ranker.scores(part.features)
    if reranker is None or not part.candidates:
        chances = ranker.probabilities(scores)
    else:
        scores, chances = reranker.rescored(part.question, part.candidates, scores, store)
    asked = frozenset(preferred_reports(part.scope, reports.values()).ids)
    return [
        _Ranked(
            candidate=part.candidates[row],
            chance=float(chances[row]),
            features=part.features[row],
            scope=asked,
        )
        for row in np.argsort(-scores, kind="stable")
    ]


def _in_turn(lists: Iterable[Sequence[_Ranked]]) -> Iterator[_Ranked]:
    for depth in zip_longest(*lists):
        yield from (one for one in depth if one is not None)


def _passage(hit: _Hit, rank: int, reports: Mapping[str, Report], ranker: Ranker) -> ScoredPassage:
    one = hit.ranked.candidate
    report = reports[one.report_id]
    paragraph = report.paragraphs[one.paragraph - 1]
    return ScoredPassage(
        report_id=report.report_id,
        title=report.title,
        paragraph=paragraph.number,
        start=paragraph.start,
        end=paragraph.end,
        text=report.text[paragraph.start : paragraph.end],
        match_start=one.sentence_start,
        match_end=one.sentence_end,
        score=round(hit.ranked.chance, 4),
        rank=rank,
        why=ranker.shares(hit.ranked.features),
        also=_also(hit, reports),
    )


def _also(hit: _Hit, reports: Mapping[str, Report]) -> tuple[OtherPlace, ...]:
    """Return the other places of a hit's text, the newest report first."""
    places = [OtherPlace.of(reports[key], number) for key, number in hit.others]
    years = {place.report_id: reports[place.report_id].year or 0 for place in places}
    return tuple(sorted(places, key=lambda p: (-years[p.report_id], p.report_id, p.paragraph)))
