# ruff: noqa: E501 (the word tables read better unbroken)
"""The operation over the cells that a question asks for: listing, ranking, comparison."""

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from embeddings.language.figures import find_figures
from embeddings.lazy_regex import lazy_regex
from embeddings.text.numerals import numeral_value
from qa.facts.asked_measure import AskedMeasure

__all__ = [
    "COMPARING",
    "COUNTED_PLACES",
    "PAST_A_MARK",
    "SELECTING",
    "Across",
    "Bound",
    "Operation",
    "Task",
    "asked_across",
    "asked_task",
    "compared_measure",
]


class Operation(StrEnum):
    """An operation over the cells of a table."""

    LIST = "list"  # every cell
    RANK = "rank"  # the highest or lowest: 哪个省最高, 前五名
    FILTER = "filter"  # those beyond a bound: 超过5%的有哪些
    FIRST = "first"  # the first year beyond a bound: 哪年突破万亿
    CHANGED = "changed"  # those raised or lowered compared with the year before: 哪些省下调了目标
    MET = "met"  # whether targets were met: 完成目标了吗
    TREND = "trend"  # against another year: 升了还是降了
    MEAN = "mean"  # 平均多少
    DIFFERENCE = "difference"  # 相差多少
    LARGER = "larger"  # which of two: 哪个高
    TIMES = "times"  # 城镇居民收入是农民的几倍


COMPARING = frozenset({Operation.DIFFERENCE, Operation.LARGER, Operation.TREND})  # two values
SELECTING = frozenset({Operation.RANK, Operation.FILTER, Operation.LARGER})  # 哪年最高


class Across(StrEnum):
    """The dimension of a table's rows."""

    YEARS = "years"
    PROVINCES = "provinces"
    CITIES = "cities"
    PLACES = "places"  # all that are indexed, of whatever level


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """A condition on values: 超过5% is more than 5 %."""

    sign: str  # > | >= | < | <= | =
    value: Decimal
    unit: str
    unit_class: str  # money, share, people, …; empty if unknown
    text: str  # as asked: 5%


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """An operation with what it needs."""

    operation: Operation
    least: bool = False  # the lowest, the slower one; lowered, fallen
    limit: int = 0  # of a rank: 前五名 → 5
    named: bool = False  # of a rank: which year or place it is, not only what value: 哪年最高
    count: bool = False  # how many, not which
    bound: Bound | None = None
    way: str = ""  # of a comparison: 多 of 哪年多, 快 of 哪年增长快


_NUMBER = r"(?:\d+|[一二两三四五六七八九十]{1,3})"
_PLACE_WORD = r"(?:省区市|省市区|省份|省市|省级|省|直辖市|自治区|城市|地级市|市州|地市|州市|市|县区|区县|地区|地方|县)"
_PROVINCES = lazy_regex(
    rf"各省|各地区|(?:31|三十一)个?{_PLACE_WORD}|全国各[省地]|所有省|哪[个些几]?(?:一)?(?:个)?省|(?:多少|几)个?省|省份|各[个]?省级|全国各省|各省区"
)
_CITIES = lazy_regex(
    r"各[个]?(?:地级)?市(?!场)|各市州|各地市|各州市|哪[个些几]?(?:一)?(?:个|座)?(?:城市|地级市|市(?!场|民))|(?:多少|几)个?(?:城市|地级市|市(?!场|民|级))|各城市"
)
_PLACES = lazy_regex(r"各地|哪[个些]?(?:一)?(?:个)?(?:地方|地区)|(?:多少|几)个?地(?:方|区)")
_YEARS = lazy_regex(
    r"历年|(?:年|以)(?:以来|至今|到现在)|逐年|各年|每年(?:的|各)|每一年|哪(?:一)?(?:年|几年|些年)|的年份|(?:以来|来).{0,14}(?:变化|走势|趋势|变动|情况|分别|各)|走势|趋势|变化情况|变动情况|这些年|[怎咋]么?变|如何变|怎样变|年来.{0,14}(?:怎么?样|如何|咋样)"
)
PAST_A_MARK = (
    r"(?<![通超经越不难])过(?=[\d.两一二三四五六七八九十百千]*[万千百]?亿)"  # 过万亿, but not 通过
)
_SUPERLATIVE = lazy_regex(
    r"最(?P<way>[高大多快低小少慢]|好|差)(?!允许|可以|能|不|容许)|谁(?:是)?第一|排(?:名)?第一|居首|垫底"
)
_TOP = lazy_regex(
    rf"(?:(?P<way>前|(?<![今之以此随往])后|最高的?|最低的?|最大的?|最小的?|最快的?|最慢的?|最多的?|最少的?)(?P<n>{_NUMBER})(?:名|位|个|强|省|的|座|是)|"
    rf"(?P<year>最高的?|最低的?|最大的?|最小的?|最快的?|最慢的?|最多的?|最少的?)(?P<years>{_NUMBER})年)"
)
_BOUND = lazy_regex(
    r"(?P<sign>不低于|不少于|至少|大于等于|达到或超过|不超过|不高于|小于等于|超过|高于|大于|多于|突破|跨上|跨过|迈上|迈过|站上|超出|超|破|"
    rf"{PAST_A_MARK}|"
    r"低于|小于|少于|不到|不足|等于|达到|降至|降到|在)了?"
    r"(?P<value>[\d.,零〇一二两三四五六七八九十百千万亿点]+(?:万亿|亿|万)?(?:%|‰|个百分点|亿元|万元|元|万人|人|万吨|吨|亿斤|万亿斤|斤|万亩|亩|公里|家|户|个|套|辆|亿美元|万美元|美元|微克|天|所|座|件|架次|标箱)?|百分之[零一二三四五六七八九十百点\d.]+)"
    r"(?P<after>以上|及以上|以下|以内|左右)?"
)
_SIGNS = {
    **dict.fromkeys(("不低于", "不少于", "至少", "大于等于", "达到或超过", "达到"), ">="),
    **dict.fromkeys(("不超过", "不高于", "小于等于"), "<="),
    **dict.fromkeys(("超过", "高于", "大于", "多于", "突破", "超出", "超", "破", "过"), ">"),
    **dict.fromkeys(("跨上", "跨过", "迈上", "迈过", "站上"), ">="),
    **dict.fromkeys(("低于", "小于", "少于", "不到", "不足"), "<"),
    **dict.fromkeys(("降至", "降到"), "<="),
    **dict.fromkeys(("等于", "在"), "="),
}
COUNTED_PLACES = lazy_regex(rf"(?:多少|几)个?(?:{_PLACE_WORD}|年(?!均|增))")
_CROSSING = lazy_regex(
    r"(?:哪(?:一)?年|什么时候|何时|几时)(?!份).{0,20}(?:超|突破|跨|迈|站上|破|过|达到|低于|降)|(?:超|突破|跨|迈|站上|破|过|达到|低于|降).{0,16}(?:哪(?:一)?年|什么时候|何时|几时)(?!份)|首次|第一次"
)
_LARGE = lazy_regex("[百千万亿]")
_COUNTED = lazy_regex(rf"{COUNTED_PLACES.pattern}|有(?:多少|几)个")
_THAN_BEFORE = r"目标.{0,3}比(?:去年|上一?年)(?:的|要|更|定得)*"
_RAISED = lazy_regex(rf"上调|调高|提高了?.{{0,6}}目标|目标.{{0,6}}提高|{_THAN_BEFORE}高")
_LOWERED = lazy_regex(rf"下调|调低|降低了?.{{0,6}}目标|目标.{{0,6}}(?:降低|下降)|{_THAN_BEFORE}低")
_BY_HOW_MUCH = lazy_regex(  # 能耗目标下降多少: one figure, and no comparison of targets
    r"目标[^比较和与跟]{0,4}(?:提高|降低|下降)(?:多少|几|百分)"
)
_MET = lazy_regex(
    r"(?:完成|实现|达到|达成|兑现).{0,4}(?:目标|预期|计划|任务)?(?:了)?(?:吗|没|没有|么)|(?:完成|实现|达成|兑现)了(?=[?？]?$)|(?:目标|预期|计划|任务).{0,8}(?:完成|实现|达到|达成|兑现)(?:了)?(?:吗|没|没有|么)|"
    r"(?:有没有|是否|是不是|能否)(?:完成|实现|达到|达成|兑现)|达标|落空|(?:完成|实现)(?:了)?(?:年初|预期|年度)?(?:的)?目标(?:的|了)?"
)
_TIMES = lazy_regex(
    r"(?:是|为|相当于)(?:农村|农民|农牧民|城镇|城市)[^，,\d年]{0,10}?的?(?:几|多少)倍"
)
_TREND = lazy_regex(
    r"(?:增长|上升|提高|上涨|增加)了?还是(?:下降|减少|降低|下跌|下滑|负增长)|(?:下降|减少|降低|下跌|下滑)了?还是(?:增长|上升|提高|上涨|增加)|"
    r"(?:升|涨|增|多|高|快|大)了?还是(?:降|跌|减|少|低|慢|小)|(?:降|跌|减|少|低|慢)了?还是(?:升|涨|增|多|高|快)|"
    r"[和与跟同比较](?:去年|上年|前年|上一年|(?:19|20)\d\d年).{0,4}(?:比|相比)[^哪谁]{0,10}(?:升|降|涨|跌|增|减|变化|快|慢|高|低)|"
    r"比(?:去年|上年|前年|上一年|(?:19|20)\d\d年)[^，,？?]{0,12}(?:增长|增加|上升|提高|减少|下降|降低|增|升|涨|降|跌|[多高大快少低小慢])了?(?:吗|没有|没|么)|是升是降|变化(?:如何|怎样|怎么样)"
)
_MEAN = lazy_regex(
    r"平均(?:是|为|有|达到|增长|增速|目标)?(?:多少|几|百分)|均值|平均数|平均值|平均水平"
)
_DIFFERENCE = lazy_regex(
    r"相?差(?:了)?(?:多少|几|多大)|差距|差额|(?<![提减增扩加放降压缩])(?:高|低|多|少|大|小|快|慢)(?:出|了)?(?:多少|几)|相差"
)
_LARGER = lazy_regex(
    r"哪(?:一)?(?:个|年|边|方|省|市|地|者)?.{0,10}?(?:[定提]得)?(?:更|比较)?(?P<way>[高大多快低小少慢])(?=[?？，,。；;吗呢些一]|$)|谁(?:的)?.{0,10}?(?:更)?(?P<who>[高大多快低小少慢])(?=[?？，,。些一]|$)|"
    r"(?P<either>[高大多快低小少慢])还是(?:[高大多快低小少慢])"
)
_WHICH = lazy_regex("哪|谁|的年份")
_LESS = frozenset("低小少慢差")


def asked_across(folded: str, *, years: int, regions: int, crosses: bool = False) -> Across | None:
    """Return the dimension of the rows that a folded question asks for; None for a single cell.

    Args:
        folded: the question.
        years: how many years it names.
        regions: how many places it names.
        crosses: whether it asks when a bound was crossed: 什么时候突破万亿.
    """
    if _PROVINCES.search(folded):
        return Across.PROVINCES
    if _CITIES.search(folded):
        return Across.CITIES
    if _PLACES.search(folded):
        return Across.PLACES
    if _YEARS.search(folded) or crosses or (years > 2 and regions < 2):
        return Across.YEARS
    return Across.PLACES if regions > 2 else None


def asked_task(folded: str) -> Task:
    """Return the operation of a folded question, with its parameters."""
    count = bool(_COUNTED.search(folded))
    top = _TOP.search(folded)
    if top:
        way, number = top["way"] or top["year"], top["n"] or top["years"]
        least = way == "后" or way[1:2] in _LESS
        return Task(operation=Operation.RANK, least=least, limit=int(numeral_value(number) or 0))
    most = _SUPERLATIVE.search(folded)
    if most:
        least = (most["way"] or "") in _LESS or most[0] == "垫底"
        named = bool(_WHICH.search(folded))
        way = most["way"] or ""
        return Task(operation=Operation.RANK, least=least, limit=1, named=named, way=way)
    bound = _bound(folded)
    if bound is not None and bound.unit != "%" and _CROSSING.search(folded) and not count:
        return Task(operation=Operation.FIRST, bound=bound)
    if bound is not None and (count or re.search(r"哪|有谁|名单|列出", folded)):
        return Task(operation=Operation.FILTER, bound=bound, count=count)
    changed = _RAISED.search(folded) or _LOWERED.search(folded)
    if changed and not _BY_HOW_MUCH.search(folded):
        return Task(operation=Operation.CHANGED, least=bool(_LOWERED.search(folded)), count=count)
    if _MET.search(folded):
        return Task(operation=Operation.MET, count=count)
    if _TIMES.search(folded):
        return Task(operation=Operation.TIMES)
    if _TREND.search(folded):
        return Task(operation=Operation.TREND)
    if _DIFFERENCE.search(folded):
        return Task(operation=Operation.DIFFERENCE)
    larger = _LARGER.search(folded)
    if larger:
        way = larger["way"] or larger["who"] or larger["either"]
        return Task(operation=Operation.LARGER, least=way in _LESS, way=way)
    if _MEAN.search(folded):
        return Task(operation=Operation.MEAN)
    return Task(operation=Operation.LIST)


def compared_measure(task: Task, measure: AskedMeasure, *, based: bool, sides: int) -> AskedMeasure:
    """Return the measure of what is compared, from that which the words of the comparison name.

    Args:
        task: the comparison.
        measure: that its words name: 多多少 names an increase, 低几个百分点 names points.
        based: whether another year is compared with.
        sides: how many indicators are named.
    """
    if task.operation is Operation.TIMES:
        return AskedMeasure.LEVEL
    apart = task.operation is Operation.DIFFERENCE and (based or sides > 1)
    if apart and measure is AskedMeasure.POINTS:
        return AskedMeasure.ANY  # 增长目标比2008年低几个百分点
    if task.operation is Operation.DIFFERENCE and not based and measure is AskedMeasure.INCREASE:
        return AskedMeasure.LEVEL  # 城镇居民收入比农民收入多多少
    if task.way in ("快", "慢") and measure in (AskedMeasure.ANY, AskedMeasure.LEVEL):
        return AskedMeasure.GROWTH  # 哪年增长快
    return measure


def _bound(folded: str) -> Bound | None:
    match = _BOUND.search(folded)
    if match is None:
        return None
    value = match["value"]
    figures = find_figures(f"一{value}" if _LARGE.match(value) else value)  # 突破万亿
    if not figures or figures[0].unit == "年":
        return None
    sign = _SIGNS[match["sign"]]
    if match["after"] in ("以上", "及以上"):
        sign = ">="
    elif match["after"] in ("以下", "以内"):
        sign = "<="
    figure = figures[0]
    return Bound(
        sign=sign,
        value=figure.low,
        unit=figure.unit,
        unit_class=figure.unit_class,
        text=match["value"],
    )
