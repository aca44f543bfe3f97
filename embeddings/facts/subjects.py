# ruff: noqa: E501 (the tables of words read better unbroken)
"""The subject of a figure: the words that name its indicator, in its clause or one before it."""

import re
from dataclasses import dataclass, replace

from embeddings.facts.places import leading_place
from embeddings.facts.predicates import MASK
from embeddings.facts.restrictions import RESTRICTION
from embeddings.language.units import UNIT

__all__ = [
    "Subject",
    "in_list",
    "in_total",
    "join_subjects",
    "of_rate",
    "read_object",
    "read_subject",
    "split_whole",
    "without_evaluation",
]

# Words that may precede an indicator and are not part of it.
_LIGHT = re.compile(
    r"(?:如期|有望|大关|台阶|关口|门槛|新台阶|基础上|/[\u4e00-\u9fff]{1,2}(?=[、，,])|[\s　、:“”\"‘’()（）【】—\-·,|的是]|其中|同时|此外|另外|预计|全年|年度|我们|努力|要|力争|力求|确保|争取|保持|"
    r"实现|完成|拟安排|拟|安排|同期|到(?!位|岗|账|户|期|港)|至|在(?!孵|建(?!设)|校|编(?!制)|岗|园(?!区)|册|职|库(?!区)|线|外|籍|营|研)|从(?!业|事)|由|于|自(?![来然治贸主驾助营备有建筹])|以(?![工旧])|和(?![平谐美])|与|及(?!时)|以及|并(?![网购])|而|则|也|均(?!衡)|都(?!市)|将|把|使(?!用|命)|当年|年内|期内|期间|"
    r"时期|末(?!端)|底|初(?![中级高创])|年(?!轻)|主要|预期目标|主要目标|目标|为(?![民企农老])|了|按|已|已经|又|再(?!生|就业)|还(?!林|款|贷|湖|草|田|原|迁|建)|仍|每年|年均|平均|累计|共(?![享建同青])|总计|合计|"
    r"可(?!再生|比|利用|支配)|能(?![源耗力繁效级])|达到|达|突破|超过|分别|较快|快速|持续|稳步|大力|积极|进一步|不断|加快|继续|坚持|切实|全面|全力|着力|"
    r"初步统计|初步核算|据统计|据初步测算|统计|核算|实际|预期(?!寿命)|建议|提出|计划(?!生育)|规划|约束性指标|预期性指标|即|就(?![业诊学医近地读])|对(?![外口标接])|"
    r"尤其|特别|但是?|而且|因此|其(?![他它余])|该|这|近(?![海岸视零])|约(?!束)|仅|只|不含|含|包括|包含|一是|二是|三是|四是|五是|六是|首先|第一(?!次?产|[、和]?第?[二三])|"
    r"(?:扣除|剔除)[^，]{0,6}(?:价格|物价|涨价)[^，]{0,6}因素(?:影响)?后?|通过努力|经过努力|全部|各类|各级|各项|新的?一年|[一二三四五六七八九十]+是|\d+\.|[一二三四五六七八九十]+、(?!(?:[二三][、和]?)+次?产))"
)
# Behind the name in a row of a table, the unit of its column and the bar: 森林覆盖率(%) |
_CELL_UNIT = re.compile(rf"(?:\([十百千万亿]*(?:{UNIT})?\))?\s*\|\s*$")
_TAKES_OBJECT = re.compile(
    r"^.*(?:使(?!用|命)|把(?!握|关)|将(?!军|近)|令|让|基础上|情况下|作用下|条件下|背景下|以来|期间|同时)(?=.{2,})|"
    r"^.*、(?:力争|确保|争取|努力)(?=.{2,})"
)
# Verbs between actor and indicator: 园区「完成」工业总产值. The actor is part of the indicator.
_ACHIEVED = re.compile(
    r"(?<=[\u4e00-\u9fff]{2})(?:累计|全年|年度|预计|共|总共|已|可)*(?:实现|完成)(?:了)?(?=.{2,})"
)
# 生产总值再上一个千亿台阶、达到8712亿元: a mark that the subject passed.
_MARK_PASSED = re.compile(
    r"(?<=[\u4e00-\u9fff]{2})(?:又|连续|连|先后|成功|首次)*(?:突破|[上跨迈登站跃]上|跨[过越]|越过|再上)了?"
    r"[^，、]{0,8}?(?:大关|[大新]?台阶|关口|门槛)$|(?<=[值量额入资])(?:双双|均|都)?过$"
)
_BACKGROUND = re.compile(r"在[^，在]*(?:基础上|情况下|条件下|背景下|形势下|过程中|[^中]的同时)$")
# 占「生产总值」的比重, 在「生产总值」中的比重: the whole follows what the share is of.
_WHOLE = re.compile(
    r"(?:占|相当于|在(?=[^，在]*中(?:的|所占)))(?P<whole>[^，占]{1,24}?)(?:中|内)?(?:的|所占)*(?:比重|比例|份额|比率|占比)?$"
)
_INCREASED = re.compile(
    r"^(?P<verb>增加|减少|压减|压缩|削减|核减|调减|降低|淘汰|退出|化解)(?!值)(?=.{2,})"
)
# Nouns for a measure of the subject before: alone, they continue that subject.
_GENERIC = re.compile(
    r"^(?:总量|总额|总产量|产量|总数|总值|总规模|规模|数量|人数|总人数|面积|比重|占比|比例|总体水平|水平|增速|增幅|涨幅|降幅|总收入|"
    r"投资|总投资|年度投资|产业规模|营业收入|主营业务收入|产业产值|人均|增加值|产值|总产值|销售额|单产|亩产|投资额|完成额|余额|率|价格|速度|户数|家数|总|"
    r"(?:通车|运营|营运|营业)?总?里程|同比|环比|质量|数|额|量|本级|进口|出口|城镇|农村|城市|农民|[市省县区]本级|地方级|中央级|税收|贷款|存款|支出|收入)$"
)
# What is made anew, said once before a list of things; what continues the list in other words.
_MADE = re.compile("新增|净增|新建成?|新改扩?建|改造")
_NOT_LISTED = re.compile(
    rf"{_MADE.pattern}|总|累计|合计|共|占|投资|面积|惠及|受益|涉及|覆盖|培育|引进|建成|完成|认定|增长|实现|发放|创建|打造|争取|"
    r"竣工|回迁|转移|提升|修|基本|开工|投产|分配|完工|续建|入库|落户|实施|推进|签约|解决|安置|整治|治理|拆|征|$"
)
# 服务进出口增长6%，其中出口增长8%: of 服务出口.
_TRADE = re.compile(r"(?:进出口|出口|进口)(?:总[额值量]|额|规模)?$")
_DIRECTIONS = ("出口", "进口")
# 单位生产总值能耗下降3.5%、水耗下降4%: of 单位生产总值水耗.
_PER_UNIT = re.compile(r"^(?:单位|万元|亿元)[^，]{2,16}?(?=(?:综合)?能耗)")
_CONSUMED = ("能耗", "水耗", "电耗", "用水量", "二氧化碳排放", "二氧化碳排放量", "二氧化碳")
# 保障性住房开工5.06万套，基本建成3.2万套: a stage of building, of what was told before.
_STAGE = re.compile(
    r"(?:(?:新|已|全面|主体|基本)*(?:开工|动工|竣工|建成|完工|续建|交付)(?:建设|交付|使用|投用)?)"
)
_AROUND_STAGE = re.compile(rf"{_STAGE.pattern}|新增|(?:年度|计划|完成)*投资额?$")
# What a clause without figures says of its subject: 旅游业快速发展，实现收入9.2亿元.
_EVALUATED = re.compile(
    r"(?<=..)(?<!推动|促进|支持|加快|实现|引导|扶持)(?:(?:继续|保持|实现|得到|取得|呈现|有了?|较快|快速|加快|稳步|稳定|健康|迅速|迅猛|蓬勃|平稳|持续|长足|进一步|不断|逐步|"
    r"大力|强劲|协调|有序|又好又快|新的?|全面|明显|显著|更快)+(?:的|地)?(?:发展|推进|壮大|增强)"
    r"|(?:生产[^，、]{0,20}|(?:再|又|喜|连年|稳产|实现)*(?:获得?|取得|夺取?|夺得)?(?:好|大|全面)*)丰收年?"
    r"|发展(?:迅速|迅猛|加快|较快|提速|平稳|活跃|壮大|(?:势头|态势)(?:良好|强劲|迅猛|喜人)))+$"
)
# Rates that name nothing of their own: of what the same sentence tells before.
_BARE_RATE = re.compile(
    r"(?:综合|平均|整体|总体|当年)?(?:利用|覆盖|普及|完成|合格|达标|处理|使用|就业|签约|到位|履约|入住|开工|竣工|投产|参保|参合|入学|巩固|"
    r"成活|回收|处置|资源化利用|无害化处理|收集|集中处理|满意|抽检合格|兑现|办结|办复)率"
)
_BEFORE_RATE = re.compile(rf"(?:{_BARE_RATE.pattern}|(?:参保|参合)?人数|总数|总量|数量)$")
_CLOSING = "，、。；,;(."
# Behind a figure, the noun that it counts: 新建「20万千瓦」风电, 打造「15个」优秀教育集团.
_OBJECT = re.compile(
    r"的?(?P<noun>(?:[\u4e00-\u9fffA-Za-z“”\"·]|\d{2,3}(?=强)){2,24})"
)  # 32家世界500强企业
_NO_OBJECT = re.compile(
    r"(?:的?(?:大关|台阶|关口|门槛)|大关|台阶|关口|门槛|新台阶|目标|水平|任务|以上|以下|左右|以内|的目标|的水平|的速度|的任务|的增长|的预期|的增速|历史|"
    r"增长|增加|提高|上升|下降|减少|降低|高于|低于|快于|居|位居|位列|排名|列全|创|比|较|同比|和|与|及|或|、|至|到|的?幅度|"
    r"的?(?:基础上|前提下|情况下|条件下|背景下|同时)|时|后|前|中|内|之|为|是|在|用于|上升|下降|提升|增至|降至|这|还|已|不|能|有所|达|新高|等|提前|超额)"
)
_VERB_BEHIND = re.compile(
    r"(?:支持|用于|投入|纳入|参与|投产|开工|落户|落地|入选|获得?|实现|完成|通过|达到|得到|成为|全部|列入|上榜|荣获|享受|参加|进入|"
    r"建成|顺利|投用|竣工|签约|运营|开业|启动|正式|有序|加快|基本|如期|取得|推进|喜获|被|均|已|正在|摘帽|注册|受益|迁入|惠及)"
)
_NEW = re.compile(r"^(?:新增|净增|新建|新登记|新发展)")
_WORD = re.compile(r"[\u4e00-\u9fffa-z]")
_TOTAL = re.compile(r"总数|总量|总规模|总额|总人数")
_MILEAGE = re.compile("(?:通车|运营|营运|营业)?总?里程")
_MEASURED = re.compile(
    r"(?:(?:通车)?里程|播种面积|种植面积|总产量|产量|面积|总量|总额|增加值|总产值|产值|单产|规模|销售额|数量)$"
)


_NAMING = 2  # characters that name something


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """The words that name an indicator; offsets in the paragraph."""

    head: str  # folded; with its restricting words
    start: int
    end: int
    place: str | None = None  # as `leading_place` has it
    nominal: int = 0  # of a noun of change that ends it: 经济增长速度
    increased: int = 0  # of a verb before it: 1 增加, -1 减少

    @property
    def rate(self) -> bool:
        """Whether it is only a rate, of what the sentence tells before: 满意率."""
        return bool(_BARE_RATE.fullmatch(self.head))

    @property
    def generic(self) -> bool:
        """Whether it names only a measure of the subject before."""
        return bool(_GENERIC.match(self.head) or _STAGE.fullmatch(self.head))


def read_subject(text: str, start: int, end: int) -> Subject | None:
    """Return the subject in `text[start:end]`, folded and masked; None if there is none."""
    if match := _BACKGROUND.search(text, start, end):
        end = match.start()
    piece_start, piece_end = _last_piece(text, start, end)
    head = text[piece_start:piece_end]
    if match := _TAKES_OBJECT.match(head):
        piece_start += match.end()
        head = head[match.end() :]
    place: str | None = None
    increased = 0
    while head:
        if match := _LIGHT.match(head):
            cut = match.end()
        elif place is None and (found := leading_place(head))[0] is not None:
            place, cut = found
        elif not increased and (match := _INCREASED.match(head)):
            increased, cut = (1 if match["verb"] == "增加" else -1), match.end()
        else:
            break
        piece_start += cut
        head = head[cut:]
    head = head if increased else _ACHIEVED.sub("", head, count=1)
    head = _MARK_PASSED.sub("", head)
    stripped = _CELL_UNIT.sub("", head).rstrip(" 　的、，,和与“”\"'()")
    if "”" in stripped and "“" not in stripped and text[piece_start - 1 : piece_start] == "“":
        piece_start, stripped = piece_start - 1, "“" + stripped
    if not _WORD.search(stripped):
        stripped = ""
    stop = text.rfind(stripped[-1:], piece_start, piece_end) + 1
    if not stripped:
        if place is None:
            return None
        return Subject(head="", start=piece_start, end=piece_start, place=place)
    return Subject(
        head=stripped,
        start=piece_start,
        end=stop,
        place=place,
        increased=increased,
    )


def without_evaluation(subject: Subject) -> Subject:
    """Return the subject of a clause without figures, without what it says of it: 快速发展."""
    head = _EVALUATED.sub("", subject.head)
    return replace(subject, head=head, end=subject.end - len(subject.head) + len(head))


def of_rate(earlier: Subject, own: Subject) -> Subject:
    """Return a subject that is only a rate (满意率) with what its sentence tells before."""
    base = _BEFORE_RATE.sub("", earlier.head)
    if not own.rate or len(base) < _NAMING or base.endswith(own.head):
        return own
    return replace(own, head=base + own.head, start=earlier.start, end=earlier.end)


def read_object(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return the span of the noun counted by the figure that ends at `start`.

    None if something else follows the figure.
    """
    match = _OBJECT.match(text, start, end)
    if match is None or _NO_OBJECT.match(text, start, end):
        return None
    begin, stop = match.span("noun")
    if verb := _VERB_BEHIND.search(text, begin + 1, stop):
        stop = verb.start()
    return (begin, stop) if stop - begin >= 2 else None


def split_whole(text: str, start: int, end: int) -> tuple[int, str]:
    """Return where the words of the whole begin at the end of a subject, and the whole.

    `end` and "" if none is named.
    """
    match = _WHOLE.search(text, start, end)
    return (match.start(), match["whole"]) if match else (end, "")


def _last_piece(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span of the last piece between time words that contains other words."""
    stop = end
    while stop > start:
        begin = text.rfind(MASK, start, stop) + 1 or start
        if len(text[begin:stop].strip(" 　末底初内的、和与及中以来间前后时到，")) >= 2:
            return begin, stop
        stop = begin
        while stop > start and text[stop - 1] == MASK:
            stop -= 1
    return start, end


def join_subjects(
    earlier: Subject | None, own: Subject | None, *, after: str = ""
) -> Subject | None:
    """Return the subject of a clause from its own words and the subject of the clause before.

    Without words of its own, a clause inherits the earlier subject; words for a measure (总产量) or a
    part (农村居民) are appended to it. `after` is the character behind the figure: what a stage of
    building is of may stand there.
    """
    if own is None or not own.head:
        if earlier is None:
            return None
        return earlier if own is None else replace(earlier, place=own.place)
    if earlier is None:
        return own
    if own.head in _DIRECTIONS and (trade := _TRADE.search(earlier.head)):
        return replace(own, head=earlier.head[: trade.start()] + own.head)
    if own.head == "税收" and earlier.head.endswith(("财政收入", "预算收入")):
        return own  # 财政收入44.3亿元，其中税收增长3%: of the taxes
    if _STAGE.fullmatch(own.head) and after in _CLOSING:
        built = _AROUND_STAGE.sub("", earlier.head)
        return replace(own, head=own.head + built) if len(built) > 1 else own
    if own.head in _CONSUMED and (basis := _PER_UNIT.match(earlier.head)):
        return replace(own, head=basis[0] + own.head)
    if not _GENERIC.match(own.head):
        return own
    rest = RESTRICTION.sub("", own.head)
    if not rest:  # 其中农村…: another part of the same
        base = RESTRICTION.sub("", earlier.head)
        return replace(own, head=own.head + base)
    if _MILEAGE.fullmatch(own.head):
        earlier = in_total(earlier)  # 新增高速公路里程207公里，里程达591公里
    if earlier.head.endswith(own.head):
        return replace(earlier, place=own.place if own.place is not None else earlier.place)
    if _TOTAL.match(own.head):
        earlier = in_total(earlier)
    base = _MEASURED.sub("", earlier.head) or earlier.head
    return replace(
        own,
        head=base.removesuffix(own.head) + own.head,
        start=earlier.start,
        end=earlier.end,
        place=own.place if own.place is not None else earlier.place,
    )


def in_list(own: Subject | None, earlier: Subject | None) -> Subject | None:
    """Return a member of a list with the word that begins it: 新增创新型企业33家、高新技术企业15家."""
    if own is None or earlier is None or _NOT_LISTED.match(own.head):
        return own
    match = _MADE.match(earlier.head)
    return replace(own, head=match[0] + own.head) if match else own


def in_total(subject: Subject) -> Subject:
    """Return the subject for the total of a subject that counts new ones: 电话用户 of 新增电话用户."""
    return replace(subject, head=_NEW.sub("", subject.head) or subject.head)
