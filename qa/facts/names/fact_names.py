"""The names by which facts may be asked for, and the characters that these are of."""

import numpy as np
import numpy.typing as npt

from embeddings.facts.heads import FactHead, FactHeads
from embeddings.facts.records import DEFLATED, Measure
from embeddings.lazy_regex import lazy_regex
from embeddings.text.character_bits import CharacterBits
from qa.facts.indicator_names import IndicatorName, read_name, real

__all__ = ["characters_of", "names_of"]

Flags = npt.NDArray[np.bool_]

# an effect of the fact before
_EFFECT = lazy_regex("惠及|受益|覆盖|带动|服务|可?供|解决|保障|支持|安置|吸纳")
_SHARES = ("率", "比重", "比例", "占比")
_VALUE_ADDED = "增加值"
_GROWN, _SHARE = "增长", "占比重"  # added to the names of changes and shares
_ECONOMY = ("生产总值", "地区生产总值", "国内生产总值", "gdp", "全市生产总值", "全省生产总值")
_ROADS, _LENGTH = ("公路", "铁路", "高铁", "高速", "航道", "轨道交通", "地铁"), "里程"


def _said(fact: FactHead) -> str:
    """Return the words of a fact with its restricting ones: once where there are no others."""
    restricting = "".join(fact.restrictions)
    return fact.indicator if fact.indicator == restricting else restricting + fact.indicator


def characters_of(heads: FactHeads, following: Flags) -> CharacterBits:
    """Return the characters of all that the names of facts are read from.

    Args:
        heads: of the facts.
        following: which of them may be named by the words of the fact before as well.
    """
    after = np.flatnonzero(following)
    shares = heads.of_measure(Measure.SHARE)
    every = np.arange(len(heads))
    added = len(heads.strings)  # the numbers of what is added to names
    roads = [number for number, said in enumerate(heads.strings) if said.endswith(_ROADS)]
    said = [
        (every, heads.indicators),
        (every, heads.restrictions),
        (every, np.where(shares, heads.wholes, -1)),
        (every, np.where(shares, added, -1)),
        (every, np.where(heads.of_measure(Measure.CHANGE), added + 1, -1)),
        (every, np.where(np.isin(heads.indicators, roads), added + 2, -1)),
        (after, heads.indicators[after - 1]),
        (after, heads.restrictions[after - 1]),
    ]
    places, numbers = (np.concatenate(column) for column in zip(*said, strict=True))
    known = numbers >= 0
    strings = (*heads.strings, _SHARE, _GROWN, _LENGTH)
    return CharacterBits(strings, places[known], numbers[known], len(heads))


def names_of(fact: FactHead, last: FactHead | None) -> tuple[IndicatorName, ...]:
    """Return the names of a fact; `last` is the one before it in the text."""
    said = _said(fact)
    grown = f"{said}{_GROWN}" if fact.measure is Measure.CHANGE else said  # 经济 that grows is GDP
    names = [read_name(grown)]
    if fact.measure is Measure.SHARE and not fact.whole and not said.endswith(_SHARES):
        names.append(read_name(f"{said}比重"))
    if fact.measure is Measure.SHARE and fact.whole:
        names.append(read_name(f"{said.partition('占')[0]}占{fact.whole}比重"))
        if fact.whole in _ECONOMY:  # 民营经济比重
            names.append(read_name(f"{said.partition('占')[0]}比重"))
        if said.endswith(_VALUE_ADDED):  # 第三产业占比
            names.append(read_name(f"{said.removesuffix(_VALUE_ADDED)}比重"))
    if "农村" in fact.restrictions and "人均" in fact.restrictions and said.endswith("收入"):
        names += (read_name(one) for one in ("农民的收入", "农民人均收入"))
    if said.endswith(_ROADS):
        names.append(read_name(f"{said}{_LENGTH}"))
    if last is not None and _is_effect(fact, last):
        names.append(read_name("".join(last.restrictions) + last.indicator + said))
    if DEFLATED in fact.restrictions:
        names = [real(name) for name in names]
    return tuple(name for name in names if name)


def _is_effect(fact: FactHead, last: FactHead) -> bool:
    """Whether a fact states the effect of the one right before it: 改造小区126个、惠及2.8万户."""
    near = fact.paragraph == last.paragraph and 0 <= fact.indicator_start - last.end <= 1
    return near and _EFFECT.match(fact.indicator) is not None
