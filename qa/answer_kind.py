# ruff: noqa: E501 (the word tables read better unbroken)
"""The kind of answer a question wants: a figure of which unit, a name, a list, measures.

Read from the question's words alone, so that it serves reports never seen. The kind decides how
much is quoted, which spans are offered, and what a refusal says.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from embeddings.folding import fold
from embeddings.segmentation import segment

__all__ = ["AnswerKind", "Kind", "answer_kind"]


class Kind(StrEnum):
    """What a question wants."""

    FIGURE = "figure"  # 多少亿元, 几座
    SHARE = "share"  # 百分之几, 占几成, 增速
    DATE = "date"  # 什么时候, 哪一年
    NAME = "name"  # 叫什么, 哪座城市
    LIST = "list"  # 哪几个, 哪些
    YES_NO = "yes_no"  # 有没有, 是不是, 吗
    MEASURES = "measures"  # 怎么做, 哪些措施
    WHY = "why"  # 为什么
    COMPARISON = "comparison"  # 相差多少, 哪个高
    OUTLINE = "outline"  # 报告主要讲了什么
    OPEN = "open"  # none of these words: telegram style, 怎样了


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerKind:
    """What a question wants, as far as its words say."""

    kind: Kind
    unit_classes: frozenset[str] = frozenset()  # as in `qa.figures`; empty where none is named
    units: tuple[str, ...] = ()  # units named outright: 亩, 万吨
    noun: str = ""  # the class asked for: 行业 in 哪些行业
    parts: int = 1  # how many answers are asked for: 哪三条 → 3, 各是多少 → at least 2
    open_ended: bool = False  # True where the number of parts is not said

    @property
    def wants_figure(self) -> bool:
        """Whether the answer must hold a figure."""
        return self.kind in {Kind.FIGURE, Kind.SHARE} or (
            self.kind is Kind.COMPARISON and bool(self.unit_classes)
        )


_NUMBER_WORDS = {mark: value for value, mark in enumerate("零一二三四五六七八九十")} | {"两": 2}

_OUTLINE = re.compile(
    r"(主要|都|大致|大概|总共|一共)?(讲|说|谈|写|包括|包含|分)了?(哪些|什么|哪几|些什么|几)(个)?"
    r"(主要|方面|部分|内容|大事|要点)?[的了呢]?[?？。]?$"
)
_OUTLINE_SUBJECT = re.compile(
    r"报告|第[一二三四五六七八九十\d]+(个)?(部分|章|节|大点)|全文|这份文件"
)
_SUMMARY = re.compile(r"(概括|总结|概述|梳理|提纲|大纲|目录|要点|主要内容|讲了什么|说了什么|结构)")

_COMPARISON = re.compile(
    r"相差|差了?多少|差几|差距(多大|是|有)|相比|对比|比较|哪(一)?[个年方边](更|最)?(高|大|多|低|小|少|快|慢)|"
    r"(高|大|多|低|小|少|快|慢)还是|谁(更|的)?(高|大|多|低|小|少)|和.{1,14}(有何|有什么)(不同|区别|变化)|"
    r"跟.{1,14}比|与.{1,14}比|是什么量级|落空|完成了(吗|没)"
)
_WHY = re.compile(r"为什么|为啥|为何|什么原因|原因(是|在)|缘故|怎么会|凭什么|图什么|图个啥")
_WHY_FIRST = re.compile(r"^[^，,？?]{0,4}(为什么|为啥|为何)|(原因|缘故)(是什么|何在|在哪)")
_MEASURES = re.compile(
    r"(怎么|怎样|如何|咋|打算怎|准备怎|咋样|怎么样)(才|能|去|来|着|让|把|给|对|办|做|治|管|抓|搞|帮|解决|防|"
    r"推|保|促|稳|加|改|应对|收拾|处理|对付|安排|落实|弄)|(哪些|什么|哪几|几|啥)(个|条|项|种|招|样)?(具体|主要|重点)?"
    r"(措施|办法|举措|做法|动作|手段|法子|招数|安排|打算|方面下手|对策|政策|任务|工作|事|短板|问题|不足|困难|要求|说法)|"
    r"(怎么|咋|如何|怎样)(做|办|抓|干|搞|治|改|管)|哪(几|些)招|做了?哪些|干(点|些)?(啥|什么)|"
    r"从?哪(几|些)(个)?(方面|头)|靠(哪些|什么|啥)|(怎么|怎样|如何|咋)(?!.{0,4}(叫|称|读|写|说|回事))|"
    r"(开了|拿|用|想了|给了?)(什么|啥|哪些)(方子|招|办法|好处|优待|照顾)|都?(做|干|安排)了?些?(什么|啥)|(准备|打算)(怎|咋|如何)"
)
_SHARE = re.compile(
    r"百分之(几|多少)|几成|多少成|占(了)?(全国|全省|全市|全部|总)?.{0,6}(比|比例|比重|几|多少|多大)|(比例|比重|占比|率)(是|有|为|"
    r"达|到|要|会|定|多|能)?.{0,4}(多少|多高|几|多大|什么)|增速|增幅|涨幅|降幅|增长率|几个点|增长(了)?(多少|几|多快)|"
    r"(涨|降|升|减|提高|增加|下降|上升|上涨|增)(了)?(百分)|(率|比例|比重|增速|涨幅)$|增长目标|增速目标"
)
_MAYBE_SHARE = re.compile(r"(涨|降|升|减|提高|增加|下降|上升|上涨|增长|增|多|少)(了)?(多少|几)")
_FIGURE = re.compile(
    r"多少|(?<![哪第])几(个|家|座|条|件|人|项|次|户|套|所|万|千|百|亿|辆|台|亩|公里|吨|元|块|年|岁|天|名|位|处|种|类|场|部|"
    r"倍|番|届|号|艘|架|张|口|床|册|本|村|县|市|省|国|只|头|批|期|轮|支|片|栋|间|门|米|小时)|多(大|高|长|远|快|久|宽|深|重)|"
    r"(总量|总额|规模|数量|产量|面积|人数|里程|金额|价格|投资|收入|赤字|目标|标准)(是|有|为|达到|要)?(多少|几|多大)?$|"
    r"什么(数字|水平|量级|规模)|具体数|几何|是几|到几"
)
_DATE = re.compile(
    r"什么时(候|间)|何时|几时|啥时(候)?|哪(一)?(年|天|月|日|个月|几天)|几(月|号)|多久|从哪年|到哪年|何年"
)
_LIST = re.compile(
    r"哪([几些两二三四五六七八九十\d])|是哪[几些两二三四五六七八九十\d]|都(有|是|包括)?(谁|啥|什么|哪)|(有|包括|包含|分别是)"
    r"(哪些|哪几|什么)|(几|[两二三四五六七八九十])(个|种|条|类|样|项|座|家|大)(是)?(什么|啥|哪)|各(是|有)?(什么|哪)|分别(是|主打|为)?"
    r"(什么|哪|啥)?|还有(啥|什么|哪)|哪些"
)
_YES_NO = re.compile(
    r"吗[?？。]?$|吗[，,]|有没有|有无|是不是|能不能|会不会|要不要|是否|可不可以|行不行|可以不|能.{0,8}不[?？ ]|"
    r"能.{1,10}不$|没有?[?？]?$|治不治|[要能会让给管]不[要能会让给管]"
)
_NAMED_MEASURES = re.compile(
    r"哪(几|些|[两二三四五六七八九十])(个|条|项|种|样|点)?[^，,？?多少]{0,6}(措施|办法|举措|做法|动作|手段|招数?|对策|短板|方面下手|方面着手|头下手)"
)
_COUNTED_LIST = re.compile(
    r"哪(几|[两二三四五六七八九十])(?!年|月|天|成|号|届|倍)|哪些|(指|保|是|有)(的)?(啥|什么)(啥|什么)|都(是|有|叫|保)(些)?(啥|什么|哪|谁)|"
    r"(四句|五大|三个|几句|八字).{0,12}(啥|什么|怎么说)|点名的有谁|在哪儿.{0,3}$|各指"
)
_NAME = re.compile(
    r"叫(什么|啥|个啥)|什么(名|奖|区|称号|文件|组织|机构|会|法|地方|城市|国家|计划|工程|项目|制度|系统|方式)|哪(个|一|座|款|部|家|艘|份|条|里|儿|"
    r"位|届|项|国|省|市|支|所|种|类|处|方|样|本|头)|谁|名称|书名|第几|啥(名|奖|区|地方)|什么"
)
_LIST_COUNT = re.compile(
    r"哪(?P<count>[两二三四五六七八九十]|\d+)(大|个|条|类|种|项|家|座|样|方|处|件|字)?"
)
_EACH = re.compile(r"各(自|是|有|多|为|要|办|占|分|补|增|涨)|分别|两(个|项|者|数)|都是多少")
_ASK_NUMBER = re.compile(r"多少|几(?!乎)|多(?:大|高|长|远|久)|百分之几|几何")

# Words after 多少/几 (or before 是多少) → the unit classes that answer them.
_UNIT_WORDS: tuple[tuple[str, str], ...] = (
    (r"(多少|几)(万|亿|千|百)*(钱|元|块|美元|资金|投资|经费)|花了?多少|补(贴|助)?(多少|几)|价|收入|投资|产值|赤字|gdp|生产总值|"
     r"财政|工资|贷款|预算|资金|存款|债|税|金额|费用|投(进|给|了)|(多少|几)(个)?亿|门槛|救济|养老钱|利润|成本", "money"),
    (r"百分|几成|比例|比重|占|率|增速|增幅|涨幅|降幅|几个点|快|涨|幅度", "share"),
    (r"几倍|多少倍|翻(了)?几番|几番", "multiple"),
    (r"(多少|几)(万|亿|千|百)*(吨|公斤|斤|担)|产量|粮食|钢产|煤炭", "weight"),
    (r"(多少|几)(万|亿|千|百)*(亩|公顷|平方)|面积|多大(面积|地方)|范围|绿地|地盘", "area"),
    (r"(多少|几)(万|亿|千|百)*(公里|米|里)|多长|里程|多远|线路|铁路|公路|高速", "length"),
    (r"(多少|几)(万|亿|千|百)*(人|名|位|口|个人|游客|学生|孩子|老人|农民|职工|代表)|人(数|口|次)|多少(毕业|就业)|就业|游客|选民", "people"),
    (r"(多少|几)(万|亿|千|百)*(户|家)|企业|市场主体", "household"),
    (r"(多少|几)(年|天|个月|岁|小时|周年)|多久|多大岁数|寿命|延续", "time"),
    (r"千瓦|度电|发电|装机", "power"),
    (r"立方米|用水|库容", "volume"),
    (r"(多少|几)(万|亿|千|百)*(个|座|套|件|项|条|辆|所|部|台|艘|架|次|处|种|类|场|届|张|床|册|本|村|县|市|只|头|批|栋|间)", "count"),
)  # fmt: skip
_UNIT_PATTERNS = tuple((re.compile(pattern), unit) for pattern, unit in _UNIT_WORDS)
_DIRECT_UNIT = re.compile(
    r"(?:多少|几)(?:[万亿千百]+)?(?P<unit>公里|公顷|平方公里|平方米|立方米|公斤|人次|美元|千瓦|小时|个百分点|"
    r"[元块亩吨斤担米里人名位户家个座套件项条辆所部台艘架次处种类场届张床册本村县市省国只头批期轮支片栋间倍番年天岁口])"
)
_NOUN = re.compile(
    r"(?:什么|啥|哪(?:些|几|一|[两二三四五六七八九十\d]+)?(?:个|条|类|种|项|家|座|样|方面|处|件|大|款|部|艘|份|位|届|国|支|所)?)"
    r"(?P<noun>[一-鿿]{1,10}?)(?=[，,。？?、的了呢吗啊来在被要是会把]|$)"
)


def answer_kind(question: str) -> AnswerKind:
    """Return what `question` wants."""
    text = fold(question).strip()
    units = tuple(dict.fromkeys(match["unit"] for match in _DIRECT_UNIT.finditer(text)))
    kind = _kind(text)
    classes = frozenset(unit for pattern, unit in _UNIT_PATTERNS if pattern.search(text))
    noun = _NOUN.search(text)
    parts, open_ended = _parts(text, kind)
    return AnswerKind(
        kind=kind,
        unit_classes=classes if kind in _FIGURE_KINDS else frozenset(),
        units=units,
        noun=_last_word(noun["noun"]) if noun else "",
        parts=parts,
        open_ended=open_ended,
    )


_FIGURE_KINDS = {Kind.FIGURE, Kind.SHARE, Kind.COMPARISON, Kind.OPEN}


def _kind(text: str) -> Kind:
    if _OUTLINE_SUBJECT.search(text) and (_OUTLINE.search(text) or _SUMMARY.search(text)):
        return Kind.OUTLINE
    for kind, pattern in (
        (Kind.COMPARISON, _COMPARISON),
        (Kind.WHY, _WHY_FIRST),
        (Kind.MEASURES, _NAMED_MEASURES),
        (Kind.LIST, _COUNTED_LIST),
        (Kind.SHARE, _SHARE),
        (Kind.FIGURE, _FIGURE),
        (Kind.WHY, _WHY),
        (Kind.MEASURES, _MEASURES),
        (Kind.DATE, _DATE),
        (Kind.LIST, _LIST),
        (Kind.NAME, _NAME),
        (Kind.YES_NO, _YES_NO),
    ):
        if pattern.search(text):
            return kind
    return Kind.OPEN


def _last_word(phrase: str) -> str:
    """Return the noun that a phrase ends in: 行业 of 用工又多的行业."""
    return segment(phrase).words[-1] if phrase else ""


def _parts(text: str, kind: Kind) -> tuple[int, bool]:
    counted = _LIST_COUNT.search(text)
    if kind is Kind.LIST and counted:
        count = counted["count"]
        return (int(count) if count.isdigit() else _NUMBER_WORDS[count]), False
    asked = len(_ASK_NUMBER.findall(text))
    if _EACH.search(text):
        return max(2, asked), True
    if kind in {Kind.LIST, Kind.MEASURES, Kind.OUTLINE}:
        return 3, True
    return max(1, asked), False
