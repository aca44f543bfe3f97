"""The kinds of questions over several reports, and what is read in one."""

from dataclasses import dataclass
from enum import StrEnum

__all__ = ["REPORT", "WHICH", "YEAR", "AnalysisKind", "AnalysisQuestion", "PlaceLevel"]

REPORT = r"(?:政府)?工作报告|报告"
WHICH = r"(?:哪一?些|哪几个|什么|啥|哪一?种|多少)"
YEAR = r"(?:19|20)\d\d年?"


class AnalysisKind(StrEnum):
    """The kinds of questions over several reports."""

    NEW_TERMS = "new_terms"  # 今年的报告有什么新提法
    GONE_TERMS = "gone_terms"  # 今年的报告哪些提法不见了
    TARGETS_LOWERED = "targets_lowered"  # 哪些指标的目标下调了
    TARGETS_RAISED = "targets_raised"
    TARGETS_KEPT = "targets_kept"  # 哪些目标没有变
    TARGETS_CHANGED = "targets_changed"  # 今年的目标有哪些调整
    TARGET_RESULTS = "target_results"  # 2024年的目标后来都完成了吗
    TARGETS_MISSED = "targets_missed"  # 去年哪些目标没有完成
    NEW_TASKS = "new_tasks"  # 今年新增了哪些任务
    DIFFERENCES = "differences"  # 今年的报告和去年有什么不同
    FIGURES_CHANGED = "figures_changed"  # 报告里哪些数字变了
    FIRST = "first"  # “新质生产力”哪年第一次出现
    LAST = "last"
    MOST = "most"  # “创新”哪年出现得最多
    MORE = "more"  # “就业”和“创新”哪个说得多
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
    others: tuple[str, ...] = ()  # terms that it is compared with
    of_words: bool = False  # how a word is used is asked, so that no other answer would do
    level: PlaceLevel = PlaceLevel.ANY
    everywhere: bool = False  # of the reports of all places
    without: bool = False  # the places are asked about that do not say it
