"""Versions of a report: the final text takes precedence over drafts."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from embeddings.index.stored.report_set import ReportSet
from embeddings.lazy_regex import lazy_regex
from embeddings.records import Report
from qa.text.paragraph import ParagraphStore

__all__ = ["Versions", "superseded_places"]

_MARK = lazy_regex("(?P<title>.*)（(?P<mark>[^（）]+)）")  # 2026年青岚市政府工作报告（送审稿）
_VERSION = "version"  # origin of a title with such a mark
_STAGES = (  # of a report, from draft to final text
    *(
        "草案",
        "草稿",
        "初稿",
        "讨论稿",
        "征求意见稿",
        "送审稿",
        "审议稿",
        "修改稿",
        "修订稿",
        "上会稿",
        "报批稿",
        "公开稿",
    ),
    "",  # a report without a word for its version, beside drafts
    *("定稿", "审定稿", "正式稿", "终稿", "最终稿", "印发稿", "发布稿"),
)
_DIGITS = lazy_regex("\\d[\\d.,，．]*")


class Versions:
    """The reports of which there are several versions, by their title without the mark.

    Args:
        reports: only those whose titles end in brackets are read, unless there are such.
    """

    def __init__(self, reports: ReportSet) -> None:
        stages: defaultdict[str, dict[str, tuple[int, str]]] = defaultdict(dict)
        for report in reports.marked:
            match = _MARK.fullmatch(report.title)
            # the origins last: of a stored report they are read from disk
            if match and match["mark"] in _STAGES and report.origins.get("title") == _VERSION:
                mark = match["mark"]
                stages[match["title"]][report.report_id] = _STAGES.index(mark), mark
        for report in reports if stages else ():
            if report.title in stages:
                stages[report.title][report.report_id] = _STAGES.index(""), ""
        self._groups = tuple(stages.values())

    def later(self, question: str) -> dict[str, str]:
        """Return report → the version of it to use, itself included, for reports with several.

        That is the last stage from draft to final text, or the one that the question names.
        """

        def stage(version: tuple[int, str]) -> int:
            place, mark = version
            return place + len(_STAGES) * (bool(mark) and mark in question)

        return {
            report_id: max(group, key=lambda each: stage(group[each]))
            for group in self._groups
            for report_id in group
        }


def superseded_places(
    places: Iterable[tuple[str, int]],
    reports: Mapping[str, Report],
    store: ParagraphStore,
    *,
    question: str,
) -> set[tuple[str, int]]:
    """Return the places (report, paragraph) that a later version of the report replaces.

    A paragraph is replaced if the later version has the same paragraph, figures aside.
    """
    later = Versions(ReportSet.of(reports.values())).later(question)
    if not later:
        return set()
    said = {report_id: _skeletons(reports[report_id], store) for report_id in set(later.values())}
    return {
        place
        for place in places
        if place[0] in later
        and later[place[0]] != place[0]
        and _skeleton(*place, store) in said[later[place[0]]]
    }


def _skeletons(report: Report, store: ParagraphStore) -> Collection[str]:
    return {_skeleton(report.report_id, each.number, store) for each in report.paragraphs}


def _skeleton(report_id: str, paragraph: int, store: ParagraphStore) -> str:
    return _DIGITS.sub("#", store.of(report_id, paragraph).without_whitespace)
