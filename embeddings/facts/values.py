"""The value of a figure: a decimal or a range, with sign and canonical unit."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from embeddings.language.figures import Figure, find_figures

__all__ = [
    "DATE_UNITS",
    "RATIO_UNIT",
    "SHARE_UNITS",
    "Value",
    "figures_of",
    "is_part",
    "states_something",
    "value_of",
]

DATE_UNITS = frozenset(("年", "月", "日", "号", "周年", "个年头", "周"))
SHARE_UNITS = frozenset(("%", "‰", "个百分点"))
_LASTING = re.compile(r"(?:寿命|年限|学制|期限|年龄)[^，]{0,6}$")
_BARE = re.compile(r"(?:系数|指数|(?P<ratio>收入比|之比|比值|比率))[^，]{0,8}$")
RATIO_UNIT = ":1"
# 旅居人数达389.75万: the noun says what is counted.
_COUNTED = re.compile(
    r"(?:(?P<times>人次)数?|(?P<people>人数|人口)|(?P<households>户数))"
    r"(?:已|将|累?共?计|达到?|突破|超过?|增至|增加到|为|近|约|均)*$"
)
# 生产总值突破千亿大关, 贷款余额达2300亿: so does the noun of an amount.
_AMOUNT = re.compile(
    r"(?:总值|产值|增加值|收入|余额|投资额?|[销零]售额?|[成交易]额|总额|税收|利税|利润|gdp|到资|支出|经济总量)"
    r"(?:已|将|累?共?计|首次|[历史性]+地?|一举|双双|连续[\d一二两三四五六七八九十]+年|\d{4}年|力争|预计|均|都|[达超]到?|过|突破|[迈跨站跃登]上|[跨越]+过?|增至|增加到|为|近|约|新的?)*$"
)
_UNITS_COUNTED = {"times": "人次", "people": "人", "households": "户"}
# 577.7万农村贫困人口稳定脱贫: so does the noun behind; 5000万困难群众救助金 is money.
_PEOPLE_BEHIND = re.compile(
    r"(?![户元平亩吨公千个家米斤只头株册例以])[\u4e00-\u9fff]{0,6}?(?:人口|群众|农民工?|居民|市民|职工|学生|老人|老年人|劳动力|妇女|"
    r"儿童|农牧民|移民|毕业生|残疾人)(?!救助|补[助贴偿]|[\u4e00-\u9fff]{0,4}(?:资金|基金|工资|专项))"
)
_NEAR = 12  # characters before a figure
_AND = ("和", "、", "与", "及")
_JOINED = re.compile(r"[、和与及]\d")  # 养老、医疗保险参保人数167万和44万: each of another name
_HUNDRED_MILLIONS = re.compile(r"亿(?:以上|左右|余|多)?$")
_SCALED = re.compile(r"[万亿](?:以上|左右|余|多)?$")
# Numerals in names of enumerations, which measure nothing: 三个代表, 八项规定.
_ENUMERATED = re.compile(
    r"(?:约|近|超)?[一二三四五六七八九十两几]{1,2}[多余来]?"
    r"(?:个|级|项|次|届|省|类|种|期|步|点|支|线|层|门|轮|起|方|代|位|国|字|条|市|县|本|大|组|件|批|张|度|对|处|里|里面|段)"
)
_ROAD = re.compile(r"[a-z]\d{3,4}")  # G235线
_THREE = re.compile(r":[\d.]+:[\d.]+")
_RUNNING = frozenset(("个", "个月"))
_GRADES = frozenset(("千伏", "分钟"))  # before a noun, they are a grade: 500千伏环网, 15分钟健身圈
# A scale alone before a noun is its size: 亿元以上项目, 超千亿元产业集群.
_SIZED = re.compile(r"(?:超|过|上|达)?[十百千万亿]+[^\d\W十百千万亿以]{1,3}(?:以上|级)?")
# 打造百亿县、千亿镇: a size, by which a place is called; 百县, 千村 name programmes.
_SIZED_PLACE = re.compile(r"超?[十百千万亿]+[县市镇乡村街]")
_NOUN_BEHIND = re.compile(r"[级的]?(?![并且而及和与])[\u4e00-\u9fff]{2}")
_PAST_MARK = re.compile(r"(?:大关|台阶|关口|门槛|新台阶|以上|左右|目标)")

# 分别提高23和47.5个百分点: the unit behind the last one is of both.
_ONE_BY_ONE = re.compile(
    r"(?:分别|各自?|依次)[^，。；\d]{0,24}(?:\d[\d.]*[和、与及])?$|(?:[升降增加减少提高长]了?|[到达至为])$"
)
_BARE_NUMBER, _SHARED_UNIT = (
    re.compile(r"\d[\d.]*"),
    re.compile(r"\d[\d.]*(?=[^\d.十百千万亿几多])\D+"),
)
# 财政收入八成以上用于民生, 将新增财力的70%投向农村: parts of what is told before.
_SPENT = re.compile(r"的?[^，。；、%\d]{0,6}?(?:用于|用在|来自|投向|投入到)")
_SHARES_OF = re.compile(r"%的[^，。；、]{1,16}、$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """The value of a figure; `end` is its end in the text."""

    low: Decimal  # without sign
    high: Decimal
    unit: str
    end: int
    negative: bool = False  # written with a minus sign


def figures_of(text: str) -> list[Figure]:
    """Return the figures of folded `text`, a number before 和47.5个百分点 with that unit."""
    found = list(find_figures(text, folded=text))
    for place in range(len(found) - 2, -1, -1):
        one, last = found[place : place + 2]
        if not _BARE_NUMBER.fullmatch(one.text) or not _SHARED_UNIT.fullmatch(last.text):
            continue
        told = text[max(0, one.start - 2 * _NEAR) : one.start]
        if text[one.end : last.start] in _AND and _ONE_BY_ONE.search(told):
            found[place] = replace(one, unit=last.unit, unit_class=last.unit_class)
    return found


def states_something(figure: Figure, text: str) -> bool:
    """Whether a figure of folded `text` can be a fact: dates and enumerations cannot."""
    if figure.unit in DATE_UNITS:
        return figure.unit == "年" and bool(_LASTING.search(text, 0, figure.start))
    if _ENUMERATED.fullmatch(figure.text) or _ROAD.match(text, figure.core_start - 1):
        return False
    if _THREE.fullmatch(figure.unit):
        return False  # 9.1:45.3:45.6 is read as a structure
    if figure.unit in _RUNNING and text[: figure.start].endswith("连续"):
        return False  # 连续12个季度
    if figure.unit in _GRADES and _NOUN_BEHIND.match(text, figure.end):
        return False
    if _SIZED.fullmatch(figure.text) and _NOUN_BEHIND.match(text, figure.end):
        return _PAST_MARK.match(text, figure.end) is not None
    if _SIZED_PLACE.fullmatch(figure.text):
        return False
    if _SHARES_OF.search(text, 0, figure.start) and text.startswith("的", figure.end):
        return False  # 65%的投资 in 55%的税收、65%的投资 is no share of taxes
    if figure.unit or figure.unit_class == "share" or _counted_unit(figure, text):
        return True
    return _BARE.search(text, 0, figure.start) is not None


def is_part(figure: Figure, text: str) -> bool:
    """Whether a figure of folded `text` is a part of what is told before it: 八成以上用于民生."""
    return figure.unit_class == "share" and _SPENT.match(text, figure.end) is not None


def value_of(figure: Figure, text: str) -> Value:
    """Return the value of a figure of folded `text`; parts of a whole are given in per cent."""
    if not figure.unit:
        bare = _BARE.search(text, 0, figure.start)
        if bare and bare["ratio"]:
            return Value(low=figure.low, high=figure.high, unit=RATIO_UNIT, end=figure.end)
        if figure.unit_class == "share":
            return Value(low=figure.low * 100, high=figure.high * 100, unit="%", end=figure.end)
    if figure.unit == "成":
        return Value(low=figure.low * 10, high=figure.high * 10, unit="%", end=figure.end)
    unit = figure.unit or _counted_unit(figure, text)
    negative = figure.low < 0
    low, high = (-figure.high, -figure.low) if negative else (figure.low, figure.high)
    return Value(low=low, high=high, unit=unit, end=figure.end, negative=negative)


def _counted_unit(figure: Figure, text: str) -> str:
    """Return the unit that the noun beside a figure without one gives it; "" for none."""
    if figure.unit or not _SCALED.search(figure.text) or _JOINED.match(text, figure.end):
        return ""
    if _PEOPLE_BEHIND.match(text, figure.end):
        return "人"
    match = _COUNTED.search(text, max(0, figure.start - _NEAR), figure.start)
    if match and match.lastgroup:
        return _UNITS_COUNTED[match.lastgroup]
    amount = _HUNDRED_MILLIONS.search(figure.text) and _AMOUNT.search(text, 0, figure.start)
    return "元" if amount else ""
