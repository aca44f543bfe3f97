"""Whether two figures of two reports are of one quantity, by all that is said of them."""

import re
from decimal import Decimal

from embeddings.facts.records import Aspect, Measure
from embeddings.language.unit_conversion import converted, convertible
from embeddings.text.bigrams import bigrams
from qa.diff.stated_figures import SHARES, StatedFigure

__all__ = ["comparable", "contrasted", "likeness_of_names", "turned"]

_COUNTERS = frozenset(
    "个处座家户所项件条"
)  # 农贸市场13个, 9处: of one thing where they have one name
_SAME_THING = 0.85  # likeness of names from which they are one
_COUNTED = frozenset({"people", "household", "count"})
_AREAS = re.compile(r"城镇|农村|城市|乡村|全体")
_ONE_AREA = {"城市": "城镇", "乡村": "农村"}  # two words for one area: 城市低保, 城镇低保
_INCOME = re.compile(r"居民.*收入")
# A pipe of one kind is another than pipes of any: 改造燃气管网, 改造管网.
_PIPES = re.compile(r"(燃气|供热|供水|排水|污水|雨水|热力).*管[网线道]|(管[网线道])")
# Those of a kind are others than all of them: 制造业中长期贷款, 制造业贷款.
_OF_A_KIND = (
    ("发明专利", re.compile(r"高价值")),
    ("贷款", re.compile(r"中长期|短期")),
)
_PARTNER = re.compile(
    r"(?:对(?!外)|[与同](?![去上]年|比|期|时))([^\d，,；;。、：:\s]{2,14}?)的?(?:货物)?(?:进出口|出口|进口|贸易)"
)
_OVER = re.compile(
    r"(?:[高低快好]于|比|超过?|跑赢)(全国|全省|全市|全区|预期|年度|目标|上年|去年|同期)"
)
_PRICES = re.compile(r"cpi|居民消费价格|物价")
# Words that name one kind beside others; two names with different ones are of two quantities.
_CONTRASTS = (
    re.compile(r"国家(?=级)|自治区(?=级)|[省市县区镇乡村](?=级)"),
    _AREAS,
    re.compile(r"第[一二三]产业|工业|农业|服务业"),
    re.compile(r"中央|地方"),
    re.compile(r"进出口|出口|进口"),
    re.compile(r"存贷款|存款|贷款"),
    re.compile(r"(?:全国|国家|省|市)(?=重点实验室)"),
    re.compile(r"(?:工业|投资|消费|财政|税收|经济|服务业)(?=增长(?:的)?贡献率)"),
)
# Such words, of which one name may have several: 销售收入 is 收入, 产量 is neither.
_EXCLUSIVE = (
    re.compile(r"销售|出口|产量|产值|收入|利润|税收|投资|增加值"),
    re.compile(r"开工|建成|竣工|完工|投产|拆除"),
)
# What things were counted for: 5家企业入选国家工业母机链主企业.
_CHOSEN = re.compile(
    r"(?:入选|入围|获评|获批|列入|纳入|跻身|上榜|评为|认定为|获得|通过)(?:国家级?|全国|全省|省级)?(?P<for>.+)"
)
_CHOSEN_ALIKE = 0.6  # likeness of what they were chosen for
_GENERAL = 3  # characters of a name that says little: 企业, 项目, 贫困村
_SAID_ALIKE = 0.4  # share of the less that is said of things of such a name in the more
_CLASS_SHORTEST = 3  # characters of the name of a class: 企业 is of all kinds
_OF_THE_CLASS = 0.8  # likeness of names, one of which gives examples: 药品条例等行政法规
_TIMES = Decimal(100)  # between values from which they are not of one quantity


def comparable(one: StatedFigure, other: StatedFigure) -> bool:
    """Whether two figures are of the same kind: unit, measure, aspect, place, and years."""
    fact, against = one.fact, other.fact
    if (fact.aspect, fact.year_part) != (against.aspect, against.year_part):
        return False
    if not _units_alike(one, other):
        return False
    if not _measured_alike(one, other):
        return False
    if _found(_PARTNER, one) != _found(_PARTNER, other):
        return False  # 对东盟出口, 与东盟进出口, 全省出口
    if fact.unit == "个百分点" and _found(_OVER, one) != _found(_OVER, other):
        return False  # 高于全国1个百分点, 比预期目标高1个百分点
    if one.sizes != other.sizes or contrasted(one.name, other.name):
        return False
    if _said_apart(one, other) or _far_off(one, other):
        return False
    if one.net != other.net and one.added and other.added:
        return False  # 净增市场主体63万户, 新增市场主体29.6万户
    summed = (fact.cumulative, fact.yearly_average) == (against.cumulative, against.yearly_average)
    return summed and _same_period(one, other) and not _added_to_a_level(one, other)


def _found(words: re.Pattern[str], figure: StatedFigure) -> str:
    """Return what the words before a figure name by a pattern; empty if nothing."""
    found = words.search(figure.before)
    return found[1] if found is not None else ""


def likeness_of_names(one: StatedFigure, other: StatedFigure) -> float:
    """Return the Dice coefficient over characters and bigrams of two names, in [0, 1].

    Examples before 等 are left out where both have them, or where the other name ends in the class
    that they are of.
    """
    if one.name == other.name:
        return 1.0
    kinds = [
        figure.name.rpartition("等")[2] if "等" in figure.name else "" for figure in (one, other)
    ]
    if min(map(len, kinds)) >= _CLASS_SHORTEST:
        return _dice(_pieces(kinds[0]), _pieces(kinds[1]))
    for kind, name in zip(kinds, (other.name, one.name), strict=True):
        if len(kind) >= _CLASS_SHORTEST and name.endswith(kind):
            return _OF_THE_CLASS
    return _dice(one.pieces, other.pieces)


def _dice(one: frozenset[str], other: frozenset[str]) -> float:
    return 2 * len(one & other) / max(1, len(one) + len(other))


def _pieces(words: str) -> frozenset[str]:
    letters = re.sub(r"\W", "", words)
    return frozenset(letters) | bigrams(letters)


def turned(one: StatedFigure, other: StatedFigure) -> bool:
    """Whether what grew in one year fell in another: 下降4%, 增长7.7%, and both figures say so."""
    results = all(figure.fact.aspect is Aspect.RESULT for figure in (one, other))
    opposite = one.fact.direction == -other.fact.direction != 0
    same = one.fact.unit == "%" and one.name == other.name
    return results and opposite and same and one.led_from >= 0 and other.led_from >= 0


def _measured_alike(one: StatedFigure, other: StatedFigure) -> bool:
    fact, against = one.fact, other.fact
    if fact.measure is against.measure:
        return (
            fact.measure is not Measure.CHANGE
            or fact.direction == against.direction
            or turned(one, other)
        )
    if {fact.measure, against.measure} <= SHARES:
        return True
    if {fact.measure, against.measure} == {Measure.LEVEL, Measure.INCREASE}:
        return _done_alike(one, other)
    # CPI控制在3% is its rise
    prices = all(_PRICES.search(figure.name) for figure in (one, other)) and fact.unit == "%"
    return prices and {fact.measure, against.measure} == {Measure.LEVEL, Measure.CHANGE}


def _done_alike(one: StatedFigure, other: StatedFigure) -> bool:
    """Whether a level is what was added or taken away, as the other figure is.

    增加学位2.96万个 is 新增学位2.96万个, and 减少审批项目226项 like 取消审批项目99项.
    收入增加1065元 is the rise of a level: the word right before the figure says so.
    """
    change, level = (one, other) if one.fact.measure is Measure.INCREASE else (other, one)
    if change.led_from >= 0 or level.reached:
        return False
    return level.added == (change.fact.direction > 0)


def contrasted(one: str, other: str) -> bool:
    """Whether two names say of which kind their indicators are, and say different ones."""
    # the income of all residents is another than that of some: 城镇居民, 居民
    incomes = _INCOME.search(one) and _INCOME.search(other)
    if incomes and _words(_AREAS, one) != _words(_AREAS, other):
        return True
    pipes = _PIPES.search(one), _PIPES.search(other)
    if pipes[0] is not None and pipes[1] is not None and pipes[0][1] != pipes[1][1]:
        return True
    for whole, kind in _OF_A_KIND:
        if whole in one and whole in other and _words(kind, one) != _words(kind, other):
            return True
    for kinds in _CONTRASTS:
        said, against = _words(kinds, one), _words(kinds, other)
        if said and against and said != against:
            return True
    return any(
        (said := _words(kinds, one)) and (against := _words(kinds, other)) and not said & against
        for kinds in _EXCLUSIVE
    )


def _words(pattern: re.Pattern[str], name: str) -> set[str]:
    return {_ONE_AREA.get(word, word) for word in pattern.findall(name)}


def _said_apart(one: StatedFigure, other: StatedFigure) -> bool:
    """Whether other things are said of what both count: 5家企业入选…, 151个贫困村完成…."""
    chosen = [_CHOSEN.search(figure.after) for figure in (one, other)]
    counted = all(figure.fact.indicator_start >= figure.fact.end for figure in (one, other))
    if not counted:
        return False
    if any(chosen):
        if chosen[0] is None or chosen[1] is None:
            return True
        return _dice(_pieces(chosen[0]["for"]), _pieces(chosen[1]["for"])) < _CHOSEN_ALIKE
    if max(len(figure.name) for figure in (one, other)) > _GENERAL:
        return False
    said = [_pieces(figure.after.replace(figure.name, "")) for figure in (one, other)]
    return len(said[0] & said[1]) < _SAID_ALIKE * min(map(len, said))


def _far_off(one: StatedFigure, other: StatedFigure) -> bool:
    """Whether one value is so many times the other that they are of two things."""
    fact, against = one.fact, other.fact
    value = against.low
    if convertible(against.unit, fact.unit):
        value = converted(value, against.unit, fact.unit)
    low, high = sorted((abs(fact.low), abs(value)))
    return low > 0 and high / low > _TIMES


def _units_alike(one: StatedFigure, other: StatedFigure) -> bool:
    """Whether both units are of one kind: 斤 and 吨, 个 and 处; one may be missing."""
    fact, against = one.fact, other.fact
    if convertible(fact.unit, against.unit) or _counted_alike(one, other):
        return True
    counted = fact.unit in _COUNTERS and against.unit in _COUNTERS
    return counted and likeness_of_names(one, other) >= _SAME_THING


def _counted_alike(one: StatedFigure, other: StatedFigure) -> bool:
    """Whether one figure is bare and the other counts people or things."""
    bare, counted = (one, other) if one.bare else (other, one)
    return bare.bare and counted.fact.unit_class in _COUNTED


def _same_period(one: StatedFigure, other: StatedFigure) -> bool:
    """Whether both are of the same years; of targets and rates the last year decides."""
    if one.period == other.period:
        return True
    if one.period is None or other.period is None or one.fact.cumulative or other.fact.cumulative:
        return False
    targets = one.fact.aspect is Aspect.TARGET
    return one.period[1] == other.period[1] and (targets or one.is_rate)


def _added_to_a_level(one: StatedFigure, other: StatedFigure) -> bool:
    """Whether one figure is what was added, and the other the level that was reached.

    So is what was summed over the years beside what is of one year: 累计投资, 投资.
    """
    if one.added != other.added and (one.reached if other.added else other.reached):
        return True
    return one.summed != other.summed and not (one.reached or other.reached)
