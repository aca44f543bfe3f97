"""Questions about two reports as wholes: what differs, and which tasks are new."""

from embeddings.lazy_regex import lazy_regex
from embeddings.text.gazetteer import BUNDLED
from qa.diff.asked.kinds import REPORT, WHICH, YEAR, AnalysisKind

__all__ = ["PLACE", "asked_of_reports", "is_place"]

# What may be the place of a question: `is_place` decides. No indicator: 农村今年有哪些新举措.
PLACE = r"(?P<place>[^，,的\d]{2,9}?)??(?:的|在)?"
_TIME = rf"(?:今年|本年|去年|上一?年|前年|{YEAR})"
_OTHER = rf"(?:{_TIME}|上一?[份次届]|前一年)"
_BOTH = r"(?:和|跟|与|同|比|较|对比|相比)"
_IN_IT = rf"的?(?:政府)?(?:{REPORT})?(?:里面?|中|上)?"
_TASK = r"(?:任务|工作|举措|措施|部署|安排)"
_MAIN = r"(?:重点|主要|工作|民生)*"
_NEWLY = r"新(?:增加?|加入?|添加?|提出来?|提|部署|安排|布置|列入?|推出)"
_NEW_TASKS = lazy_regex(
    rf"^{PLACE}{_TIME}?{_IN_IT}[，,]?(?:{_BOTH}{_OTHER}{_IN_IT}(?:相比|对比|比较|比)?[，,]?)?(?:都|又|还)?"
    rf"(?:有|提出|部署|安排|布置)?了?(?:{_NEWLY}了?{WHICH}{_MAIN}{_TASK}|{WHICH}新的?{_MAIN}{_TASK}(?:[和、]?新?{_TASK})*|"
    rf"{WHICH}{_MAIN}{_TASK}(?:都)?(?:是|属于)?(?:{_NEWLY}的?|新的|{_OTHER}(?:都)?没有?(?:提)?过?的?))$"
)
_DIFFERENT = r"(?:不同|不一样|区别|差别|差异|变化|改变|变动)"
_DIFFERENCES = (
    lazy_regex(
        rf"^{PLACE}{_TIME}?{_IN_IT}{_BOTH}{_OTHER}{_IN_IT}(?:相比|对比|比较|比起来|比)?[，,]?(?:都|到底|究竟|主要|总体)*"
        rf"(?:有|存在|是)?(?:{WHICH}|多大|几处|哪里)?(?:地方|方面|内容)?(?:有|的)?{_DIFFERENT}(?:的?地方|之处|吗|没有)?$"
    ),
    lazy_regex(
        rf"^(?:请|帮我)?(?:对比|比较|对照)(?:一?下)?{PLACE}{_TIME}{_IN_IT}(?:和|跟|与|同|、){_OTHER}的?(?:两[份年])?的?(?:政府)?(?:{REPORT})$"
    ),
)
_SAYS_REPORT = lazy_regex(REPORT)
_NATIONAL = frozenset({"国务院", "中央", "全国"})
_PLACE = lazy_regex(r"^[^城镇农村]+(?:省|市|县|区|州|盟)$")


def asked_of_reports(question: str) -> AnalysisKind | None:
    """Return whether a folded question is about new tasks, or about what differs in two reports."""
    tasks = _NEW_TASKS.search(question)
    if tasks is not None and is_place(tasks["place"]):
        return AnalysisKind.NEW_TASKS
    if _SAYS_REPORT.search(question) is None:
        return None  # 乐山今年和去年有什么不同 asks for what has become of it
    for form in _DIFFERENCES:
        found = form.search(question)
        if found is not None and is_place(found["place"]):
            return AnalysisKind.DIFFERENCES
    return None


def is_place(words: str | None) -> bool:
    """Whether words name a place, or are none."""
    return (
        not words
        or words in _NATIONAL
        or BUNDLED.canonical(words) is not None
        or _PLACE.search(words) is not None
    )
