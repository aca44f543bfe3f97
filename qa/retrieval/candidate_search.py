"""The candidate paragraphs of one question, or of one of its parts, from both legs."""

from collections.abc import Sequence
from dataclasses import replace

from embeddings.index.passage_index import Candidate, IndexQuery
from embeddings.index.stored.report_set import ReportSet
from embeddings.text.gazetteer import NATION
from qa.question.question import Question
from qa.question.scope import derive_scope, preferred_reports, reports_of_places
from qa.records import Scope
from qa.retrieval.features import CandidateFeatures
from qa.retrieval.merging import PartCandidates
from qa.snapshot import Snapshot

__all__ = ["find_candidates"]

_CANDIDATES = 40  # per leg, granularity and search; more finds no more on the training questions
_OF_MANY = 10  # of each part of a question of many, of which a few paragraphs are shown


def find_candidates(
    snapshot: Snapshot,
    features: CandidateFeatures,
    question: Question,
    whole: Scope,
    allowed: ReportSet,
    *,
    restricted: bool,
    many: bool = False,
) -> PartCandidates:
    """Return the paragraphs found in the reports in scope and in all allowed ones, with features.

    A place with reports of its own is a condition: another place's report does not answer a
    question about it. Of a place without any, only paragraphs that name it tell, where one does.
    Years are only preferences.

    Args:
        snapshot: the one to search.
        features: the feature extractor over it.
        question: the question, or one of its parts.
        whole: the scope of the whole question.
        allowed: the reports that may be searched.
        restricted: whether these are fewer than those of the snapshot.
        many: whether the question is one of many parts, of each of which fewer are found.
    """
    scope = derive_scope(question, allowed)
    if whole.hard:
        scope = replace(scope, hard=True)
    if not allowed:
        return PartCandidates(
            question=question,
            scope=scope,
            candidates=(),
            features=features.compute(question, scope, ()),
        )
    of_places = reports_of_places(scope, allowed)
    if of_places:
        restricted = restricted or len(of_places) < len(allowed)
        allowed = of_places
    index = snapshot.index
    vector = index.encoder.encode_questions([question.subject or question.text])[0]
    searches: list[list[str] | None] = [allowed.ids if restricted else None]
    preferred = preferred_reports(scope, allowed)
    if len(preferred) < len(allowed):
        searches.append(preferred.ids)
    candidates: dict[tuple[str, int], Candidate] = {}
    most = _OF_MANY if many else _CANDIDATES
    for report_ids in searches:
        query = IndexQuery(terms=question.terms, vector=vector, k=most, report_ids=report_ids)
        for one in index.search(query):
            candidates.setdefault((one.report_id, one.paragraph), one)
    found = [candidates[key] for key in sorted(candidates)]
    ordered = tuple(_naming(scope, found, snapshot) or found)
    return PartCandidates(
        question=question,
        scope=scope,
        candidates=ordered,
        features=features.compute(question, scope, ordered),
    )


def _naming(scope: Scope, found: Sequence[Candidate], snapshot: Snapshot) -> list[Candidate]:
    """Return the candidates that name, in text or headings, a place that has no reports.

    None for a question that names no such place, and beside a place with reports unless one of
    these holds it: 榆中 in 兰州's reports.
    """
    named = set(scope.regions)
    if not named - {NATION}:
        return []
    held = frozenset(snapshot.every.regions)
    absent = [
        name
        for name in named - held - {NATION}
        if named.isdisjoint(held) or not named.isdisjoint(snapshot.gazetteer.ancestors(name))
    ]
    if not absent:
        return []
    views = ((one, snapshot.paragraphs.of(one.report_id, one.paragraph)) for one in found)
    return [
        one
        for one, view in views
        if any(name in view.folded or name in view.heading for name in absent)
    ]
