# ruff: noqa: E501 (the word tables read better unbroken)
"""The expected answer type of a question: a figure of some unit, a name, a list, measures.

Determined by the question's words alone, so that it is independent of the indexed reports. The type
determines the length of the quote, the short answers, and the message of a refusal.
"""

from dataclasses import dataclass
from enum import StrEnum

from embeddings.lazy_regex import lazy_regex
from embeddings.text.folding import fold
from embeddings.text.numerals import numeral_value
from qa.question.asked_units import direct_units, unit_classes
from qa.question.focus_noun import focus_noun
from qa.text.asking_words import ASKED_NUMBER, SEVERAL_ASKED

__all__ = ["AnswerType", "ExpectedAnswer", "expected_answer"]


class AnswerType(StrEnum):
    """The type of answer that a question asks for."""

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
class ExpectedAnswer:
    """The answer that a question asks for, as far as its words say."""

    kind: AnswerType
    unit_classes: frozenset[str] = (
        frozenset()
    )  # as in `embeddings.language.units`; empty if none is named
    units: tuple[str, ...] = ()  # units named explicitly: 亩, 万吨
    noun: str = ""  # the class asked for: 行业 in 哪些行业
    parts: int = 1  # number of answers asked for: 哪三条 → 3, 各是多少 → at least 2
    open_ended: bool = False  # True if the number of parts is not given

    @property
    def wants_figure(self) -> bool:
        """Whether the answer must contain a figure."""
        return self.kind in {AnswerType.FIGURE, AnswerType.SHARE} or (
            self.kind is AnswerType.COMPARISON and bool(self.unit_classes)
        )


_OUTLINE = lazy_regex(
    r"(主要|都|大致|大概|总共|一共)?(讲|说|谈|写|包括|包含|分)了?(哪些|什么|哪几|些什么|几)(个)?"
    r"(主要|方面|部分|内容|大事|要点)?[的了呢]?[?？。]?$"
)
_OUTLINE_SUBJECT = lazy_regex(
    r"报告|第[一二三四五六七八九十\d]+(个)?(部分|章|节|大点)|全文|这份文件"
)
_SUMMARY = lazy_regex(r"(概括|总结|概述|梳理|提纲|大纲|目录|要点|主要内容|讲了什么|说了什么|结构)")

_COMPARISON = lazy_regex(
    r"相差|差了?多少|差几|差距(多大|是|有)|相比|对比|[和与跟同].{1,20}比较|^比较|比较(一下)?[?？。]?$|"
    r"哪(一)?[个年方边头](更|最)?(高|大|多|低|小|少|快|慢)(?=些|一些|一点|[,，。?？ 吗呢了]|$)|"
    r"(高|大|多|低|小|少|快|慢)还是|谁(更|的)?(高|大|多|低|小|少)|和.{1,14}(有何|有什么)(不同|区别|变化)|"
    r"跟.{1,14}比|与.{1,14}比|落空|完成了(吗|没)"
)
_DIFFERENCE = lazy_regex(r"差|各|分别|哪")
# A single change since a year or a plan: 跟上一年比多打了多少. Not a comparison of two figures.
_CHANGE = lazy_regex(
    r"[跟与和同较].{1,14}比[，,]?.{0,20}[增涨升降减少多高大翻快慢].{0,3}(多少|几|百分之)"
)
# The direction of a single change: 变多还是变少. Not a comparison of two.
_DIRECTION = lazy_regex(
    r"(?P<before>[变更涨越往]?)[^，,？?还]{1,3}还是(?P=before)[多少大小高低快慢好坏松紧涨跌升降增减上下][^，,年]{0,4}[?？。]?$"
)
_WHY = lazy_regex(
    r"(?<![列称定评名作成认改誉视])为(?:什么|啥)|为何|什么原因|原因(是|在)|缘故|怎么会|凭什么|图什么|图个啥|"
    r"为的是(什么|啥)|达到(什么|啥|怎样的)(效果|目的)|(目的|用意)(是|在)(什么|啥|于?哪)|为了(什么|啥)"
)
_WHY_FIRST = lazy_regex(
    r"^[^，,？?]{0,4}(?<![列称定评名作成认改誉视])(为什么|为啥|为何)|(原因|缘故)(是什么|何在|在哪|有哪些)|(为什么|为啥|为何).{0,20}(哪些|什么|啥)原因"
)
_MEASURES = lazy_regex(
    r"(怎么|怎样|如何|咋|打算怎|准备怎|咋样|怎么样)(才|能|去|来|着|让|把|给|对|办|做|治|管|抓|搞|帮|解决|防|"
    r"推|保|促|稳|加|改|应对|收拾|处理|对付|安排|落实|弄)|(哪些|什么|哪几|几|啥)(个|条|项|种|招|样)?(具体|主要|重点)?"
    r"(措施|办法|举措|做法|动作|手段|法子|招数|安排|打算|方面下手|对策|政策|任务|工作|事|短板|问题|不足|困难|要求)|"
    r"(怎么|咋|如何|怎样)(做|办|抓|干|搞|治|改|管)|哪(几|些)招|做了?哪些|干(点|些)?(啥|什么)(?!用)|"
    r"从?哪(几|些)(个)?(方面|头)|靠哪些|[靠拿凭](什么|啥)(路子|[把来去让给使防留鼓保带吸帮推促治])|(怎么|怎样|如何|咋)(?!.{0,4}(叫|称|读|写|说|回事))|"
    r"(开了|拿|用|想了|给了?)(什么|啥|哪些)(方子|招|办法|好处|优待|照顾)|都?(做|干|安排)了?些?(什么|啥)|(准备|打算)(怎|咋|如何)"
)
# Asked with 怎么, but answered by one statement: an outcome, a stance, a wording.
_STATED = lazy_regex(
    r"(?<!打算)(?<!准备)(?<!计划)(?<!应该)(?<!该)(?<!要)(怎么样|怎样|咋样|怎么着|如何)(了|呢|的)?[?？。 ]*$|"
    r"(怎么|怎样|如何|咋)(个)?(表态|表述|定调|定性|看待|看法|看的?[?？]|评价|形容|描述|概括|定位|提法|提的?[?？]|说|讲|骂|称|收场|分(?!类|别|担|流)|算)|"
    r"会怎么?样|干(啥|什么)用|有什么(下场|后果)|怎么变"
)
_SHARE = lazy_regex(
    r"百分之(几|多少)|(?<!好)几成(?!立)|多少成|占(了)?(全国|全省|全市|全部|总)?.{0,6}(比|比例|比重|几|多少|多大)|(比例|比重|占比|率)(是|有|为|"
    r"达|到|要|会|定|多|能)?.{0,4}(多少|多高|几|多大|什么)|增速|增幅|涨幅|降幅|增长率|几个百?分?点|增长(了)?(多少|几|多快)|"
    r"(涨|降|升|减|提高|增加|下降|上升|上涨|增)(了)?(百分)|(率|比例|比重|增速|涨幅)$|增长目标|增速目标|过半|多大(一块|比例|份额)"
)
_FIGURE = lazy_regex(
    rf"{ASKED_NUMBER.pattern}|多(快|宽|强)|"
    r"(总量|总额|规模|数量|产量|面积|人数|里程|金额|价格|投资|收入|赤字|目标|标准)(是|有|为|达到|要)?(多少|几|多大)?$|"
    r"(产值|增加值|营收|吞吐量|客流量?|装机|装机容量|人口|人次|用电量|发电量|支出|税收|利润|储量|保有量|零售额|交易额|成交额|预期寿命)[?？。]?$|"
    r"什么(数字|水平|量级|规模|数目)|具体数|几何(?!分)|到几$"
)
_RANK = lazy_regex(
    r"第几(?!产业)|几号线|几路(?!人)|老几|什么名次|几把交椅|排名(多少|几)|排在?(什么|哪)"
)
_DAY = lazy_regex(
    r"(?<!第)(?<![\d一二三四五六七八九十])几(月(?!份?.{0,3}多少)|号(?!线|地铁|标准|文件|楼|院))|几时|何时|哪(一)?[年天月日](?![更最]?[高大多低小少快慢])"
)
_DATE = lazy_regex(
    r"什么时(候|间)|何时|几时|啥时(候)?(?!时)|哪(一)?(年|天|月|日|个月|几天)|几(月|号(?!线|地铁))|多久|从哪年|到哪年|何年"
)
_LIST = lazy_regex(
    r"哪([几些两二三四五六七八九十\d])|是哪[几些两二三四五六七八九十\d]|都(有|是|包括)?(谁|啥|什么|哪)|(有|包括|包含|分别是)"
    r"(哪些|哪几|什么)|(几|[两二三四五六七八九十])(个|种|条|类|样|项|座|家|大)(是)?(什么|啥|哪)|各(是|有)?(什么|哪)|分别(是|主打|为)?"
    r"(什么|哪|啥)?|还有(啥|什么|哪)|哪些"
)
_YES_NO = lazy_regex(
    r"吗[?？。]?$|吗[，,]|有没有|有无|是不是|能不能|会不会|要不要|是否|可不可以|行不行|可以不|能.{0,8}不[?？ ]|"
    r"能.{1,10}不$|没有?[?？]?$|治不治|(?P<a>[\u4e00-\u9fff])不(?P=a)|不[?？。]?$|还是"
)
_NAMED_MEASURES = lazy_regex(
    r"(哪(几|些|[两二三四五六七八九十])|几)(个|条|项|种|样|点|味|手|张|副)?[^，,？?多少]{0,6}(措施|办法|举措|做法|动作|手段|招数?|对策|短板|方面下手|方面着手|头下手|"
    r"法子|路子|药方?|方子|应对|补救|活(?![儿动力跃性])|牌(?=[?？。]|$))|"
    r"从(哪些|哪几|几)(个)?(方面|地方|环节)(?!.{0,3}[是看])|(什么|啥)(招|法子|补救|应对|辙)|"
    r"(做|抓|办|干|搞)[好了过]?(哪些|哪几[件桩]|几[件桩]|什么|啥)(大|正|实|要紧)?事(?!情?业|故|件)|"
    r"(存在|面临|还有|指出|承认|遇到)了?(着)?(哪些|什么|啥|哪几个)[^，,？?多少]{0,6}(问题|不足|困难|差距|挑战|矛盾|弱项)"
)
# A number of measures, not what they are: 出了几条措施, 办几件实事.
_COUNT_ASKED = lazy_regex(
    rf"^(?!.*(?:哪|什么|啥|分别|各|从几|几个?方面)).*{SEVERAL_ASKED}[条件项个种]"
)
_COUNTED_LIST = lazy_regex(
    r"哪(几|[两二三四五六七八九十])(?!年|月|天|成|号|届|倍)|哪些|(指|保|是|有)(的)?(啥|什么)(啥|什么)|都(是|有|叫|保)(些)?(啥|什么|哪|谁)|"
    r"(四句|五大|三个|几句|八字).{0,12}(啥|什么|怎么说)|点名的有谁|各指|(?<!哪)几.{1,12}分别(是|为|叫)[?？。]?$|"
    r"(?<![第\d十])[两二三四五六七八九十](?!十|届|号|月|年|产)[^，,？?]{1,5}(是|指|指的是|分别是)(些)?(啥|什么)[?？。]?$"
)
_NAME = lazy_regex(
    r"叫(什么|啥|个啥)|什么(名|奖|区|称号|文件|组织|机构|会|法|地方|城市|国家|计划|工程|项目|制度|系统|方式)|哪(个|一|座|款|部|家|艘|份|条|里|儿|"
    r"位|届|项|国|省|市|支|所|种|类|处|方|样|本|头|次|级|场|门|套)|谁|名称|名字|书名|第几|啥(名|奖|区|地方)|什么|老几|排名|啥样"
)
_LIST_COUNT = lazy_regex(
    r"哪(?P<count>[两二三四五六七八九十]|\d+)(?!字|届|年|月|号)(大|个|条|类|种|项|家|座|样|方|处|件)?"
)
_SAID_COUNT = lazy_regex(
    r"(?:一共|总共|共有?|那|这)(?:是)?(?P<count>[二三四五六七八九十两]{1,3}|\d{1,2})(?:大|个|条|类|种|项|家|座|样|处|件|次|句)"
)
_AND = lazy_regex(r"[和与及、].*(?:多少|几)")
_AND_THAT = lazy_regex(r"呢(?=[?？。，, ]|$)")  # …多少，省市级呢？
_EACH = lazy_regex(
    r"各(?![地级省市县区部种类项国个乡村家位方界族大行路式自处公])|各自|分别|两(个|项|者|数)|都是多少"
)


def expected_answer(question: str) -> ExpectedAnswer:
    """Return the expected answer of `question`."""
    text = fold(question).strip()
    kind = _kind(text)
    parts, open_ended = _parts(text, kind)
    units = direct_units(text)
    classes: frozenset[str] = frozenset()
    if kind in _FIGURE_KINDS:
        classes = unit_classes(text, units, parts=parts)
        if kind is AnswerType.SHARE and parts == 1 and not (units or _AND.search(text)):
            classes = frozenset({"share"})  # GDP增长多少 does not ask for money
    return ExpectedAnswer(
        kind=kind,
        unit_classes=classes,
        units=units,
        noun=focus_noun(text),
        parts=parts,
        open_ended=open_ended,
    )


_FIGURE_KINDS = {AnswerType.FIGURE, AnswerType.SHARE, AnswerType.COMPARISON, AnswerType.OPEN}


def _kind(text: str) -> AnswerType:
    if _OUTLINE_SUBJECT.search(text) and (_OUTLINE.search(text) or _SUMMARY.search(text)):
        return AnswerType.OUTLINE
    if _DIRECTION.search(text) and not ASKED_NUMBER.search(text):
        return AnswerType.YES_NO
    if _COMPARISON.search(text) and not (_CHANGE.search(text) and not _DIFFERENCE.search(text)):
        return AnswerType.COMPARISON
    for kind, pattern in (
        (AnswerType.WHY, _WHY_FIRST),
        (AnswerType.MEASURES, _NAMED_MEASURES),
        (AnswerType.LIST, _COUNTED_LIST),
        (AnswerType.SHARE, _SHARE),
    ):
        if kind is AnswerType.SHARE and _WHY.search(text) and not ASKED_NUMBER.search(text):
            return AnswerType.WHY  # 增长目标为什么调低
        if kind is AnswerType.MEASURES and _COUNT_ASKED.search(text):
            continue
        if pattern.search(text):
            return kind
    numbers = len(ASKED_NUMBER.findall(text))
    if _DAY.search(text) and numbers <= len(_DAY.findall(text)) and "多少" not in text:
        return AnswerType.DATE
    if _RANK.search(text) and "多少" not in text:
        return AnswerType.NAME
    for kind, pattern in (
        (AnswerType.FIGURE, _FIGURE),
        (AnswerType.WHY, _WHY),
        (AnswerType.OPEN, _STATED),
        (AnswerType.MEASURES, _MEASURES),
        (AnswerType.DATE, _DATE),
        (AnswerType.LIST, _LIST),
        (AnswerType.NAME, _NAME),
        (AnswerType.YES_NO, _YES_NO),
    ):
        if pattern.search(text):
            return kind
    return AnswerType.OPEN


def _parts(text: str, kind: AnswerType) -> tuple[int, bool]:
    counted = _LIST_COUNT.search(text) or _SAID_COUNT.search(text)
    if kind is AnswerType.LIST and counted:
        count = counted["count"]
        return int(numeral_value(count) or 1), False
    asked = len(ASKED_NUMBER.findall(text))
    asked += len(_AND_THAT.findall(text)) if asked else 0
    if _EACH.search(text):
        return max(2, asked), True
    if kind in {AnswerType.LIST, AnswerType.MEASURES, AnswerType.OUTLINE}:
        return 3, True
    return max(1, asked), False
