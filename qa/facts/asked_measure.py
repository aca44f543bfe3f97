"""What a question asks of an indicator: its measure (level, growth, share …) and its aspect.

Read from the question's words alone.
"""

import re
from enum import StrEnum

from embeddings.language.tense_cues import ASKED_BOTH, ASKED_RESULT, ASKED_TARGET
from embeddings.lazy_regex import lazy_regex

__all__ = [
    "YEARLY",
    "AskedAspect",
    "AskedMeasure",
    "asked_aspect",
    "asked_direction",
    "asked_measure",
    "asked_rank_group",
    "asks_change",
    "asks_rank",
    "asks_real_growth",
    "asks_stock",
]


class AskedMeasure(StrEnum):
    """The measure that a question asks for."""

    LEVEL = "level"  # 粮食产量是多少
    GROWTH = "growth"  # 增长百分之几, 涨幅
    POINTS = "points"  # 提高几个百分点
    INCREASE = "increase"  # 比上年增加多少人
    SHARE = "share"  # 占几成
    YEARLY_GROWTH = "yearly_growth"  # 年均增长
    YEARLY = "yearly"  # 年均投资多少亿
    MULTIPLE = "multiple"  # 是2011年的几倍
    RANK = "rank"  # 排全国第几
    ANY = "any"  # not said: 城镇新增就业呢


YEARLY = (AskedMeasure.YEARLY_GROWTH, AskedMeasure.YEARLY)


class AskedAspect(StrEnum):
    """Whether a question asks for what was planned or what was achieved."""

    TARGET = "target"
    RESULT = "result"
    BOTH = "both"
    UNSAID = "unsaid"


_YEARLY = (
    r"年均|平均每年|年平均|每年平均|平均一年|平均增速|平均增长|"
    r"每年(?:大?约|大概|都|能|要|得)*(?:增长|增|涨|提高|上升|下降|降)"
)
# An amount a year; 年均浓度 is of one year.
_AVERAGED = lazy_regex(
    r"(?:年均|年平均)(?!浓度|气温|降[水雨]|值|汇率)|平均每年|每年平均|平均(?:下来)?一年"
)
_GROWTH = lazy_regex(
    r"(?:多|少)了?百分之|增速|增幅|涨幅|降幅|改善了?(?:多少|几|百分)|(?<!自然)增长率|增长速度|增长目标|增长预期|预期增长|增长幅度|上涨幅度|涨了?(?:多少|几|百分)|"
    r"(?:增长|上涨|上升|下降|下滑|回落|降低|提高|降|升|(?<!新)增)了?(?:百分之|多少|几(?!个百分点|个点)|多快|多大)|"
    r"增长(?=$|[?？。]|情况|实际|完成|结果|分别|各|多|是|为|呢|最|超|高|低|快|慢|和|与|、)|(?:增长|上涨|下降)(?=走势|趋势|变化)|(?<!.目标)(?:下降|下滑|上涨|上升|回落)(?=[?？。]*$)"
)
# 降了多少 names no unit: it may be so many per cent, points or tonnes.
_CHANGE = lazy_regex(
    r"(?:增长|上涨|上升|下降|下滑|回落|降低|提高|[降升涨增])了?(?:多少|几)(?=$|[?？。呢啊，,])"
)
_POINTS = lazy_regex(
    r"(?:多少|几)个百分点|(?:提高|提升|上升|下降|降低|回落|增加|减少|扩大|缩小)了?(?:多少|几)个?(?:百分)?点"
)
# 涨几个点, 少几成: so many per cent
_COLLOQUIAL_SHARE = lazy_regex(
    r"(?:多少|几)个?点(?![万亿千百])|[少多涨降升减增][了去掉]?(?:大概|大约)?几成"
)
_INCREASE = lazy_regex(
    r"增加了?(?:多少|几)|(?:减少|压减|削减|压缩|核减)了?(?:多少|几)|净增|多出(?:多少|来?几)|增产(?:多少|了)|减产(?:多少|了)|"
    r"(?:减少|压减|削减|净增)[^，,？?]{1,8}(?:多少|几)|"
    r"比[^，,？?]{1,8}(?:多|少|增加|减少)了?(?:多少|几)"
)
_SHARE = lazy_regex(r"占(?:了)?[^，,？?]{0,14}(?:比重|比例|几成|百分之|多少|份额)|占比|比重|几成")
_PART_OF = lazy_regex(
    r"占(?!比|有|地|用)[^，,？?]{1,14}(?:比重|比例|份额)"
)  # 民生支出占财政支出的比例
_SHARES = ("比重", "比例", "占比")
_RANK = lazy_regex(
    r"第几(?!产业|[个次届批季期轮条款章段])|(?<![安编])排(?:(?:名|位|序|在|到)*第?几(?!乎)|(?:名|位|序|在|到)+(?:多少|什么位置))|[位名]次|排名(?=$|[?？。吗呢如怎是为情])"
)
_STOCK = lazy_regex(
    r"(?<![要没未会能又])(?:一共|总共|共)?有(?:多少|几)(?=[家个所座户])|"
    r"(?<!新增)(?:总数|总量|总户数|总人数)(?:是|为|有|达到?|多少|$)"
)
# The group of a rank: 全省 of 排全省第几, 全国 of 在全国排名第几.
_RANKED_AMONG = lazy_regex(
    r"(?:在|居|列|排名?|排在|位居|位列|名列)(?P<group>(?!第|名|位|在|几|多少)[^，,。？?的在]{2,14}?)"
    r"(?:中|里|内|的|排|居|列|名|位)*(?:第几|排|[位名]次|排名)"
)
_WHOLE = {"省里": "全省", "省内": "全省", "国内": "全国"}
_MULTIPLE = lazy_regex(r"(?:几|多少)倍|翻(?:了)?(?:几|多少)番")
_UNIT_OF_LEVEL = lazy_regex(
    r"(?:多少|几)(?:点?[万亿千百十])*(?:元|亿|万|吨|公斤|斤|亩|公顷|人|户|家|套|个(?!百分|点)|公里|辆|座|件|平方|立方|千瓦|所|项|张|条|处|(?:境外|国内|入境|中外)?(?:游客|旅客)|(?:大|中|小)?学生|毕业生|农民工|老人|职工)"
)
# Growth words whose question names no per cent: 增加多少人 asks for an amount.
_TOTAL = lazy_regex(
    r"总量|总额|总值|规模(?!以上|以下)|产量|总产|绝对数|数额|金额|存量|达到多少|完成多少|有多少"
)

# A target of an amount: 总额 and 总值 end names, whose growth may be the target.
_OF_AMOUNT = lazy_regex(
    r"总量|规模(?!以上|以下)|产量|总产(?!值)|绝对数|数额|金额|存量|达到多少|完成多少|有多少"
)
# Names of amounts: 进出口总额是多少 asks for the level. A target may be of its growth.
_AMOUNT = lazy_regex(r"(?:总额|销售额|交易额|成交额|收入|支出|产值|增加值|余额|产量|浓度|里程)$")

_REAL_GROWTH = lazy_regex(
    r"(?:扣除|剔除|去掉|除去|不算)了?(?:价格|物价|涨价)|(?:实际|真实|真正)(?:增长|增速|增幅|上涨|提高|涨)"
)
_PLANNED = (AskedAspect.TARGET, AskedAspect.BOTH)
_DENIED = lazy_regex(
    r"(?:而?不是|不要|并非|而非|不算)[^，,？?。；;）)]{2,}[，,？?。；;）)]?|[（(]不是[^）)]*[）)]"
)

_DOWN = lazy_regex(r"下降|降低|降了|降幅|下滑|减少|减产|回落|负增长|跌")
_UP = lazy_regex(r"增长(?!率)|上涨|上升|增加(?!值)|提高|涨幅|涨了|增幅|增产")


def asked_measure(folded: str, name: str) -> AskedMeasure:
    """Return the measure that a folded question asks for of the indicator called `name`."""
    if asks_rank(folded):
        return AskedMeasure.RANK
    if _MULTIPLE.search(folded):
        return AskedMeasure.MULTIPLE
    if _POINTS.search(folded):
        return AskedMeasure.POINTS
    if _COLLOQUIAL_SHARE.search(folded) and not name.endswith("率"):
        return AskedMeasure.GROWTH
    growth = _GROWTH.search(folded)
    if growth and re.search(_YEARLY, folded):
        return AskedMeasure.YEARLY_GROWTH
    if _AVERAGED.search(folded):
        return AskedMeasure.YEARLY
    if _UNIT_OF_LEVEL.search(folded):
        return AskedMeasure.INCREASE if _INCREASE.search(folded) else AskedMeasure.LEVEL
    if growth:
        return AskedMeasure.GROWTH
    if _INCREASE.search(folded):
        return AskedMeasure.INCREASE
    if _PART_OF.search(folded) or (_SHARE.search(folded) and not name.endswith(_SHARES)):
        return AskedMeasure.SHARE
    if asked_aspect(folded) in _PLANNED:  # 生产总值目标 may be 增长8%以上 too
        return AskedMeasure.LEVEL if _OF_AMOUNT.search(folded) else AskedMeasure.ANY
    amount = _TOTAL.search(folded) or _AMOUNT.search(name)
    return AskedMeasure.LEVEL if amount else AskedMeasure.ANY


def asks_change(folded: str) -> bool:
    """Whether a folded question asks how much a thing rose or fell and names no unit: 降了多少."""
    return bool(_CHANGE.search(folded))


def asks_stock(folded: str) -> bool:
    """Whether a folded question asks how many there are: 有几家上市公司, not how many are new."""
    return bool(_STOCK.search(folded))


def asks_real_growth(folded: str) -> bool:
    """Return whether a folded question asks for a growth after price changes: 扣除价格因素."""
    return bool(_REAL_GROWTH.search(folded))


def asks_rank(folded: str) -> bool:
    """Whether a folded question asks for a rank: 排全国第几."""
    return bool(_RANK.search(folded))


def asked_rank_group(folded: str) -> str:
    """Return the group of a rank in a folded question (全国), empty if it names none.

    省里 is 全省, as reports write.
    """
    match = _RANKED_AMONG.search(folded)
    return _WHOLE.get(match["group"][:2], match["group"]) if match else ""


def asked_aspect(folded: str) -> AskedAspect:
    """Return the aspect that a folded question asks for: target, result, both or unsaid."""
    kept = _DENIED.sub("", folded)
    if ASKED_BOTH.search(kept):
        return AskedAspect.BOTH
    target, result = bool(ASKED_TARGET.search(kept)), bool(ASKED_RESULT.search(kept))
    if target == result:
        return AskedAspect.UNSAID if not target else AskedAspect.BOTH
    return AskedAspect.TARGET if target else AskedAspect.RESULT


def asked_direction(folded: str) -> int:
    """Return 1 if a question presupposes growth, -1 a decline, 0 neither."""
    down, up = bool(_DOWN.search(folded)), bool(_UP.search(folded))
    return int(up) - int(down)
