"""Questions about changes since an earlier report: of terms, and of targets."""

import re
from functools import cache

from embeddings.lazy_regex import lazy_regex
from qa.diff.asked.kinds import REPORT, WHICH, YEAR, AnalysisKind
from qa.diff.asked.report_cues import is_place

__all__ = ["asked_targets", "asked_terms", "asks_for_figures"]

_WORDING = r"(?:提法|表述|说法|名词|词语|词汇|热词|字眼|概念|词儿?|口号|关键词|措辞|用语|老话)"
_SAID = r"(?:提|说|用|讲|写|出现)[了到及过入进出]*"
_BEFORE = rf"(?:去年|上一?[年次届]|前一年|以前|之前|过去|往年|{YEAR})"
_COMPARED = r"(?:相比|对比|比较|比)"
_NEW = lazy_regex(
    rf"新(?:的|鲜的?)?{_WORDING}|{_WORDING}.{{0,4}}(?:以前|过去|之前|往年)(?:都|从来)?没有|新(?:增|出现|添|加)(?:了|的)*{WHICH}?(?:新的?)?{_WORDING}|"
    rf"(?:第一次|首次)(?:出现|提出|提到|写入|使用)的?(?:了|有|是)*{WHICH}(?:新的?)?{_WORDING}|"
    rf"{WHICH}(?:新的?)?(?:{_WORDING}|词)(?:都)?(?:是|属于)?(?:今年|新近?|第一次|首次)(?:才|第一次|首次)?"
    r"(?:出现|提出|提到|写[入进]|使用|新?增加?|新?加)|"
    rf"(?:多|增加|新加)(?:了|出)+{WHICH}(?:新的?)?{_WORDING}|"
    rf"(?:{REPORT}|相比|比).{{0,12}}有{WHICH}(?:新意|新亮点|新内容|新东西|是新的)|"
    rf"{WHICH}(?:是|算|属于)?新的?{_WORDING}|(?:新?冒(?:头|出来?)|头一[次回]说)[了的]*(?:新的?)?{_WORDING}|"
    rf"(?:以前|之前|过去|从前|往年)(?:都|从)?(?:没有?|未)(?:有?过|{_SAID}过?)的?(?:新的?)?{_WORDING}|"
    rf"{_COMPARED}.*新的?{_WORDING}$|"
    rf"(?:第一次|首次|头一[次回]){_SAID}的{_WORDING}|新(?:东西|内容).{{0,3}}{WHICH}{_WORDING}|"
    rf"{WHICH}{_WORDING}.{{0,6}}(?:第一次|首次|头一[次回])(?:{_SAID}|见|听说?)|"
    rf"{WHICH}{_WORDING}(?:是|为|属于).{{0,16}}新(?:加|增|添)(?:加|入|上|进)*(?:去|来)?的|"
    rf"{WHICH}{_WORDING}.{{0,4}}{_BEFORE}(?:里|中|的?{REPORT})*(?:都|还)?(?:没有?|未)(?:有过?|过|{_SAID})*的?$|"
    rf"新提出?(?:了|的)*(?:有|是)?{WHICH}(?:内容|东西)?$|"
    rf"{_BEFORE}(?:都|还)?(?:没有?|未){_SAID}[的，,、而]*(?:今年|这[次回]|新).{{0,4}}{_SAID}的"
)
_GONE = lazy_regex(
    rf"{WHICH}(?:旧的?|老的?)?{_WORDING}.{{0,8}}(?:不见|消失|没有?了|不再|去掉|删|不提)|"
    rf"(?:不再提?|不提|去掉|拿掉|撤掉|删去?除?|少)了?{WHICH}(?:旧的?|老的?)?{_WORDING}|不再(?:提|说|出现)了?{WHICH}|"
    rf"(?:不再|没有?再){_SAID}的(?:老|旧)?{_WORDING}(?:都)?(?:有|是)?{WHICH}|"
    rf"{WHICH}(?:旧的?|老的?)?{_WORDING}.{{0,16}}(?:不再|没有?再|再没有?|没有?|不){_SAID}|"
    rf"(?:消失|不见|去掉|删掉|不再{_SAID}|不提)了?的(?:旧|老)?{_WORDING}$|"
    rf"删(?:掉|去|除|了)+{WHICH}(?:旧的?|老的?)?{_WORDING}|"
    rf"(?:{REPORT}|{_COMPARED}).{{0,12}}(?:删|去|拿|砍)(?:掉|除|去|减)了?{WHICH}(?:内容|东西)?$|"
    rf"(?:{REPORT}|{_COMPARED}).{{0,12}}(?:不再提|不提|少)了(?!多少){WHICH}(?:内容|东西)?$"
)
# 今年提了、去年没提的: a year with what it says, and one with what it does not
_SAYS = (
    rf"(?P<{{says}}>今年|本年|去年|上一?年|前年|{YEAR})(?:的)?(?:{REPORT})?(?:里面?|中|上)?"
    rf"(?:有|{_SAID})的?"
)
_LACKS = (
    rf"(?P<{{lacks}}>今年|本年|去年|上一?年|前年|{YEAR})(?:的)?(?:{REPORT})?(?:里面?|中|上)?"
    rf"(?:都|却|又|就|还)?(?:没有?|未|不再?)(?:再)?(?:有|{_SAID})?的?"
)
_ONE_YEAR_ALONE = lazy_regex(
    rf"(?:{_SAYS.format(says='says')}[，,、而但]*{_LACKS.format(lacks='lacks')}|"
    rf"{_LACKS.format(lacks='lacks_first')}[，,、而但]*{_SAYS.format(says='says_last')})"
    rf"(?:{_WORDING}|内容|东西)?(?:都)?(?:有|是)?{WHICH}?(?:{_WORDING}|内容|东西)?$"
)
_THIS_YEAR = 9999  # a year said as 今年 comes after any said by its number
_SPOKEN_YEARS = {"今年": 0, "本年": 0, "去年": -1, "上年": -1, "上一年": -1, "前年": -2}
_TARGETED = r"(?:指标|目标|预期)"
_ONES = r"(?:哪一?些|哪几[个项]|哪一?项|什么|啥)"
_WAYS: tuple[tuple[AnalysisKind, str], ...] = (
    (
        AnalysisKind.TARGETS_KEPT,
        r"(?:没有?变|没有?改变|没有?动|一个样|不变|未变|持平|没有?调整|(?<!不)一样|(?<!不)相同)",
    ),
    (
        AnalysisKind.TARGETS_LOWERED,
        r"(?:下调|往下[调压降]|下修|调低|调降|降低|下降|降|更?低(?!碳|保|收入|空)|减少|缩小)",
    ),
    (
        AnalysisKind.TARGETS_RAISED,
        r"(?:上调|往上[调提升]|上修|调高|提高|上升|升(?!级)|更?高(?!质量|新|校|标准)|增加|加码)",
    ),
    (
        AnalysisKind.TARGETS_CHANGED,
        r"(?:调整|变化|改变|变了|变动|改动|不同|不一样|不相同|差别|区别)",
    ),
)
# which targets, told by what became of them; and what became of them, asked of all
_TARGET_FORMS = (
    rf"{_ONES}.{{0,6}}{_TARGETED}.{{0,10}}{{way}}",
    rf"{_TARGETED}.{{0,10}}{_ONES}.{{0,6}}{{way}}",
    rf"{_TARGETED}.{{0,10}}哪一?[个项](?:是|被){{way}}",
    rf"{{way}}了?(?:的)?{_ONES}.{{0,4}}{_TARGETED}",
    rf"{{way}}了?的?(?:主要|预期)*{_TARGETED}(?:都)?(?:有|是)?(?:哪一?些|哪几个)",
    rf"有没有{{way}}了?的?.{{0,4}}{_TARGETED}",
    rf"{_TARGETED}.{{0,4}}有没有{{way}}",
    rf"(?:几|多少)[个项].{{0,6}}{_TARGETED}.{{0,10}}{{way}}",
    rf"{{way}}了?(?:的)?{_TARGETED}的?(?:指标|项目)?(?:都)?(?:有|是)(?:{_ONES}|几[个项]|多少[个项])",
    rf"{_TARGETED}.{{0,4}}{{way}}了?的(?:指标|项目)?(?:都)?(?:有|是)(?:{_ONES}|几[个项]|多少[个项])",
    rf"{_TARGETED}.{{0,8}}{{way}}了?(?:没有?|吗|的)?[，,]?(?:有几[个项]|有多少[个项])?.{{0,3}}{_ONES}",
)
_TARGETED_ALL = (
    r"(?:各项|主要|重点|年初|预期|全部|所有|经济社会|发展|工作)*(?:(?:指标|目标)(?:任务)?|任务)"
)
_DONE = r"(?:完成|实现|达到|达成|兑现)"
# asked of all targets: one that names an indicator asks for its figures
_RESULTS = lazy_regex(
    rf"^(?P<place>[^，,的\d]{{2,9}}?)??(?:的|在)?(?:(?:{YEAR}|去年|上一?年|前年|年初)(?P<after>[^，,的\d目指年]{{2,9}}?)??)?的?(?:政府)?(?:{REPORT})?(?:里|中|上)?(?:提出|定下?|设定|确定|说)?的?"
    rf"{_TARGETED_ALL}(?:后来|最后|最终|到底|现在|都|全都?|全部|是否|有没有|是不是)*{_DONE}"
    r"(?:了|得|的|情况)*(?:吗|么|没有?|怎么?样|如何|没)?$"
)
_MISSED = lazy_regex(
    rf"{_ONES}{_TARGETED_ALL}.{{0,6}}(?:没有?|未能?|没能){_DONE}|{_TARGETED_ALL}(?:里面?|中)?(?:有|是)?{_ONES}.{{0,4}}(?:没有?|未能?|没能){_DONE}|"
    rf"(?:没有?|未能?|没能){_DONE}的?{_TARGETED_ALL}(?:都)?(?:有|是)?{_ONES}"
)
# what one year's targets are not, beside another's: 不如去年高
_NOT_AS = lazy_regex(
    rf"(?:不如|不及|没有?(?={_BEFORE}|{YEAR})|比不上)[^，,]{{0,8}}(?P<way>[高多大快]|低|少)"
)
# asked of all targets at once: 今年的主要目标和去年比升了还是降了
_ALL_MOVED = lazy_regex(
    rf"(?:^|的|今年|本年|{YEAR})(?:各项|主要|预期|全部|所有|经济社会|发展)*(?:指标|目标)[，,]?(?:和|跟|与|同|比|较)"
    rf"{_BEFORE}的?(?:{REPORT})?{_COMPARED}?[，,]?(?:总体|都|是|有)*(?:没有?|升|降|提高|上升|下降|降低|[上下]调|调[高低]|更?[高低])了?"
    r"(?:还是|没有?|吗|么|变)"
)
_FIGURES = r"(?:数字|数据|数值|数目)"
_DIFFERS = r"(?:变|不同|不一样|不相同|改了|调整|出入|差别|区别)"
_FIGURES_CHANGED = lazy_regex(
    rf"{_ONES}{_FIGURES}[^，,]{{0,12}}{_DIFFERS}|{_FIGURES}[^，,]{{0,10}}(?:{_DIFFERS}(?:化|动)?|改动)[^，,]{{0,3}}{_ONES}|"
    rf"{_FIGURES}[^，,]{{0,6}}有{_ONES}(?:变|不同|不一样|改动|调整)"
)
_OF_PLACES = lazy_regex(rf"{_ONES}(?:省|市|县|区(?!域)|州|地方|城市|地区)")
_PLANNED = lazy_regex(r"目标|预期|调[高低整降]|[上下]调")  # 哪些指标下降了 asks for results
_SOUGHT = lazy_regex(r"措施|办法|怎么|如何|为什么|为何|原因|做法|完成|实现")


def asked_terms(question: str) -> AnalysisKind | None:
    """Return whether a folded question is about dropped or about new terms."""
    if alone := _ONE_YEAR_ALONE.search(question):
        says, lacks = alone["says"] or alone["says_last"], alone["lacks"] or alone["lacks_first"]
        later = _order(says) > _order(lacks)
        return AnalysisKind.NEW_TERMS if later else AnalysisKind.GONE_TERMS
    for kind, cues in ((AnalysisKind.GONE_TERMS, _GONE), (AnalysisKind.NEW_TERMS, _NEW)):
        if cues.search(question):
            return kind
    return None


def asks_for_figures(question: str) -> bool:
    """Whether a folded question is about the figures of a report that changed, all of them."""
    return _FIGURES_CHANGED.search(question) is not None


def asked_targets(question: str) -> AnalysisKind | None:
    """Return in what way the targets asked about changed, by a folded question."""
    if _MISSED.search(question):
        return AnalysisKind.TARGETS_MISSED
    results = _RESULTS.search(question)
    places = [results[name] for name in ("place", "after") if results[name]] if results else []
    if results and all(map(is_place, places)):
        return AnalysisKind.TARGET_RESULTS
    if _OF_PLACES.search(question):
        return None  # 哪些市的生产总值目标比去年高
    if _ALL_MOVED.search(question):
        return AnalysisKind.TARGETS_CHANGED
    if _SOUGHT.search(question) or not _PLANNED.search(question):
        return None
    if (less := _NOT_AS.search(question)) and re.search(_ONES, question):
        low = less["way"] in "低少"
        return AnalysisKind.TARGETS_RAISED if low else AnalysisKind.TARGETS_LOWERED
    for kind, way in _WAYS:  # the word alone first: few questions need the forms with it compiled
        if re.search(way, question) and any(form.search(question) for form in _forms(way)):
            return kind
    return None


@cache
def _forms(way: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(form.replace("{way}", way)) for form in _TARGET_FORMS)


def _order(year: str) -> int:
    """Return a number by which two years of one question are in order; 今年 follows any other."""
    digits = year.removesuffix("年")
    return int(digits) if digits.isdigit() else _THIS_YEAR + _SPOKEN_YEARS[year]
