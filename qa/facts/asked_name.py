"""The words of a question that name an indicator: the rest after removing everything else."""

from collections.abc import Iterable
from itertools import pairwise

from embeddings.lazy_regex import lazy_regex
from qa.facts.asked_measure import asks_rank
from qa.facts.asked_operation import PAST_A_MARK
from qa.question.asked_periods import PART_OF_YEAR, asked_part
from qa.question.question import Question
from qa.text.asking_words import ASKED_NUMBER

__all__ = [
    "CLAUSE_END",
    "as_asked",
    "asked_name",
    "asking_clauses",
    "denied_spans",
    "said_in",
    "without_denials",
]

CLAUSE_END = lazy_regex(r"[，,；;？?。]+")

_DENIED = lazy_regex(
    r"[（(](?:不是|不要|而非|并非)[^）)]*[）)]|"
    r"(?:^|[，,。；;])?我?(?:不要|而?不是|并非|而非|不算|除了|别给)[^，,。；;？?]{1,16}(?:的|数|那个)?(?=[，,。；;？?]|$)[，,]?"
)
_UNIT = (
    r"(?:个百分点|个点|平方公里|平方米|立方米|公里|公顷|公斤|千瓦时?|人次|美元|微克|元|天|吨|斤|亩|户|人|名|家|个|项|件|所|座|条|处|台|辆|套|间|张|部|次|批|"
    r"岁|级|倍|番|钱|成|位|米|里|只|头|棵|株|万|亿|千|百|十)*"
)
# a figure that a question puts forward to be confirmed: 涨幅控制在2-3%吗, 装机是120万千瓦，对吗
_ONE = rf"(?:百分之[零一二三四五六七八九十百点\d.]+|\d[\d.,]*(?:%|‰|{_UNIT}))"
_CONFIRMED = (
    rf"(?:控制|保持|稳定|达到|[是为在到])*{_ONE}(?:[-~～—–－至到]+{_ONE})?(?:以上|以下|以内|左右)?"
    r"(?=[，,]?(?:吗|么|吧|对吗|是吗|对不对|是不是|对吧)[?？。]*$)"
)
_PATTERNS = (
    r"(?:(?<=，)|^)末(?!端)|现在|目前|如今|眼下|(?:是|在)?(?:什么时候|何时|几时)|首次|第一次",
    # courtesy and frames
    r"您好|你好|请问|麻烦|劳驾|谢谢|帮我|帮忙|查一?查|查一?下|告诉我|我想(?:知道|了解|问)|想问|问一?下|给我|请给出?|列出|列一?下|说说|看看|请(?=列|给|说|把)|原文|具体|准确|大概|大约",
    r"(?:根据|按照|依据|按|据)?(?:这份|该|历年|历次|各份|今年的?)?(?:国务院|市|省|区|县)?(?:政府)?(?:工作)?报告(?:里面?|中|上|提出|提到|指出|说|显示|当中|公布|给|把|的)*(?!期)",
    _CONFIRMED,
    # rows and operations
    r"(?:谁|哪(?:一)?(?:个|年|边|方|省|市|地|者)?)更?[高大多快低小少慢](?=[?？，,。；;吗呢些一]|$)",
    r"(?:不低于|不少于|至少|不超过|不高于|超过|高于|大于|多于|突破|"
    rf"{PAST_A_MARK}|"
    r"跨[上过]|迈[上过]|站上|超出|低于|小于|少于|不到|不足|达到|降[到至]|在)了?"
    rf"(?:百分之[零一二三四五六七八九十百点\d.]+|[\d.,]+(?:%|‰|{_UNIT})|[一二两三四五六七八九十百千]*[万亿]{_UNIT})(?:以上|及以上|以下|以内|左右)?(?:的)?(?:省份?|城市|地区|年份?|地方)?",
    r"全国各省|各省区市|各省市|各省份|各省|各地级市|各市州|各地市|各州市|各城市|各市(?!场)|各地区?|(?:31|三十一)个?(?:省份|省区市|省市区|省市|省)|所有省份?",
    r"(?:排名|排在|名列|位居)?(?:前|后)[\d一二两三四五六七八九十]+(?:名|位|个|强|省|年|座)?(?:的?(?:省份?|城市|市|地区|年份|是))?(?:是|有)?(?:哪些|哪几个|哪|谁)?",
    r"有?哪(?:些|几)年|预算(?:里|中)的?",
    r"哪[个些几]?(?:一)?(?:个|座)?(?:省份|省|城市|地级市|市(?!场|民)|地方|地区|年份?|几年|方|边)(?:的)?|谁(?:的)?|有?(?:哪些|哪几个?|哪个)",
    r"(?:多少|几)个?(?:省份|省区市|省|城市|地级市|市(?!场|民|级)|地方|地区|县)",
    r"(?:[定提]得)[高大多快低小少慢]|(?:更|最|比较)[高大多快低小少慢好差](?:的)?(?:[\d一二两三四五六七八九十]+个)?|[高大多快低小少慢]还是[高大多快低小少慢]",
    r"上调了?|下调了?|调高了?|调低了?|(?:升|涨|增|多|高|快|大|降|跌|减|少|低|慢|增长|上升|下降|提高|降低|增加|减少|上涨|下跌)了?还是(?:降|跌|减|少|低|慢|升|涨|增|多|高|快|下降|降低|减少|上升|提高|增加|下跌|上涨)了?",
    r"(?:有没有|是否|是不是|能否)?(?:完成|实现|达到|达成|兑现|超额完成)(?:了)?(?:年初|预期|年度|既定|当年)*(?:的)?(?:目标|预期|计划|任务)?(?:了)?(?:吗|没有|没|么)|落空了?吗?|达标了?(?:吗|没有)?",
    r"[和与跟同比较](?:去年|上年|前年|上一年)(?:相比|比)?(?:怎么样|如何)?|相比(?:于)?|对比|相?差(?:距)?了?(?:多少|几何|多大|几)?|差额|差距|比重?较",
    r"(?:[怎咋]么?|如何|怎样)变(?:化|动)?(?:的|了)?|历年|逐年|每年|每一年|各年度?|以来|走势|趋势|变化(?:情况)?|变动(?:情况)?|近年来?|这些年|平均(?:值|数|水平)?(?=是|为|有|多少|目标|增速|$|[?？])|均值",
    # rank
    r"总量(?=(?:位居|位列|名列|排|居|列|在)[^，,]{0,14}(?:第几|[位名]次|排名))|"
    r"(?:位居|位列|名列|排名|排位|排序|排在|排到|排|居|列)*(?:在|的)?(?:全国|全省|全区|全市|世界|全球|省[里内]|国内)?(?:中|里)?(?:的)?(?:位居|位列|名列|排名|排位|排|居|列|名|位)*第几(?:位|名)?|"
    r"(?:在)?(?:全国|全省|全区|世界|全球)?(?:中|里)?(?:的)?(?:位次|名次|排名|排位)|(?:位居|位列|名列|排名|排在|排|居|列)(?=[，,]|$)|(?:全省|全区|全国|世界|全球)(?=[，,]|$)",
    r"[多少](?=百分之)|(?<![提升减增扩加放降压缩])[高大多快低小少慢](?:出|了)?(?=多少|几(?!乎)|多大)",
    # asking
    rf"(?:分别|各自|各)?(?:都)?(?:是|有|为|[干搞做弄冲拉提]到|达到|达|到|约|共|在|给|占|按|定|要|能|会|得|实现|完成)*(?:了)?(?:百分之)?(?:多少|几(?!乎))(?:点|多)?(?:百分点|个百分点)?{_UNIT}",
    r"多[大高长快强久远重](?:的)?(?:规模|比例|幅度)?|什么(?:数字|水平|样|数|规模|程度)|几何|怎么?样|如何|何种|是什么|到几|多少",
    r"分别|各自?(?=[是为有占涨升增降跌减完达]|$)|同时|(?:吗|呢|么|吧|啊)(?=$|[?？，,。])|是否|有没有|情况(?:如何|怎样)?",
    # planning and doing
    r"要(?:突破|超过|搬|拆|改|扩面|扩)(?=多少|几)|年初|年底|年末|当年|全年|实际(?!利用|使用|到位|吸收)|真正|最终|最后|到底|究竟|已经?|一共|总共|共计|合计|打算|准备|想(?:要|让|把)?|希望|力争|拿出(?:来)?的?|定在|定的|定为|定了|设定|提出(?:的)?|要求|给",
)
_NOISE = lazy_regex("|".join(f"(?:{pattern})" for pattern in _PATTERNS))
_PUT_FORWARD = lazy_regex(_CONFIRMED)
_PUNCTUATION = lazy_regex(r"(?:(?<!\d)\.|\.(?!\d)|[？?！!。，,；;：:\s“”\"'‘’《》()（）])+")
_EDGES = lazy_regex(
    r"^(?:[的了是为在把将要会有到至从与和及、又再也还给于]|对(?!外|口)|[中里内](?!央|小|等|西|部|医|考|国|型|学|心|介|需|河|蒙|欧|老|东|原|药|职|高|华|关|水|试|轴|山|科)|其中|那么?|这|截(?=至)|您)+|"
    r"(?:下降|下滑|降低|上升|上涨|提高|[的了是为在把将要会有到至从与和、又再给降升涨]|(?<!新)增|(?<![压削缩精核])减|(?<![惠普涉])及|(?<![期高初])中|里|(?<!境|海|区|国|省|市|年)内|定|东西|(?<![入占之率])比)+$"
)


def denied_spans(folded: str) -> list[tuple[int, int]]:
    """Return the spans of a folded question that exclude something: 不要云浦市的."""
    return [match.span() for match in _DENIED.finditer(folded)]


def without_denials(folded: str) -> str:
    """Return a folded question without those spans."""
    return _DENIED.sub("", folded)


def as_asked(folded: str) -> str:
    """Return a folded question with 百分之几 or 多少 for a figure that it wants confirmed."""
    return _PUT_FORWARD.sub(lambda match: "百分之几" if "%" in match[0] else "多少", folded)


# 非公经济有多少亿，在GDP里占几成: the second clause names the whole alone.
_PART_IN = lazy_regex(
    r"^[，到至]*在，?[^，。?？]{1,14}?(?:里面?|当中|中)(?:能|要|大[约概]|约)?(?=占)"
)
# 花了多少钱在教育上, 在教育上花了多少钱: 教育支出
_SPENT = lazy_regex(
    r"(?:财政)?花了?多少(?:钱|亿|万)?元?在(?P<behind>[^，,。?？]{1,8}?)(?:上面?|方面|领域)|"
    r"(?:财政)?在(?P<before>[^，,。?？]{1,8}?)(?:上面?|方面|领域)(?:一共|总共)?(?:花|投)了?(?=多少)"
)
_WHICH = lazy_regex("谁|哪")
_WAY = lazy_regex("[高低多少大小快慢来]了?")  # 比2019年多吗, 来了多少游客
_HOW = lazy_regex(
    r"(?<=[^\s，,])(?:[定提]得|更|最|比较)?[高低多少大小快慢](?:一?[些点儿]+)?[?？。]*$"
)  # 谁的gdp高一些


def asked_name(folded: str, spans: Iterable[tuple[int, int]]) -> str:
    """Return the words of a folded question that name its indicator.

    Args:
        folded: the question.
        spans: of its years and places.
    """
    for start, end in sorted(spans, reverse=True):
        before = folded[:start].removesuffix("比")  # 收入比2002年: no 收入比
        folded = f"{before}，{folded[end:]}"
    if _WHICH.search(folded):
        folded = _HOW.sub("", folded)
    folded = _PART_IN.sub("", folded)
    folded = _SPENT.sub(lambda spent: f"{spent['behind'] or spent['before']}支出", folded)
    left = _NOISE.sub("，", without_denials(folded.replace(" ", "")))
    pieces = [_EDGES.sub("", piece) for piece in _PUNCTUATION.split(left)]
    return "".join(piece for piece in pieces if piece and not _WAY.fullmatch(piece))


def asking_clauses(folded: str) -> list[tuple[int, int]]:
    """Return the spans of the clauses that ask for a figure; the whole if none or one does."""
    bounds = [0, *(match.end() for match in CLAUSE_END.finditer(folded)), len(folded)]
    asking = [
        (start, end)
        for start, end in pairwise(dict.fromkeys(bounds))
        if ASKED_NUMBER.search(folded[start:end]) or asks_rank(folded[start:end])
    ]
    return asking or [(0, len(folded))]


def said_in(question: Question, start: int, end: int) -> str:
    """Return the words of a part of a question that name an indicator."""
    spans = [
        (low - start, high - start) for low, high in question.scope_spans if start <= low < end
    ]
    if asked_part(question.folded):
        spans += [match.span() for match in PART_OF_YEAR.finditer(question.folded[start:end])]
    return asked_name(question.folded[start:end], spans)
