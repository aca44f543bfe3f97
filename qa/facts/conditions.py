"""The conditions of a question's frame that a fact must meet; similarity replaces none of them.

Place, time, measure, unit class, restricting words and aspect. Failed ones are returned, so that a
refusal can give the reason: 只有农村的, 只有2025年的.
"""

from collections.abc import Collection, Mapping
from enum import StrEnum

from embeddings.facts.records import Aspect, Fact, Measure
from embeddings.lazy_regex import lazy_regex
from embeddings.records import Report
from qa.facts.asked_measure import YEARLY, AskedAspect, AskedMeasure
from qa.facts.frames import Frame
from qa.facts.indicator_names import RATE_ENDINGS, is_of_new
from qa.question.asked_periods import months_of

__all__ = [
    "Condition",
    "failing",
    "in_time",
    "is_of_growth",
    "measure_rank",
    "of_other_aspect",
    "rank_failing",
]


class Condition(StrEnum):
    """A condition that a fact can fail."""

    MEASURE = "measure"
    UNIT = "unit"
    GROUP = "group"  # of a rank: 全省, 全国
    GROWTH = "growth"  # whether a rank is of the growth or of the level
    PLACE = "place"
    TIME = "time"
    ASPECT = "aspect"


_PARTLY = ("%", "‰")
_NOT_PARTLY = (Measure.POINTS, Measure.MULTIPLE)  # growth in points, in times
_NOT_PARTLY_CHANGED = (*_NOT_PARTLY, Measure.INCREASE)  # 降了多少: an amount too
_CHANGES = (Measure.CHANGE, Measure.POINTS, Measure.INCREASE, Measure.MULTIPLE)
_LOWEST_INDEX, _HIGHEST_INDEX = 80, 130  # of prices, where those of the year before are 100
_MADE = lazy_regex("新|建成|完成|开工|修|改|净增|引进|培育|认定")
_GROWTH = lazy_regex(r"增速|增幅|涨幅|增长率|增长速度|增长$")
# The measures that answer, the likeliest first.
_MEASURES: Mapping[AskedMeasure, tuple[Measure, ...]] = {
    AskedMeasure.LEVEL: (Measure.LEVEL, Measure.RATIO),
    AskedMeasure.GROWTH: (Measure.CHANGE, Measure.MULTIPLE),  # 增长超1倍
    AskedMeasure.POINTS: (Measure.POINTS,),
    AskedMeasure.INCREASE: (Measure.INCREASE, Measure.CHANGE),
    AskedMeasure.SHARE: (Measure.SHARE,),
    AskedMeasure.YEARLY_GROWTH: (Measure.CHANGE, Measure.POINTS),
    AskedMeasure.YEARLY: (Measure.LEVEL, Measure.INCREASE),
    AskedMeasure.MULTIPLE: (Measure.MULTIPLE,),
    AskedMeasure.RANK: (Measure.RANK,),
    AskedMeasure.ANY: (Measure.LEVEL, Measure.CHANGE, Measure.RATIO, Measure.SHARE),
}


def measure_rank(frame: Frame, fact: Fact) -> int | None:
    """Return the index of a fact's measure among those that answer a frame; None if not in them."""
    measures = _MEASURES[frame.measure]
    groups = {group for group, _ in frame.name.restrictions}
    if "newness" in groups and frame.measure in (AskedMeasure.LEVEL, AskedMeasure.ANY):
        measures = (Measure.LEVEL, Measure.INCREASE)  # 新增1256万人 is the number of the new ones
    if frame.name.text.endswith(RATE_ENDINGS):
        if frame.measure is AskedMeasure.GROWTH:
            measures = (*measures, Measure.POINTS)  # 森林覆盖率提高多少
        elif frame.measure is not AskedMeasure.SHARE:
            measures = (*measures, Measure.SHARE)
        elif fact.unit in _PARTLY:
            measures = (*measures, Measure.LEVEL)  # 研发投入占生产总值多少: 研发投入强度达到3%
    if frame.measure is AskedMeasure.INCREASE and is_of_new(fact.restrictions):
        measures = (*measures, Measure.LEVEL)  # 净增企业16.56万户 is the number of those added
    if frame.change:
        measures = (*measures, Measure.POINTS, Measure.INCREASE)  # 降了多少: 减少万吨, 下降个百分点
    if frame.measure is AskedMeasure.GROWTH and _is_price_index(frame, fact):
        measures = (*measures, Measure.LEVEL)
    if (
        fact.measure is Measure.MULTIPLE
        and frame.measure is AskedMeasure.GROWTH
        and not fact.direction
    ):
        return None  # 是建区时的3.84倍 is no growth of the year
    return measures.index(fact.measure) if fact.measure in measures else None


def _is_price_index(frame: Frame, fact: Fact) -> bool:
    """Whether a fact is an index of prices over the year before: 居民消费价格指数102.7."""
    of_prices = frame.name.text.endswith("价格") and fact.measure is Measure.LEVEL
    return of_prices and not fact.unit and _LOWEST_INDEX <= fact.low <= _HIGHEST_INDEX


def failing(
    frame: Frame,
    fact: Fact,
    report: Report,
    *,
    period: tuple[int, int] | None,
    places: Collection[str],
    aspect: AskedAspect,
) -> frozenset[Condition]:
    """Return the conditions of `frame` that a fact does not meet.

    Args:
        frame: what is asked.
        fact: of `report`.
        report: that states it.
        period: the year or span asked for; None takes any.
        places: the places asked for; empty takes the report's own.
        aspect: the aspect asked for; UNSAID and BOTH take any.
    """
    found = set()
    if (frame.stock and is_of_new(fact.restrictions)) or measure_rank(frame, fact) is None:
        found.add(Condition.MEASURE)
    if frame.unit_classes and fact.unit_class not in frame.unit_classes:
        found.add(Condition.UNIT)
    of_any_unit = _NOT_PARTLY_CHANGED if frame.change else _NOT_PARTLY
    grown = frame.measure is AskedMeasure.GROWTH and fact.measure not in of_any_unit
    if grown and fact.unit not in _PARTLY and not _is_price_index(frame, fact):
        found.add(Condition.UNIT)
    if frame.measure in YEARLY and not fact.yearly_average:
        found.add(Condition.TIME)
    if frame.measure is AskedMeasure.RANK:
        found |= rank_failing(frame, fact)
    place = fact.place or report.region
    if place not in (places or (report.region,)):
        found.add(Condition.PLACE)
    if period is not None and not _of_period(frame, fact, period):
        found.add(Condition.TIME)
    if not _of_aspect(aspect, fact.aspect):
        found.add(Condition.ASPECT)
    return frozenset(found)


def rank_failing(frame: Frame, fact: Fact) -> set[Condition]:
    """Return the failed conditions of a rank: its group, and growth or level."""
    found = set()
    if frame.group not in fact.whole:
        found.add(Condition.GROUP)
    if is_of_growth(frame.said) != is_of_growth(fact.indicator):
        found.add(Condition.GROWTH)
    return found


def is_of_growth(ranked: str) -> bool:
    """Whether a rank is of a growth rate: 工业增加值增速, not 工业增加值."""
    return _GROWTH.search(ranked) is not None


def _of_period(frame: Frame, fact: Fact, period: tuple[int, int]) -> bool:
    if not _of_part(frame, fact):
        return False
    if fact.years != period:  # the level that a plan of several years leads to
        if _is_held_at_end(frame, fact, period):
            return True
        led_to = fact.aspect is Aspect.TARGET and fact.measure is Measure.LEVEL
        return period[0] < period[1] and led_to and fact.years == (period[1], period[1])
    if period[0] == period[1]:
        return not fact.yearly_average
    return fact.yearly_average == (frame.measure in YEARLY)


def _is_held_at_end(frame: Frame, fact: Fact, period: tuple[int, int]) -> bool:
    """Whether a fact says how much there is at the end of the years that a review is of."""
    told = fact.measure is Measure.LEVEL and not (fact.cumulative or fact.yearly_average)
    stock = frame.stock and not is_of_new(fact.restrictions) and not _MADE.match(fact.indicator)
    last = fact.years is not None and fact.years[0] < fact.years[1] == period[1]
    return told and stock and last and period[0] == period[1] and fact.aspect is Aspect.RESULT


def _of_part(frame: Frame, fact: Fact) -> bool:
    """Whether a fact is of the part of the year asked for, or both are of the whole year."""
    if not fact.year_part or not frame.part:
        return fact.year_part == frame.part
    return months_of(fact.year_part) == months_of(frame.part)


def _of_aspect(asked: AskedAspect, aspect: Aspect) -> bool:
    if asked is AskedAspect.TARGET:
        return aspect is Aspect.TARGET
    if asked is AskedAspect.RESULT:
        return aspect is not Aspect.TARGET
    return True


def in_time(fact: Fact, period: tuple[int, int], *, dated: bool) -> bool:
    """Whether a fact may be of the years asked for; any may, unless the question is `dated`."""
    if fact.years is None or not dated:
        return True
    if fact.yearly_average and period[0] == period[1]:
        return False  # 年均增长8.3% is not of one year
    if fact.cumulative or fact.yearly_average or is_of_new(fact.restrictions):
        return fact.years == period  # 新增就业87.5万人 of five years is not of the last one
    if fact.measure in _CHANGES:
        return fact.years == period
    if fact.aspect is Aspect.TARGET:
        return fact.years[0] == period[0]  # a plan of several years may set the first one's goal
    return fact.years[0] <= period[0] and period[1] <= fact.years[1]


def of_other_aspect(asked: AskedAspect, aspect: Aspect) -> bool:
    """Whether a fact is a target where a result is asked for, or a result for a target."""
    if asked is AskedAspect.TARGET:
        return aspect is Aspect.RESULT
    return asked is AskedAspect.RESULT and aspect is Aspect.TARGET
