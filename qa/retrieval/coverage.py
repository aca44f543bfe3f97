"""Coverage: years and regions of a question or a filter that no indexed report covers."""

from collections.abc import Iterable, Sequence

from embeddings.index.stored.report_set import ReportSet
from embeddings.records import Report
from embeddings.text.gazetteer import Gazetteer
from qa.question.question import Question
from qa.question.scope import answering_years, hard_reports
from qa.records import Missing, Scope, ScoredPassage
from qa.text.paragraph import ParagraphStore

__all__ = ["confirmed", "missing_of", "missing_of_filter", "united"]

_NAMING_HITS = 3  # best hits searched for mentions of a missing region or year; as many per year


def missing_of(question: Question, reports: Iterable[Report]) -> Missing:
    """Return the years and regions of the question that no report covers.

    A region within an indexed one, and a year that an indexed report only mentions, count as
    missing here; `confirmed` removes them if a hit names them. Nothing is missing where no report
    says of which year or place it is.
    """
    held = ReportSet.of(reports)
    if held.unidentified:
        return Missing()
    indexed = frozenset(held.regions)
    asked = dict.fromkeys(region.name for region in question.regions)
    regions = tuple(name for name in asked if name not in indexed)
    own = held.of_regions(asked) or held
    there = own.years
    missing: list[int] = []
    topical = question.asked_times
    named = [word for word in topical if word.report]
    for word in named or topical:
        wanted = [word.first] if word.report else answering_years(word, question, topical, own)
        span = () if word.first == word.last else range(word.first, word.last + 2)
        if there.isdisjoint(wanted) and there.isdisjoint(span):
            missing.extend(wanted[:1])
    return Missing(years=tuple(dict.fromkeys(missing)), regions=regions)


def united(missing: Iterable[Missing]) -> Missing:
    """Return the union over the parts of a question."""
    found = list(missing)
    return Missing(
        years=tuple(dict.fromkeys(year for one in found for year in one.years)),
        regions=tuple(dict.fromkeys(name for one in found for name in one.regions)),
    )


def missing_of_filter(
    allowed: ReportSet,
    reports: ReportSet,
    years: Sequence[int],
    regions: Sequence[str],
    derived: Missing,
    include_children: bool,
    gazetteer: Gazetteer,
) -> Missing:
    """Return the years and regions of a hard filter that no report has."""

    def absent(only_years: Sequence[int], only_regions: Sequence[str]) -> bool:
        return not hard_reports(
            reports,
            only_years,
            only_regions,
            include_children=include_children,
            gazetteer=gazetteer,
        )

    absent_years = [year for year in years if absent([year], regions)]
    absent_regions = [region for region in regions if absent((), [region])]
    if not allowed and not absent_years and not absent_regions:
        absent_years = list(years)
    return Missing(
        years=tuple(absent_years) if years else derived.years,
        regions=tuple(absent_regions) if regions else derived.regions,
    )


def confirmed(
    missing: Missing,
    question: Question,
    scope: Scope,
    passages: Sequence[ScoredPassage],
    reports: ReportSet,
    store: ParagraphStore,
) -> Missing:
    """Return `missing` without what the best hits mention: a place within a larger one, a year.

    A year counts as mentioned too where it is the last of the plan that a hit's section sets.
    """
    if not missing or scope.hard:
        return missing
    best = passages[: _NAMING_HITS * max(1, len(scope.about_years))]
    indexed = frozenset(reports.regions)
    above = {region.name: region.above for region in question.regions}
    regions = tuple(
        name
        for name in missing.regions
        if indexed.isdisjoint(above.get(name, ())) or not any(name in hit.text for hit in best)
    )
    views = [store.of(hit.report_id, hit.paragraph) for hit in best]
    written = {year for view in views for year in (*view.written_years, view.planned_year)}
    named = any(
        word.report for word in question.times
    )  # 1990年的政府工作报告: only that report answers
    spoken_of = bool(scope.about_years) and set(scope.about_years) <= written and not named
    return Missing(years=() if spoken_of else missing.years, regions=regions)
