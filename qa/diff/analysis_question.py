"""Questions over several reports: what is new, how often a term occurs, since when, and where.

Read by their cues: a word that asks (哪年, 多少次, 哪些省), one that says in what respect
(第一次, 目标) and one of saying (出现, 提到). What is left of the question without its cues, times
and talk of reports is the term. The cues are few and closed, and nothing in the written questions
asks so, so there is nothing to learn them from.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from embeddings.text.folding import fold
from embeddings.text.gazetteer import BUNDLED

__all__ = ["AnalysisKind", "AnalysisQuestion", "PlaceLevel", "read_analysis_question"]


class AnalysisKind(StrEnum):
    """The kinds of questions over several reports."""

    NEW_TERMS = "new_terms"  # 今年的报告有什么新提法
    GONE_TERMS = "gone_terms"  # 今年的报告哪些提法不见了
    TARGETS_LOWERED = "targets_lowered"  # 哪些指标的目标下调了
    TARGETS_RAISED = "targets_raised"
    TARGETS_KEPT = "targets_kept"  # 哪些目标没有变
    TARGETS_CHANGED = "targets_changed"  # 今年的目标有哪些调整
    FIRST = "first"  # “新质生产力”哪年第一次出现
    LAST = "last"
    MOST = "most"  # “创新”哪年出现得最多
    COUNT = "count"  # 十年来“创新”出现了多少次
    PLACES = "places"  # 哪些省提到了低空经济


class PlaceLevel(StrEnum):
    """The level of the places that a question is about."""

    PROVINCE = "province"  # provinces, autonomous regions, municipalities
    CITY = "city"
    COUNTY = "county"
    ANY = "any"


@dataclass(frozen=True, slots=True, kw_only=True)
class AnalysisQuestion:
    """The kind of a question over several reports, with its term (empty if there is none)."""

    kind: AnalysisKind
    term: str = ""
    of_words: bool = False  # how a word is used is asked, so that no other answer would do
    level: PlaceLevel = PlaceLevel.ANY
    everywhere: bool = False  # of the reports of all places


_REPORT = r"(?:政府)?工作报告|报告"
_WHICH = r"(?:哪一?些|哪几个|什么|啥|哪一?种|多少)"
_WORDING = r"(?:提法|表述|说法|名词|词语|词汇|热词|字眼|概念|词儿?|口号|关键词|措辞|用语|老话)"
_SAID = r"(?:提|说|用|讲|写|出现)[了到及过入进出]*"
_COMPARED = r"(?:相比|对比|比较|比)"
_NEW = re.compile(
    rf"新[的鲜]?{_WORDING}|{_WORDING}.{{0,4}}(?:以前|过去|之前|往年)(?:都|从来)?没有|新(?:增|出现|添|加)(?:了|的)*{_WHICH}?(?:新的?)?{_WORDING}|"
    rf"(?:第一次|首次)(?:出现|提出|提到|写入|使用)的?(?:了|有|是)*{_WHICH}(?:新的?)?{_WORDING}|"
    rf"{_WHICH}(?:新的?)?{_WORDING}(?:都)?(?:是|属于)?(?:今年|新近?|第一次|首次)(?:才|第一次|首次)?"
    r"(?:出现|提出|提到|写入|使用|新?增加?|新?加)|"
    rf"(?:多|增加|新加)(?:了|出)+{_WHICH}(?:新的?)?{_WORDING}|"
    rf"(?:{_REPORT}|相比|比).{{0,12}}有{_WHICH}(?:新意|新亮点|新内容|新东西|是新的)|"
    rf"{_WHICH}(?:是|算|属于)?新的?{_WORDING}|(?:新?冒(?:头|出来?)|头一[次回]说)[了的]*(?:新的?)?{_WORDING}|"
    rf"(?:以前|之前|过去|从前|往年)(?:都|从)?(?:没有?|未)(?:有?过|{_SAID}过?)的?(?:新的?)?{_WORDING}|"
    rf"{_COMPARED}.*新的?{_WORDING}$|"
    rf"(?:第一次|首次|头一[次回]){_SAID}的{_WORDING}|新(?:东西|内容).{{0,3}}{_WHICH}{_WORDING}|"
    rf"{_WHICH}{_WORDING}.{{0,6}}(?:第一次|首次|头一[次回])(?:{_SAID}|见|听说?)|"
    rf"{_WHICH}{_WORDING}(?:是|为|属于).{{0,16}}新(?:加|增|添)(?:加|入|上|进)*(?:去|来)?的"
)
_GONE = re.compile(
    rf"{_WHICH}(?:旧的?|老的?)?{_WORDING}.{{0,8}}(?:不见|消失|没有?了|不再|去掉|删|不提)|"
    rf"(?:不再提?|不提|去掉|拿掉|撤掉|删去?除?|少)了?{_WHICH}(?:旧的?|老的?)?{_WORDING}|不再(?:提|说|出现)了?{_WHICH}|"
    rf"(?:不再|没有?再){_SAID}的(?:老|旧)?{_WORDING}(?:都)?(?:有|是)?{_WHICH}|"
    rf"{_WHICH}(?:旧的?|老的?)?{_WORDING}.{{0,16}}(?:不再|没有?再|再没有?|没有?|不){_SAID}|"
    rf"(?:消失|不见|去掉|删掉|不再{_SAID}|不提)了?的(?:旧|老)?{_WORDING}$|"
    rf"删(?:掉|去|除|了)+{_WHICH}(?:旧的?|老的?)?{_WORDING}"
)
_TARGETED = r"(?:指标|目标|预期)"
_ONES = r"(?:哪一?些|哪几[个项]|哪一?项|什么|啥)"
_WAYS: tuple[tuple[AnalysisKind, str], ...] = (
    (
        AnalysisKind.TARGETS_KEPT,
        r"(?:没有?变|没有?改变|没有?动|一个样|不变|未变|持平|没有?调整|一样|相同)",
    ),
    (
        AnalysisKind.TARGETS_LOWERED,
        r"(?:下调|往下[调压降]|下修|调低|调降|降低|下降|降|更?低(?!碳|保|收入|空)|减少|缩小)",
    ),
    (
        AnalysisKind.TARGETS_RAISED,
        r"(?:上调|往上[调提升]|上修|调高|提高|上升|升(?!级)|更?高(?!质量|新|校|标准)|增加|加码)",
    ),
    (AnalysisKind.TARGETS_CHANGED, r"(?:调整|变化|改变|变了|变动|改动|不同|差别)"),
)
# which targets, told by what became of them; and what became of them, asked of all
_TARGET_FORMS = (
    rf"{_ONES}.{{0,6}}{_TARGETED}.{{0,10}}{{way}}",
    rf"{_TARGETED}.{{0,10}}{_ONES}.{{0,6}}{{way}}",
    rf"{_TARGETED}.{{0,10}}哪一?[个项](?:是|被){{way}}",
    rf"{{way}}了?(?:的)?{_ONES}.{{0,4}}{_TARGETED}",
    rf"{{way}}了?的?(?:主要|预期)*{_TARGETED}(?:都)?(?:有|是)?(?:哪一?些|哪几个)",
    rf"有没有{{way}}了?的?.{{0,4}}{_TARGETED}",
    rf"{{way}}了?(?:的)?{_TARGETED}的?(?:指标|项目)?(?:都)?(?:有|是){_ONES}",
    rf"{_TARGETED}.{{0,8}}{{way}}了?(?:没有?|吗|的)?[，,]?(?:有几[个项]|有多少[个项])?.{{0,3}}{_ONES}",
)
_PLANNED = re.compile(r"目标|预期|调[高低整降]|[上下]调")  # 哪些指标下降了 asks for results
_SOUGHT = re.compile(r"措施|办法|怎么|如何|为什么|为何|原因|做法|完成|实现")

_QUOTED = re.compile(r"[“\"「『《‘'](?P<term>[^“”\"「」『』《》‘’']{2,40})[”\"」』》’']")
_SAID_OF_A_WORD = re.compile(r"一词|(?:这个|这一)(?:词|提法|说法|概念|表述)")
_WHEN = (
    r"(?:哪一?个?年[度份]?|何时|何年|什么时候|什么时间|啥时候|哪一?[份届次篇])(?:的)?(?:国务院)?"
    rf"(?:{_REPORT})?(?:里面?|中|上)?"
)
_ONCE = r"(?:第一次|头一[次回]|首次|首度|最早|最先|最初|率先|开始|首(?=[提现写]))"
_LATELY = r"(?:最后一次|最近一次|上一次|最后(?=出现|[提写用说讲]))"
_SAY_LONG = (
    r"(?:出现|提到|提及|提出来?|提起|写入|写进|写到|谈到|讲到|说到|使用|用到|载入|列入|亮相|见诸|见于|"
    r"进入?(?=了?(?:政府)?(?:工作)?报告)|开始有)"
)
_SAY_SHORT = r"(?:提(?![高升供速质前取案标振效档醒炼倡请])|[说讲写]|谈(?!判))"
_SAY = rf"(?:{_SAY_LONG}|{_SAY_SHORT})"
_PUT = r"(?:提出来?|写入|写进|载入|提的)"
_TIMES = (
    r"(?:多少|几)(?:次|回|遍)|(?:出现|提及|提到|使用)的?(?:总)?(?:次数|频率|频次)(?:是多少)?|词频"
)
_MOST = r"(?:次数)?(?:最多|最频繁|频率最高)"
_PLACE_NOUN = (
    r"(?:省市区|省区市|省市|省份|省级|省|直辖市|自治区|市州|地级市|城市|市|地方|地区|区县|县区|县)"
)
_WHO = (
    rf"(?:都?有?(?:哪一?些|哪几[个座]|多少[个座]?|几[个座])(?:别的|其他)?{_PLACE_NOUN}(?:的?政府)?的?"
    rf"(?:{_REPORT})?(?:里|中)?|各(?:{_PLACE_NOUN}|地))"
)
_NAMED_BY = rf"的{_PLACE_NOUN}(?:的?{_REPORT})?(?:都)?(?:有|是)(?:哪一?些|哪几个|谁)"
_PLACES_SAY = (
    r"(?:提到|提及|提出|提起|写入|写进|写到|谈到|讲到|说到|涉及|在提|"
    r"[提写说讲](?=[了过]|␟|[“\"「『《]))"
)
_HOW_PUT = r"(?:怎么|如何|怎样)(?:说|提|讲|写|表述|部署)的?"

_OF_A_TERM: tuple[tuple[AnalysisKind, tuple[re.Pattern[str], ...]], ...] = tuple(
    (kind, tuple(re.compile(pattern) for pattern in patterns))
    for kind, patterns in (
        (AnalysisKind.MOST, (rf"{_WHEN}.*{_SAY}.*{_MOST}", rf"{_SAY}.*{_MOST}.*{_WHEN}")),
        (
            AnalysisKind.FIRST,
            (
                rf"{_WHEN}.*{_ONCE}.{{0,4}}{_SAY}",
                rf"{_ONCE}.{{0,4}}{_SAY}.*{_WHEN}",
                rf"{_ONCE}[是在于从]*{_WHEN}.*{_SAY}",
                rf"{_WHEN}.{{0,2}}{_ONCE}?{_PUT}",
                rf"从{_WHEN}.{{0,2}}(?:开始|起).*{_SAY}",
                rf"{_WHEN}.{{0,2}}开始有|从{_WHEN}提起|{_ONCE}{_WHEN}有",
            ),
        ),
        (
            AnalysisKind.LAST,
            (
                rf"{_WHEN}.*{_LATELY}.{{0,4}}{_SAY}",
                rf"{_LATELY}.{{0,4}}{_SAY}.*{_WHEN}",
                rf"{_WHEN}(?:以后|之后|起)就?(?:不再?|没有?再?){_SAY}",
            ),
        ),
        (AnalysisKind.COUNT, (rf"{_SAY}.*(?:{_TIMES})", rf"(?:{_TIMES}).*{_SAY}", _TIMES)),
        (
            AnalysisKind.PLACES,
            (
                rf"{_WHO}.{{0,6}}{_PLACES_SAY}",
                rf"{_WHO}(?:都|也|还|在)*{_SAY_SHORT}",
                rf"(?:{_WHO}|谁家?的?(?:{_REPORT})(?:里面?|中|上)?)(?:都|也)?有[“\"「『《]",
                rf"{_PLACES_SAY}.+的{_PLACE_NOUN}$",
                rf"[”\"」』》’']在?{_WHO}能?(?:看|见|找|查)(?:得?到)",
                rf"{_PLACES_SAY}.*{_NAMED_BY}",
                rf"谁(?:还|也|都)?(?:在(?:{_REPORT})(?:里面?|中|上)?)?(?:还|也|都)?{_PLACES_SAY}",
                rf"各(?:{_PLACE_NOUN}|地).*{_HOW_PUT}",
            ),
        ),
    )
)
_NEEDS_QUOTES = _TIMES  # asks of a word only where it is marked as one

# What is taken out to find the term; ␟ stands for what was.
_CUT = "␟"
_YEAR = r"(?:19|20)\d\d年?"
_FRAME = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?:统计|数|查|算|看)(?:一?下|一[数查算看])|请问|帮我|我?想知道",
        r"(?:改革开放|建国|新中国成立|新世纪|党的十[一二三四五六七八九]大)以来",
        rf"从?{_YEAR}(?:以来|起|开始|至今|到现在)?(?:[-—–~～至到和与]+{_YEAR})?(?:以来|之?间|期间|的)?",
        r"在?(?:最近|过去|近|这|整整)的?[一二两三四五六七八九十几\d]+多?个?年(?:以?来|之?间|里|中|内|的)?",
        r"[一二两三四五六七八九十几\d]+多?年(?:以?来|之?间|里|中|内)",
        r"今年|去年|前年|本年|历年来?|历次|历届|历来|这些年来?|多年来|迄今为止|至今|目前",
        rf"在?{_WHO}",
        _NAMED_BY,
        rf"进入?了?(?:{_REPORT})的?",
        rf"(?:国务院|中央|全国|各地|地方|省级?|市级?)?的?(?:{_REPORT})(?:里面?|中|上|当中|之中)?",
        rf"都?有?谁(?:还|也|都|在|{_CUT})*(?={_PLACES_SAY})",
        rf"的{_PLACE_NOUN}$|全国",
        _HOW_PUT,
        rf"从?{_WHEN}",
        _MOST,
        rf"(?:{_SAY_LONG})?了?过?(?:{_TIMES})",
        rf"(?:{_ONCE}|{_LATELY})(?:在|被)?{_SAY}[了过的]*",
        rf"{_ONCE}(?={_CUT}|[是在于从])|{_LATELY}",
        rf"(?:被|在)?(?:{_SAY_LONG}|涉及|在提)[了过的得]*",
        rf"(?<={_CUT})[提说讲写用][了过]*|[提说讲写][了过]*[的得]?(?={_CUT}|$)",
        r"一词|(?:这个|这一)?(?:词语|词汇|词儿?|提法|说法|概念|表述)(?=␟|[是在于从被共一总,，、哪首第最]|$)",
    )
)
# Particles at the edges of a term; none that begins or ends a word as well (就业, 对外, 实事求是).
_SUM = r"一共|总共|总计|累计|合计|已经|曾经|大约|到底"
_EDGES = re.compile(
    rf"^(?:[的了是,，、:：]|{_SUM}|关于|有关|对于|对(?![外口台接标冲])|在(?![线建校岗职编])|和(?![平谐睦]))+|"
    rf"(?:[的了过在被也又呢吗嘛啊呀吧得,，、:：]|(?<!求)是|(?<![首成])都|{_SUM})+$"
)
_PARTICLES = re.compile(r"[的了过在是被都也里中有把对将于从共又才还就各与和跟得来]+")
_EVERYWHERE = re.compile(
    r"各[地省市区县]|全国各地|地方(?:政府)?(?:的)?(?:工作)?报告|所有(?:的)?报告|全部报告"
)
_LONGEST = 20  # characters of a term without quotation marks


def read_analysis_question(text: str) -> AnalysisQuestion | None:
    """Return the kind and term of a question over several reports; None for any other."""
    question = fold(text).strip(" 　?？。！!~～")
    if targets := _asked_targets(question):
        return AnalysisQuestion(kind=targets)
    quoted = _QUOTED.search(question)
    if quoted is None:
        for kind, cues in ((AnalysisKind.GONE_TERMS, _GONE), (AnalysisKind.NEW_TERMS, _NEW)):
            if cues.search(question):
                return AnalysisQuestion(kind=kind)
    for kind, patterns in _OF_A_TERM:
        if not any(
            pattern.search(question)
            for pattern in patterns
            if quoted is not None or pattern.pattern != _NEEDS_QUOTES
        ):
            continue
        term = quoted["term"] if quoted is not None else _term(question)
        if len(term) < 2:
            continue
        return AnalysisQuestion(
            kind=kind,
            term=term,
            of_words=quoted is not None
            or kind in (AnalysisKind.COUNT, AnalysisKind.MOST)
            or _SAID_OF_A_WORD.search(question) is not None,
            level=_level(question),
            everywhere=_EVERYWHERE.search(question) is not None,
        )
    return None


def _asked_targets(question: str) -> AnalysisKind | None:
    if _SOUGHT.search(question) or not _PLANNED.search(question):
        return None
    for kind, way in _WAYS:
        if any(re.search(form.replace("{way}", way), question) for form in _TARGET_FORMS):
            return kind
    return None


def _term(question: str) -> str:
    """Return the question without its cues, times and words for reports; empty if not one term."""
    for pattern in _FRAME:
        question = pattern.sub(_CUT, question)
    pieces = [_bare(piece) for piece in re.split(rf"[{_CUT}，,。;；?？!！\s]+", question)]
    pieces = [p for p in pieces if len(p) >= 2 and not _PARTICLES.fullmatch(p)]
    if len(pieces) > 1:  # 吉林省 and what it says
        pieces = [piece for piece in pieces if BUNDLED.canonical(piece) is None]
    return pieces[0] if len(pieces) == 1 and len(pieces[0]) <= _LONGEST else ""


def _bare(piece: str) -> str:
    while (shorter := _EDGES.sub("", piece)) != piece:
        piece = shorter
    return piece


def _level(question: str) -> PlaceLevel:
    """Return the level of the places asked about, given by the first noun for places."""
    asked = re.search(rf"{_WHO}|{_NAMED_BY}|的{_PLACE_NOUN}$", question)
    noun = asked[0] if asked is not None else ""
    if "县" in noun:
        return PlaceLevel.COUNTY
    if "省" in noun or "自治区" in noun or "直辖市" in noun:
        return PlaceLevel.PROVINCE
    return PlaceLevel.CITY if "市" in noun else PlaceLevel.ANY
