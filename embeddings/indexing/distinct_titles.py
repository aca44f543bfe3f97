"""Distinct titles for reports with the same title: 草稿 and 正式稿, February and August."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import PurePath

from embeddings.records import Report

__all__ = ["distinct_titles"]

VERSION = "version"  # origin of a title to which a mark was added
_VERSION_WORDS = re.compile(
    "送审稿|征求意见稿|讨论稿|审议稿|草案|草稿|初稿|修改稿|修订稿|公开稿|正式稿|审定稿|定稿|终稿|印发稿|"
    "报批稿|上会稿|最终稿|发布稿|"
    "第[一二三四五六]稿|(?<![A-Za-z])[vV]\\d+"
)
_ID_DIGITS = 6


def distinct_titles(reports: Iterable[Report], *, kept: str) -> list[Report]:
    """Return the reports whose title changes, each with its new one.

    Reports of one title get a mark in brackets: the word for their version in a file's name or the
    title block (a single one without such a word keeps its title), else their month or date, else
    their file's name, else their number. A report whose namesakes are gone loses its mark. Titles
    of the origin `kept` were edited and stay.
    """
    groups: defaultdict[str, list[Report]] = defaultdict(list)
    for report in reports:
        groups[_plain_title(report)].append(report)
    changed: list[Report] = []
    for title, group in groups.items():
        marks = _marks(group) if len(group) > 1 else [""]
        for report, mark in zip(group, marks, strict=True):
            wanted = f"{title}（{mark}）" if mark else title
            if wanted == report.title or report.origins.get("title") == kept:
                continue
            origins = {**report.origins, "title": VERSION if mark else "derived"}
            changed.append(replace(report, title=wanted, origins=origins))
    return changed


def _plain_title(report: Report) -> str:
    if report.origins.get("title") != VERSION:
        return report.title
    return report.title.rpartition("（")[0]


def _marks(group: Sequence[Report]) -> list[str]:
    """Return a mark for each report, of the first kind that distinguishes all."""
    kinds: tuple[Callable[[Report], str], ...] = (_version, _month, _date, _file_stem)
    for kind in kinds:
        marks = [kind(report) for report in group]
        missing = marks.count("") - (kind is _version)
        if missing <= 0 and len(set(marks)) == len(group):
            return marks
    return [report.report_id[:_ID_DIGITS] for report in group]


def _version(report: Report) -> str:
    stems = [PurePath(source.name).stem for source in report.sources]
    words = [*stems, report.text[: report.paragraphs[0].start]]
    match = next(filter(None, map(_VERSION_WORDS.search, words)), None)
    return match[0] if match else ""


def _month(report: Report) -> str:
    return f"{report.date[:4]}年{int(report.date[5:7])}月" if report.date else ""


def _date(report: Report) -> str:
    if report.date is None or len(report.date) < len("2026-01-20"):
        return ""
    return f"{_month(report)}{int(report.date[8:10])}日"


def _file_stem(report: Report) -> str:
    return PurePath(report.sources[0].name).stem if report.sources else ""
