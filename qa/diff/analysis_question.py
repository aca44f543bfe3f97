"""Questions over several reports: what is new, how often a term occurs, since when, and where.

Recognised by patterns: the forms are few and closed, and the written questions have no examples to
learn them from.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from embeddings.text.folding import fold

__all__ = ["AnalysisKind", "AnalysisQuestion", "read_analysis_question"]


class AnalysisKind(StrEnum):
    """What is asked of several reports together."""

    NEW_TERMS = "new_terms"  # 今年的报告有什么新提法
    TARGETS_LOWERED = "targets_lowered"  # 哪些指标的目标下调了
    TARGETS_RAISED = "targets_raised"
    FIRST = "first"  # “新质生产力”哪年第一次出现
    LAST = "last"
    COUNT = "count"  # 十年来“创新”出现了多少次
    PLACES = "places"  # 哪些省提到了低空经济


@dataclass(frozen=True, slots=True, kw_only=True)
class AnalysisQuestion:
    """What is asked, and about which term; the term is empty if there is none."""

    kind: AnalysisKind
    term: str = ""


_TERM = r"[“\"「『《]?(?P<term>[^“”\"「」『』《》，。？?、\s]{2,20}?)[”\"」』》]?"
_QUOTED = re.compile(r"[“\"「『](?P<term>[^“”\"「」『』]{2,40})[”\"」』]")
_SUBJECT = rf"{_TERM}[，,]?(?:是|在)?"
_WHEN = r"(?:哪一?年|何时|什么时候)"
_PUT = r"(?:提出|写入|写进)"  # of a term put into a report for the first time
_SAY = r"(?:出现|提到|提及|提出|写入|写进|使用|说)"
_FORMS: tuple[tuple[AnalysisKind, re.Pattern[str]], ...] = (
    (AnalysisKind.NEW_TERMS, re.compile(r"(?:新提法|新表述|新说法|新名词|新词语?)")),
    (
        AnalysisKind.TARGETS_LOWERED,
        re.compile(r"(?:哪些|哪几个|什么)(?:指标|目标).{0,8}(?:下调|调低|降低|降)了?"),
    ),
    (
        AnalysisKind.TARGETS_RAISED,
        re.compile(r"(?:哪些|哪几个|什么)(?:指标|目标).{0,8}(?:上调|调高|提高|升)了?"),
    ),
    (
        AnalysisKind.FIRST,
        re.compile(
            rf"{_SUBJECT}(?:哪一?年|何时|什么时候|哪一?[份届]报告里?)"
            rf"(?:第一次|首次|最早|最先|开始){_SAY}"
        ),
    ),
    (
        AnalysisKind.FIRST,
        re.compile(rf"(?:第一次|首次|最早|最先){_SAY}{_TERM}(?:是|在)?{_WHEN}"),
    ),
    (
        AnalysisKind.FIRST,
        re.compile(rf"{_WHEN}的?(?:报告里?)?{_PUT}了?要?{_TERM}$"),
    ),
    (
        AnalysisKind.FIRST,
        re.compile(rf"{_SUBJECT}{_WHEN}的?(?:报告里?)?{_PUT}"),
    ),
    (
        AnalysisKind.LAST,
        re.compile(rf"{_SUBJECT}{_WHEN}(?:最后一次|最近一次){_SAY}"),
    ),
    (
        AnalysisKind.COUNT,
        re.compile(rf"{_TERM}(?:一词|这个词)?(?:一共|总共|共)?{_SAY}了?过?(?:多少|几)次"),
    ),
    (
        AnalysisKind.PLACES,
        re.compile(
            rf"哪些(?:省份?|市|城市|地方|地区|省市|区县|县)(?:的?报告)?(?:都|也)?{_SAY}了?过?{_TERM}$"
        ),
    ),
)
# What may precede a term and is not part of it.
_BEFORE = re.compile(
    r"^(?:.*年(?:以?来|里|间)|历年|历次|这些年|报告(?:里|中)?|政府工作报告(?:里|中)?|国务院|请问|在|的|中|里)+"
)
# Where the term is counted: 创新在2025年报告里.
_AFTER = re.compile(r"(?:在|于).{0,16}(?:报告|报告里|报告中|中|里)$")


def read_analysis_question(text: str) -> AnalysisQuestion | None:
    """Return what a question asks of several reports; None if it asks something else."""
    question = fold(text).strip(" 　?？。！!")
    for kind, form in _FORMS:
        found = form.search(question)
        if found is None:
            continue
        if "term" not in form.groupindex:
            return AnalysisQuestion(kind=kind)
        quoted = _QUOTED.search(question)
        term = quoted["term"] if quoted else _AFTER.sub("", _BEFORE.sub("", found["term"]))
        if len(term) >= 2:
            return AnalysisQuestion(kind=kind, term=term)
    return None
