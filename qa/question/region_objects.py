# ruff: noqa: E501 (the word tables read better unbroken)
"""Places that are objects in a question, not its scope: 派往湖北, 和上海合作, 党中央、国务院."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from embeddings.lazy_regex import lazy_regex
from embeddings.text.gazetteer import NATION

__all__ = ["RegionName", "is_object", "without_objects"]

# Places after or before these are objects of an action, not the scope of the question.
_BEFORE = lazy_regex(
    r"(?:派往|派驻|派到|发往|发到|发给|销往|运往|运到|寄往|送往|送到|输往|调往|调到|迁往|飞往|开往|通往|驶往|前往|赶赴|奔赴|赴|驰援|支援|援助|援建|对口(?:支援|帮扶|协作|合作)|帮扶|出口到?|借鉴|对标|毗邻|直达|通达|对接|融入|"
    r"支持)$"
)
_AFTER = lazy_regex(
    r"^(?:[省市]|自治区)?(?:的|等[地市省]?|两[地市省]|(?:[、和与][\u4e00-\u9fff]{2,4}(?:[省市]|自治区)?))*(?:都|还|又)?(?:怎么|怎样|如何|咋)?(?:开展|进行|加强|深化|推进|共同|建立|搞)?(?:了|过)?(?:哪些|什么|啥)?的?(?:战略|经济|科技|产业|全面|东西部|区域|扶贫|劳务|对口|旅游|文化|教育|技术|人才)*(?:合作|协作|签约|签署|签订|联合|结对|对接|交流|通航|直航|直飞|互访|共建|结为|缔结)"
)
_WITH = lazy_regex(r"(?:和|与|同|跟)(?:[\u4e00-\u9fff]{2,4}[、和与])*$")
# What joins two places of the scope: 兰州市和西宁, 北京、上海与天津.
_AND = lazy_regex(
    r"(?:[省市州盟]|地区|自治[区州县])*(?:和|与|跟|同|及|以及|还有|、|，|,|比|对比|vs)+"
)
# Between a province and its city: 福建2020年福州
_BETWEEN = lazy_regex(r"[省市]?(?:的|，|,|在|\d{2,4}年|[去今前上]年)*")
# 国务院 as the actor of decisions; only its report is of the whole country.
_GOVERNMENT = lazy_regex(r"国务院|國務院|中央人民政府")
_PARTY_BEFORE = lazy_regex(r"(?:党中央|中共中央|中央|省委|市委)[、,，和与 ]?$")
_ORDERS_AFTER = lazy_regex(
    r"^(?:的)?(?:决策|部署|批准|批复|印发|出台|同意|决定|授权|要求|领导|关心|常务会|通报|表彰|督查|督导|办公厅|关于|总理|批示|文件)"
)


# 排全国第几, 在全国的位次: the group of a rank, not the scope.
_RANKED_BEFORE = lazy_regex(r"(?:排名?|排在|居|列|在|于)$")
_RANKED_AFTER = lazy_regex(
    r"^[^，,。？?]{0,10}(?:第几|排(?:名|位)?(?:第?几|多少|如何|怎|$|[?？])|[位名]次|排名)"
)


# Topics of reports that have no work reports of their own: 台湾问题, 香港回归.
_TOPIC = lazy_regex(r"台湾|臺灣|香港|澳门|澳門")
_INDICATOR = lazy_regex(r"gdp|生产总值|增长|增速|收入|产量|人口|失业|多少|百分之")
_TOPIC_AFTER = lazy_regex(r"^(?:问题|同胞|各族|工作座谈会|事务|当局|独立|海峡|籍)")


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionName:
    """A region named at `start:end` of the question, by its canonical short name."""

    start: int
    end: int
    name: str
    above: tuple[str, ...] = ()  # the regions that hold it, nearest first


# Titles and events of a city: 全国文明城市, 全国康养大会. Each word follows 全国 in over 30 local
# reports.
_TITLE_AFTER = lazy_regex(
    r"^性?(?:文明|双拥|首[批个家位创]|百强|前列|领先|一流|知名|唯一|先进|优秀|示范|典型|十大|同类|有影响|劳模|劳动模范|最)"
    r"|^[\u4e00-\u9fff]{1,8}?(?<!人民代表)(?:大会|大赛|运动会|博览会|锦标赛|论坛|现场会)"
)


_RANK_AFTER = lazy_regex("(?:排名|位次|名次)")  # 全国排名: the group of a rank


def is_object(folded: str, start: int, end: int) -> bool:
    """Whether the place at `start:end` of a folded question is an object, not its scope."""
    before, after = folded[:start], folded[end:]
    if _GOVERNMENT.fullmatch(folded[start:end]):
        return bool(_PARTY_BEFORE.search(before) or _ORDERS_AFTER.match(after))
    if folded[start:end] == NATION and (_TITLE_AFTER.match(after) or _RANK_AFTER.match(after)):
        return True
    if _TOPIC.match(folded, start, end) and not _INDICATOR.search(folded):
        return True
    if _TOPIC_AFTER.match(after) or _BEFORE.search(before):
        return True
    if _RANKED_BEFORE.search(before) and _RANKED_AFTER.match(after):
        return True
    return bool(_WITH.search(before) and _AFTER.match(after))


def without_objects(
    named: Sequence[RegionName], folded: str, indexed: Collection[str | None]
) -> tuple[RegionName, ...]:
    """Return the places in the scope of a question, if it names one with indexed reports.

    Beside such a place, one without reports is an object (宜春到深圳的班列), and so is the country as
    a whole (苏州的企业数全国排第几), unless both are coordinated (苏州和全国). A province before its city,
    with no more than a year between them (福建2020年福州的), stands for the city.

    Args:
        named: the places in the order of the question.
        folded: the question.
        indexed: the regions with indexed reports.
    """
    named = [_narrowed(place, named, folded) for place in named]
    own = [place for place in named if place.name in indexed and place.name != NATION]
    if not own:
        return tuple(named)
    return tuple(
        place
        for place in named
        if place in own or any(_side_by_side(place, other, folded) for other in named)
    )


def _narrowed(place: RegionName, named: Sequence[RegionName], folded: str) -> RegionName:
    """Return the place that a larger one before it stands for; itself for any other."""
    for other in named:
        above = place.name in other.above and place.end <= other.start
        if above and _BETWEEN.fullmatch(folded, place.end, other.start):
            return replace(place, name=other.name, above=other.above)
    return place


def _side_by_side(one: RegionName, other: RegionName, folded: str) -> bool:
    first, second = sorted((one, other), key=lambda place: place.start)
    return bool(_AND.fullmatch(folded, first.end, second.start))
