# ruff: noqa: E501 (the word tables read better unbroken)
"""Names of indicators, made comparable: GDP and 地区生产总值增速 name the same indicator.

A name is reduced to what it measures: places, years, words of growth, planning and asking are
removed, synonyms of `data/tables/indicators.tsv` become one word, and restricting words (城镇,
第三产业, 市本级) are separated. Restricting words are conditions; `likeness` scores the rest.
"""

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from sys import intern

from embeddings.facts.records import DEFLATED
from embeddings.lazy_regex import lazy_regex
from embeddings.text.bigrams import bigrams
from embeddings.text.folding import fold
from qa.facts.names.synonyms import listed_names, put_alike, synonyms

__all__ = [
    "RATE_ENDINGS",
    "IndicatorName",
    "conflicts",
    "ends_with_restriction",
    "is_listed",
    "is_listed_thing",
    "is_of_new",
    "is_stock",
    "leading_restriction",
    "likeness",
    "lost_qualifiers",
    "read_name",
    "real",
    "restricted_alike",
    "rewritten_words",
    "shared_pairs",
]

_REAL = ("deflated", DEFLATED)
_STOCKS = ("里程", "余额", "保有量")
RATE_ENDINGS = ("率", "比重", "比例", "占比", "比率", "强度")
_REMEMBERED = 1 << 13  # cached names, 10 MB: those that reports share

# Words for place and time, not for what is measured.
_SETTING = lazy_regex(
    r"(?:办理(?=.{0,8}(?:建议|议案|提案))|全社会|全国|全省|全市|全区|全县|全州|全盟|我国|我省|我市|我区|我县|本省|本市|本区|本县|今年|去年|上年|明年|全年|当年|"
    r"年末|年底|年度|年初|年均|平均每年|每年|期末|累计|总共|一共|共计|合计|其中|分别|预计|大约|左右|下同|初?步核算|"
    r"(?<![青老少成壮常往])年(?=人均|平均(?!浓)|纯收入|可支配|申[报请]量)|城镇(?=职工)|基本(?=养老|医疗)|[二两三四五六七八九十]年(?=来|间|(?:年均|平均|累计|共计|一共|总共)(?!$)|(?:年均|平均|累计|共计|一共|总共)$)|"
    r"提前(?:[一二两三]年)?(?!教育|批)|设区的?城?市(?=的?(?:环境)?(?:空气|细颗粒|pm|优良)))"
)
# 职工参加养老保险134.3万人, 参加城镇职工基本养老保险人数: insured people
_INSURED = lazy_regex(
    r"参加(?:了)?(?P<what>[^，参]{0,10}?保险)(?:的?(?:人数|人员|职工|人口))?(?!的)"
)
# Words of change and planning: measures and aspects, which are separate conditions.
_MOVES = lazy_regex(
    r"(?:(?<!自然)增长|增速|增幅|涨幅|降幅|上涨|上升|下降|降低|回落|下滑|提高|提升)(?:率|速度|幅度|目标|预期)?|"
    r"增加(?!值)|减少|(?<=.)改善(?=$|了|幅度)|负增长|增产|减产|净增|变化|走势|趋势|变动|比上年|比去年|同比|较上年|涨了?|"
    r"达到|达(?=$|[^标])|完成(?!率)|实现|保持(?:在)?|稳定(?:在)?|控制(?:在)?|突破|超过|跨过|跃上|首次|再创|接近|不低于|不超过|"
    r"(?:预期|计划(?!生育)|规划|年度|预算|宏观|调控|主要|约束性|发展|的)*目标(?:里面?|当中)?|(?:年度|全年)?任务|预期(?!寿命)|计划(?!生育)|指标|打算|拟(?:按|安排)?|安排(?!就业)|力争|争取|确保|"
    r"实际(?=到位|吸收|增长|完成|实现|达|$|是|为|上|下)|实绩|结果|情况|数值|数字(?!经济|化|产|技|贸|政|社|乡|城|中|人|文|金)|数据(?!中心|库|资源|产|要素)|水平(?=$|是|为|多)|"
    r"(?:的)?(?:速度|幅度)"
)
_INSIDE = lazy_regex(r"[的了和与、，,。？?！!：:；;“”\"'‘’（）()《》\s]+")
_EDGE = lazy_regex(
    r"^(?:[的了是为在把将要会有到至从与和及再又也还共约]|预计|新修|所)+|"
    r"(?:[的了是为在把将要会有到至从与和约达着]|(?<![惠普涉])及|下降|上升|下|冲|情况|规模|数量|总量|总数|金额|额度)+$"
)
# What names no indicator by itself: the question continues one named before.
_NAMELESS = lazy_regex(
    r"(?:总?(?:数|数字|数量|个数|标准|数额|数值)|上限|下限|底线|一年|平均|整个|多出?|高出?|另外|剩下?|何|那年|当年|年|个|分别|具体|各|比|压|"
    r"(?:标准|数字|数)(?:高|多|低|少)|两个数|整个五年|五年|平均一年|全部|全国|收官)*"
)

_ECONOMIES = "经济 国民经济 经济发展 宏观经济 经济社会发展 经济总体"
_ECONOMY = dict.fromkeys(_ECONOMIES.split(), "国内生产总值")
# Names of totals only where nothing else is named: 进出口增长12%. Of sectors, the value added.
_TRADE = {"进出口": "进出口总额", "外贸": "进出口总额", "出口": "出口总额", "进口": "进口总额"}
_SECTORS = "第一产业 第二产业 第三产业 一产 二产 三产 服务业 农业 工业 规模以上工业 规模工业"
_TRADE |= {one: f"{one}增加值" for one in _SECTORS.split()} | {"粮食": "粮食产量"}
_TRADE |= {one: f"{one}余额" for one in ("存款", "贷款")}
_TRADE["优良率"] = "空气质量优良天数比率"  # behind the days of good air
# Groups of restricting words; two different words of one group exclude each other.
_GROUPS: dict[str, str] = {
    "deflated": DEFLATED,
    "residence": r"城乡|城镇(?!职工)|城市|农村|农牧民|农民|农户|乡村|农?牧区",
    "industry": r"第一产业|第二产业|第三产业|一产|二产|三产|工业|农业|服务业|建筑业|制造业|房地产|高技术|高新技术|战略性新兴",
    "owner": r"民间|民营|国有|国企|私营|个体|外商|外资(?![金本])|非公",
    "level": r"中央|地方|市本级|省本级|区本级|县本级|本级|省级|市级|县级|区级|乡级|村级",
    "trade": r"进出口|进口|出口",
    "basis": r"人均|户均|单位|万元|每人|亩均|地均",
    "unemployment": r"登记|调查",
    "size": r"规模以上|规上|限额以上|限上|中小微|中小|小微|大中型|大型",
    "price": r"零售|出厂|购进|核心",
    "rate": r"率(?!先)|比重|占比|比例|比率",
    "area": r"新区|开发区|高新区|经开区|自贸区|自贸试验区|保税区|园区",
    "newness": r"新增|增设|新登记注册|新登记|新设立|新注册|新设|新认定|新建成|新改扩建|新扩改建|新建改?扩?建|新扩建|新建|新开工|新开通|新改建|改扩建|扩建|续建|在建|建成(?!区)",
    "effect": r"惠及|受益",
    "abroad": r"(?:入境|境外|海外|外国|国外)(?=游客|旅游|旅客|过夜)",
    "age": r"青年|老年|儿童|妇女|女性|残疾人",
}
_GROUP_PATTERNS = {name: lazy_regex(pattern) for name, pattern in _GROUPS.items()}
_RESTRICTING = lazy_regex("|".join(_GROUPS.values()))
# The part of an economy whose product is meant: 海洋生产总值, 县域生产总值.
_PART_OF_PRODUCT = lazy_regex(r"(?P<part>[\u4e00-\u9fff]{2,6})(?=国内生产总值$)")
_NO_PART = lazy_regex(
    r"[占比于与和及年稿版]|报告|拉动|推动|奋力|确保|设定|确定|改为|跨越|季度|半年"
)
# A fact may have one of these where the question does not: the answer names it.
_SOFT_GROUPS = frozenset({"deflated", "level", "unemployment", "size", "price", "newness"})
# Groups whose words distinguish the parts of an indicator.
_TELLING_GROUPS = frozenset({"residence", "industry", "owner", "trade", "basis", "unemployment"})
_KEPT_GROUPS = frozenset({"rate", "effect"})  # groups whose words stay in the name: 森林覆盖率
_SHARES = dict.fromkeys(("占比", "比例", "比率"), "比重")  # without other words, all the same
_ORDINAL_ALIKE = 0.9  # similarity of names with the same number, one of which contains the other
_SPELLED = (
    "规上=规模以上 限上=限额以上 一产=第一产业 农业=第一产业 二产=第二产业 三产=第三产业 服务业=第三产业 城市=城镇 农民=农村 "
    "农户=农村 增设=新增 受益=惠及 乡村=农村 农牧民=农村 牧区=农村 农牧区=农村 国企=国有 每人=人均 万元=单位 "
    "境外=入境 海外=入境 外国=入境 国外=入境 比重=率 占比=率 比例=率 比率=率 市本级=本级 省本级=本级 区本级=本级 县本级=本级"
)
_SPELLING = dict(re.findall(r"(\S+)=(\S+)", _SPELLED))
# Identifying numbers: 1号线, 一中, 102省道, 一期.
_ORDINAL = lazy_regex(
    r"[a-z]?\d+(?:号线|号|线|省道|国道|路|期|标段)|"
    r"第?[一二三四五六七八九十]+(?=中(?!等|小|央|心)|院(?!士)|小(?!时|康|微|学生)|期(?!间)|环|号线|批|届)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorName:
    """A comparable indicator name: its words without setting and measure, its restricting words."""

    text: str  # without restricting words: 就业 of 城镇新增就业; empty if none is named
    restrictions: frozenset[tuple[str, str]]  # (group, word): ("residence", "城镇")
    pairs: frozenset[str]  # character pairs of `text`

    def __bool__(self) -> bool:
        return bool(self.text)


@lru_cache(maxsize=_REMEMBERED)
def read_name(text: str) -> IndicatorName:
    """Return the name of an indicator in words of a report or of a question."""
    told = _INSURED.sub(r"\g<what>参保人数", fold(text).replace(" ", "").replace("相当于", "占"))
    named = put_alike(_SETTING.sub("", told))
    bare = _INSIDE.sub("", _EDGE.sub("", _MOVES.sub("", named)))
    if bare in _ECONOMY and bare != named:
        bare = _ECONOMY[bare]
    local = "地方" if bare.startswith("地方") else ""  # 地方出口46.3亿美元
    bare = put_alike(local + _TRADE.get(bare[len(local) :], bare[len(local) :]))
    head, restrictions = _restricted("" if _NAMELESS.fullmatch(bare) else bare)
    return IndicatorName(text=head, restrictions=restrictions, pairs=_pairs(head))


def conflicts(asked: IndicatorName, found: IndicatorName) -> frozenset[str]:
    """Return the restricting words of either name that contradict the other name."""
    wanted, has = dict(asked.restrictions), dict(found.restrictions)
    apart: set[str] = set()
    for group in wanted.keys() | has.keys():
        one, other = wanted.get(group), has.get(group)
        if one == other or (one is None and group in _SOFT_GROUPS) or group == "deflated":
            continue
        if group == "newness" and one is not None and other is not None:
            continue  # 新建 and 新增 are distinguished by likeness
        if one is None and other == "城乡" and "收入" not in asked.text:
            continue  # all residents; 城乡居民收入 are two, of which the mean is told apart
        apart.add(one or other or "")
    return frozenset(apart)


def likeness(asked: IndicatorName, found: IndicatorName) -> float:
    """Return the similarity of two names in [0, 1]: the cosine of their character pairs."""
    if not asked.pairs or not found.pairs:
        return float(asked.text == found.text)
    shared = len(asked.pairs & found.pairs)
    alike = shared / math.sqrt(len(asked.pairs) * len(found.pairs))
    turned = shared > 1 and sorted(asked.text) == sorted(found.text)  # 生猪出栏 and 出栏生猪
    numbered = dict(asked.restrictions).get("ordinal")
    same = numbered is not None and numbered == dict(found.restrictions).get("ordinal")
    if turned or (same and set(asked.text) <= set(found.text)):
        return max(alike, _ORDINAL_ALIKE)  # 青岚一中新增学位: 青岚一中新校区投入使用、新增学位
    return alike


def lost_qualifiers(asked: IndicatorName, found: IndicatorName) -> int:
    """Return how many words that only qualify a growth (扣除价格因素) are asked and not found."""
    return int(_REAL in asked.restrictions and _REAL not in found.restrictions)


def real(name: IndicatorName) -> IndicatorName:
    """Return the name of a growth after price changes, which is told beside the nominal one."""
    return replace(name, restrictions=name.restrictions | {_REAL})


def rewritten_words() -> dict[str, str]:
    """Return what `read_name` may put in the place of words, by these words."""
    told = (dict(synonyms()) | _TRADE | _ECONOMY).items()  # facts have 第一产业 for 一产
    return {k: v for k, v in told if k != v and k[-1] != "产"}


def restricted_alike(name: IndicatorName, text: str) -> bool:
    """Whether `text` contains every distinguishing restricting word of a name."""
    folded = fold(text)
    return all(
        word in {_SPELLING.get(found, found) for found in _GROUP_PATTERNS[group].findall(folded)}
        for group, word in name.restrictions
        if group in _TELLING_GROUPS
    ) or ("城乡" in folded and {group for group, _ in name.restrictions} == {"residence"})


def shared_pairs(name: IndicatorName, text: str) -> float:
    """Return the share of a name's character pairs in `text`, synonyms unified."""
    told = put_alike(fold(text).replace(" ", ""))
    return sum(pair in told for pair in name.pairs) / max(1, len(name.pairs))


def is_listed(name: IndicatorName) -> bool:
    """Whether a name is in the table of synonyms, whose names are those of reports."""
    return name in _listed()


def is_listed_thing(name: IndicatorName) -> bool:
    """Whether a listed name measures the same, restricting words aside."""
    return any(name.text == listed.text for listed in _listed())


def is_of_new(restrictions: Iterable[str]) -> bool:
    """Whether one of the restricting words of a fact is of what is new: 新增, 在建."""
    return any(_GROUP_PATTERNS["newness"].fullmatch(word) for word in restrictions)


def is_stock(name: IndicatorName) -> bool:
    """Whether a name is of all that there is, of which what is new is a part: 高速公路里程."""
    new = any(group == "newness" for group, _ in name.restrictions)
    return name.text.endswith(_STOCKS) and not new


def leading_restriction(text: str) -> tuple[str, str] | None:
    """Return the group and the restricting word that a name begins with; None if there is none."""
    found = ((group, pattern.match(text)) for group, pattern in _GROUP_PATTERNS.items())
    return next(((group, match[0]) for group, match in found if match), None)


def ends_with_restriction(text: str, group: str) -> bool:
    """Return whether a name ends with the first restricting word of `group` in it."""
    match = _GROUP_PATTERNS[group].search(text)
    return match is not None and match.end() == len(text)


def _restricted(text: str) -> tuple[str, frozenset[tuple[str, str]]]:
    """Return a name without its restricting words, and these; a name of nothing else stays."""
    found: set[tuple[str, str]] = set()
    rest = text
    patterns = _GROUP_PATTERNS if _RESTRICTING.search(text) else {}
    for group, pattern in patterns.items():
        match = pattern.search(text)
        if match:
            found.add((group, _SPELLING.get(match[0], match[0])))
            if group not in _KEPT_GROUPS:
                rest = pattern.sub("", rest)
    part = _PART_OF_PRODUCT.match(rest)
    if part and not _NO_PART.search(part["part"]):
        found.add(("part", part["part"]))
        rest = rest[part.end() :]
    ordinals = "、".join(match[0] for match in _ORDINAL.finditer(text))
    if ordinals:
        found.add(("ordinal", ordinals))
    return _SHARES.get(rest, rest if len(rest) > 1 else text), frozenset(found)


def _pairs(text: str) -> frozenset[str]:
    return frozenset(map(intern, bigrams(text) or {text} - {""}))  # names share most of them


@cache
def _listed() -> frozenset[IndicatorName]:
    return frozenset(map(read_name, listed_names()))
