"""Why no fact answers a figure question: the condition that none meets, and the nearest fact."""

from collections.abc import Callable, Collection, Mapping, Sequence

from embeddings.facts.records import Aspect, Fact, Measure
from embeddings.messages import Message
from embeddings.records import Report
from embeddings.text.folding import fold
from embeddings.text.gazetteer import NATION
from qa.answer.conditions import regions_without_reports
from qa.answer.drafts.draft import Draft
from qa.facts.asked_measure import AskedAspect, AskedMeasure
from qa.facts.conditions import Condition, is_of_growth
from qa.facts.fact_book import KNOWN
from qa.facts.frames import Frame
from qa.facts.grid import Grid
from qa.facts.indicator_names import is_listed_thing, read_name
from qa.facts.lookup import SAME, FactMatch, in_place_first, natural_reports
from qa.facts.rows import FactScope, GridRow
from qa.records import Answer, Reason, Retrieval
from qa.tables import CellStatus

__all__ = [
    "lacking_message",
    "of_other_years",
    "refusal_draft",
    "refusal_grounds",
    "that_should_say",
    "understood",
    "untold",
]

_MEASURES = {
    Measure.LEVEL: Message("figure_measure_level"),
    Measure.CHANGE: Message("figure_measure_change"),
    Measure.POINTS: Message("figure_measure_points"),
    Measure.INCREASE: Message("figure_measure_increase"),
    Measure.SHARE: Message("figure_measure_share"),
    Measure.MULTIPLE: Message("figure_measure_multiple"),
    Measure.GAP: Message("figure_measure_gap"),
    Measure.RATIO: Message("figure_measure_ratio"),
    Measure.RANK: Message("figure_measure_rank"),
}
_ASKED_MEASURES = {
    AskedMeasure.LEVEL: Measure.LEVEL,
    AskedMeasure.GROWTH: Measure.CHANGE,
    AskedMeasure.POINTS: Measure.POINTS,
    AskedMeasure.INCREASE: Measure.INCREASE,
    AskedMeasure.SHARE: Measure.SHARE,
    AskedMeasure.MULTIPLE: Measure.MULTIPLE,
}
# Conditions by weight: a fact that fails only the first is nearest to the question.
_LIGHTEST = (
    Condition.GROUP,
    Condition.GROWTH,
    Condition.ASPECT,
    Condition.TIME,
    Condition.UNIT,
    Condition.MEASURE,
    Condition.PLACE,
)
# Conditions reported only if the measure is the one asked for.
_OF_A_MEASURE = frozenset({Condition.UNIT, Condition.GROUP, Condition.GROWTH})
_YEARS_TOLD = 6  # the latest years that have a fact
_CLAUSE_MOST = 40  # characters of a clause that is quoted whole


def understood(near: Sequence[FactMatch]) -> bool:
    """Whether the reports name the indicator asked for, whatever they state of it."""
    return any(match.likeness >= KNOWN for match in near)


def untold(frame: Frame, answer: Answer) -> Message:
    """Return the message that the reports do not name the indicator, or only name it."""
    named = any(frame.said in fold(citation.excerpt) for citation in answer.citations)
    return Message("figure_named" if named else "figure_unmentioned", asked=_named(frame.said))


def lacking_message(frame: Frame, stated: Collection[str]) -> Message:
    """Return the message that one of several figures asked for was not found.

    `stated` are the names of those that were found: of the same name the measure is told.
    """
    if frame.measure is AskedMeasure.RANK:
        return Message("figure_lacking_rank", asked=frame.said)
    measure = _ASKED_MEASURES.get(frame.measure)
    if measure is None or frame.said not in stated:
        return Message("figure_lacking", asked=frame.said)
    return Message("figure_lacking_measure", asked=frame.said, measure=_MEASURES[measure])


def refusal_grounds(
    frame: Frame, row: GridRow, reports: Sequence[Report] = ()
) -> tuple[Message, ...]:
    """Return the conditions that no fact meets, and then the nearest fact that fails, if any.

    `reports` are those that should state it; if one only mentions the indicator, that is reported.
    Restricting words come before all others; the nearest fact fails the fewest conditions.
    """
    near = [
        match
        for cell in row.cells
        for match in in_place_first([one for one in cell.near if _is_of_name(frame, one)])
    ]
    asked = _asked(frame, row)
    if not near:
        said = any(frame.said in fold(report.text) for report in reports)
        return (Message("figure_named" if said else "figure_unmentioned", asked=asked),)
    same = [match for match in near if not match.apart]
    if not same:
        why = _of_other_words(frame, near)
        return Message("figure_unsaid_because", asked=asked, why=why), _nearest(
            near[0].fact, near[0].report
        )
    found = _nearest_failing(same)
    failing = found[0].failing
    if Condition.MEASURE in failing:  # another measure comes in another unit
        failing -= _OF_A_MEASURE
    unmet = tuple(told(frame, found) for condition, told in _TOLD.items() if condition in failing)
    return Message("figure_unsaid_because", asked=asked, why=unmet), _nearest(
        found[0].fact, found[0].report
    )


def _is_of_name(frame: Frame, match: FactMatch) -> bool:
    """Whether a fact is of the indicator asked for: 生产总值 is no 生产总值能耗."""
    name = read_name(match.fact.indicator)
    both = is_listed_thing(frame.name) and is_listed_thing(name)
    return match.likeness >= SAME and (not both or name.text == frame.name.text)


def _nearest_failing(same: Sequence[FactMatch]) -> list[FactMatch]:
    """Return the facts that fail the fewest conditions, all of them the same conditions."""
    best = min(
        (match.failing for match in same),
        key=lambda failing: (
            len(failing - _OF_A_MEASURE),
            sum(_LIGHTEST.index(one) for one in failing),
        ),
    )
    return [match for match in same if match.failing == best]


def _asked(frame: Frame, row: GridRow) -> Message:
    """Return the figure asked for, in words: 兰州2017年“粮食产量”的目标."""
    first, last = row.period
    when = (
        Message("figure_asked_year", year=first)
        if first == last
        else Message("figure_asked_span", first=first, last=last)
    )
    places = (row.place,) if row.place else tuple(one for one in frame.regions if one != NATION)
    place = Message("figure_asked_of", places=places) if places else ""
    said, aspect = f"{frame.part}{frame.said}", ""
    if frame.measure is AskedMeasure.RANK:
        return _named(said, Message("figure_asked_rank"), place, when)
    if frame.aspect is AskedAspect.TARGET:
        said = said.removesuffix("目标").removesuffix("的")
        return _named(said, Message("figure_asked_target"), place, when)
    if frame.aspect is AskedAspect.RESULT:
        return _named(said, Message("figure_asked_result"), place, when)
    return _named(said, aspect, place, when)


def _named(
    said: str, aspect: Message | str = "", place: Message | str = "", when: Message | str = ""
) -> Message:
    return Message("figure_asked", name=said, aspect=aspect, place=place, when=when)


def _of_other_words(frame: Frame, near: Sequence[FactMatch]) -> Message:
    """Return the message that only facts with other restricting words exist."""
    others = [_other(frame, match) for match in near]
    words = tuple(dict.fromkeys(word for own in others for word in own)) if all(others) else ()
    apart = {word for match in near[:1] for word in match.apart}
    wanted = tuple(word for _, word in sorted(frame.name.restrictions) if word in apart)
    if words:
        if wanted:
            return Message("figure_only_with_not", words=words, wanted=wanted)
        return Message("figure_only_with", words=words)
    if wanted:
        return Message("figure_only_plain_not", wanted=wanted)
    return Message("figure_only_plain")


def _other(frame: Frame, match: FactMatch) -> list[str]:
    """Return the restricting words that only the fact has, also those within its name."""
    asked = {word for _, word in frame.name.restrictions}
    return [word for word in (*match.fact.restrictions, *sorted(match.apart)) if word not in asked]


def _only_aspect(frame: Frame, found: Sequence[FactMatch]) -> Message:
    target = frame.aspect is AskedAspect.TARGET
    return Message("figure_only_results") if target else Message("figure_only_targets")


def _only_years(frame: Frame, found: Sequence[FactMatch]) -> Message:
    if found[0].fact.yearly_average:
        return Message("figure_only_averages")
    if frame.part and not any(match.fact.year_part for match in found):
        return Message("figure_only_whole_years")
    spans = sorted({match.fact.years for match in found if match.fact.years is not None})
    if not spans:
        return Message("figure_only_undated")
    told = [f"{low}" if low == high else f"{low}—{high}" for low, high in spans[-_YEARS_TOLD:]]
    return Message("figure_only_years", years=tuple(told))


def _only_measures(frame: Frame, found: Sequence[FactMatch]) -> Message:
    measures = dict.fromkeys(match.fact.measure for match in found)
    return Message("figure_only_measures", measures=tuple(_MEASURES[one] for one in measures))


def _only_places(frame: Frame, found: Sequence[FactMatch]) -> Message:
    places = dict.fromkeys(str(match.fact.place) for match in found)
    return Message("figure_only_places", places=tuple(places))


def of_other_years(frame: Frame, fact: Fact, report: Report) -> tuple[Message, ...]:
    """Return why a figure of years that were not asked for is no answer, with that figure."""
    first, last = fact.years or (0, 0)
    when = f"{first}" if first == last else f"{first}—{last}"
    why = Message("figure_only_years", years=(when,))
    return Message("figure_unsaid_because", asked=_named(frame.said), why=why), _nearest(
        fact, report
    )


def _nearest(fact: Fact, report: Report) -> Message:
    clause = report.text[fact.clause_start : fact.clause_end]
    words = clause if len(clause) <= _CLAUSE_MOST else f"…{clause[-_CLAUSE_MOST:]}"
    if fact.aspect is Aspect.TARGET:
        return Message(
            "figure_nearest_target", title=report.title, paragraph=fact.paragraph, words=words
        )
    return Message("figure_nearest", title=report.title, paragraph=fact.paragraph, words=words)


def _only_units(frame: Frame, found: Sequence[FactMatch]) -> Message:
    units = dict.fromkeys(match.fact.unit for match in found if match.fact.unit)
    return Message("figure_only_units", units=tuple(units))


def _only_groups(frame: Frame, found: Sequence[FactMatch]) -> Message:
    groups = dict.fromkeys(match.fact.whole for match in found if match.fact.whole)
    return Message("figure_only_groups", groups=tuple(groups))


def _only_rank_of(frame: Frame, found: Sequence[FactMatch]) -> Message:
    grown = is_of_growth(found[0].fact.indicator)
    return Message("figure_only_rank_of_growth") if grown else Message("figure_only_rank_of_level")


# In the order in which they are reported.
_TOLD: Mapping[Condition, Callable[[Frame, Sequence[FactMatch]], Message]] = {
    Condition.PLACE: _only_places,
    Condition.MEASURE: _only_measures,
    Condition.UNIT: _only_units,
    Condition.GROUP: _only_groups,
    Condition.GROWTH: _only_rank_of,
    Condition.TIME: _only_years,
    Condition.ASPECT: _only_aspect,
}


def that_should_say(grid: Grid, scope: FactScope) -> list[Report]:
    """Return the reports of the place asked about that set or review the period asked about."""
    row = grid.rows[0]
    places = (row.place,) if row.place else grid.frame.regions
    reports = [one for one in scope.of_places(places) if not places or one.region in places]
    return [
        report for cell in row.cells for report in natural_reports(reports, row.period, cell.aspect)
    ]


def refusal_draft(
    retrieval: Retrieval, grounds: tuple[Message, ...], grid: Grid | None = None
) -> Draft:
    """Return the refusal: the report of the year and place is missing, or lacks the figure."""
    read = grid is not None and any(cell.status is CellStatus.NOT_FOUND for cell in grid.cells)
    if retrieval.missing and not read:
        return Draft(reason=Reason.NO_REPORT, refused=grid)
    absent = regions_without_reports(retrieval)
    if absent:  # 只有全国的 is true, and it is not the reason
        told = Message("region_without_reports", names=absent)
        return Draft(reason=Reason.NO_REPORT, grounds=(told, *grounds), refused=grid)
    return Draft(reason=Reason.NO_FIGURE, grounds=grounds, refused=grid)
