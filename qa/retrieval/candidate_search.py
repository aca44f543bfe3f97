"""The candidate paragraphs of one question, or of one of its parts, from both legs."""

from collections.abc import Sequence
from dataclasses import replace

from embeddings.index.passage_index import Candidate, IndexQuery
from embeddings.records import Report
from qa.question.question import Question
from qa.question.scope import derive_scope, preferred_reports, reports_of_places
from qa.records import Scope
from qa.retrieval.features import CandidateFeatures
from qa.retrieval.merging import PartCandidates
from qa.snapshot import Snapshot

__all__ = ["find_candidates"]

_CANDIDATES = 40  # per leg, granularity and search; more finds no more on the training questions


def find_candidates(
    snapshot: Snapshot,
    features: CandidateFeatures,
    question: Question,
    whole: Scope,
    allowed: Sequence[Report],
    *,
    restricted: bool,
) -> PartCandidates:
    """Return the paragraphs found in the reports in scope and in all allowed ones, with features.

    A place with reports of its own is a condition: another place's report does not answer a
    question about it. Years, and a place without reports, are only preferences.

    Args:
        snapshot: the one to search.
        features: the feature extractor over it.
        question: the question, or one of its parts.
        whole: the scope of the whole question.
        allowed: the reports that may be searched.
        restricted: whether these are fewer than those of the snapshot.
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
    everything = [report.report_id for report in allowed]
    searches: list[list[str] | None] = [everything if restricted else None]
    preferred = [report.report_id for report in preferred_reports(scope, allowed)]
    if len(preferred) < len(everything):
        searches.append(preferred)
    candidates: dict[tuple[str, int], Candidate] = {}
    for report_ids in searches:
        query = IndexQuery(
            terms=question.terms, vector=vector, k=_CANDIDATES, report_ids=report_ids
        )
        for one in index.search(query):
            candidates.setdefault((one.report_id, one.paragraph), one)
    ordered = tuple(candidates[key] for key in sorted(candidates))
    return PartCandidates(
        question=question,
        scope=scope,
        candidates=ordered,
        features=features.compute(question, scope, ordered),
    )
