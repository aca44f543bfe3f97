"""Subjects told together: 城镇、农村居民收入 are two, and so are the figures behind them."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from embeddings.facts.predicates import read_predicate
from embeddings.facts.restrictions import RESTRICTION
from embeddings.facts.subjects import Subject, in_list, read_subject
from embeddings.language.figures import Figure

__all__ = ["RESPECTIVE", "figure_runs", "members"]

RESPECTIVE = re.compile("分别|依次|各自")
_SIBLING = re.compile(r"(?:[、和与及,]|以及)")
_BOTH_BALANCES = re.compile("存、?贷款")  # 存贷款余额分别达8772.2亿元和7875.6亿元
# 第一、第三产业增加值, 二、三产业税收
_SECTORS = re.compile(
    r"第?(?P<sectors>[一二三](?:[、和]?第?[一二三]){1,2})(?:次)?产业?(?P<tail>.*)"
)
_COORDINATED = re.compile(r"[、和与及]|以及")
_COMPLETE = re.compile(
    r"(?:值|额|率|量|收入|支出|投资|人口|面积|价格|利润|税|税收|数|人|总值|消费|进口|出口|就业|产业|贷款|存款|业|"
    r"储蓄|指数|能耗|里程|工资|产量|规模|余额|人次|产值|进出口|资金|外资|比重)$"
)
# Nouns of two characters for what is measured, which another one replaces: 财政收入、支出.
_MEASURE = re.compile(
    r"(?<=..)(?:收入|支出|营收|税金|税收|利税|利润|资产|面积|产量|产值|单产|销量|规模|数量|个数|件数|户数|人数|人次|批次|班次|次数|余额|存款|"
    r"贷款|投资|消费|内资|外资|能耗|电耗|水耗|耗地|里程|床位|时限|环节|案件)$"
)
# What is measured of each of a list, said behind the last: 煤炭、原油、天然气产量.
_SHARED = re.compile(r"(?<=..)总?(?:产量|产值|吞吐量|饲养量|种植面积|播种面积)$")


def members(subject: Subject) -> tuple[Subject, ...]:
    """Return the coordinated subjects in `subject`: 城镇、农村居民收入 are two."""
    head = subject.head
    numbers, tail = ("一二三", head[4:]) if head.startswith("三次产业") else ("", "")
    if match := _SECTORS.fullmatch(head):
        numbers, tail = re.sub("[^一二三]", "", match["sectors"]), match["tail"]
    if numbers:
        return tuple(replace(subject, head=f"第{number}产业{tail}") for number in numbers)
    if match := _BOTH_BALANCES.search(head):
        before, after = head[: match.start()], head[match.end() :]
        return tuple(replace(subject, head=f"{before}{one}{after}") for one in ("存款", "贷款"))
    if head.startswith("城乡"):  # 城乡居民人均可支配收入分别达到44000元和16000元
        return tuple(replace(subject, head=f"{one}{head[2:]}") for one in ("城镇", "农村"))
    parts: list[tuple[int, int]] = []
    position = 0
    for match in _COORDINATED.finditer(head):
        parts.append((position, match.start()))
        position = match.end()
    parts.append((position, len(head)))
    parts = [(start, end) for start, end in parts if end > start]
    if len(parts) < 2:
        return (subject,)
    last = head[slice(*parts[-1])]
    first = head[slice(*parts[0])]
    leading = RESTRICTION.match(last)
    tail = last[leading.end() :] if leading else ""
    shared = _SHARED.search(last)
    found = []
    for start, end in parts:
        words = head[start:end]
        complete = (start, end) == parts[-1] or _COMPLETE.search(words) is not None
        if tail and not complete:
            words = words.removesuffix("居民") + tail if tail.startswith("居民") else words + tail
        elif len(words) == 2 and start and words not in ("进口", "出口") and _MEASURE.search(first):
            words = first[:-2] + words  # 财政收入、支出; not 化学需氧量、氨氮
        elif shared and not complete:
            words += shared[0]
        found.append(
            replace(subject, head=words, start=subject.start + start, end=subject.start + end)
        )
    return (found[0], *(in_list(one, found[0]) or one for one in found[1:]))


def figure_runs(
    text: str, masked: str, begin: int, figures: Sequence[Figure]
) -> list[list[Figure]]:
    """Return figures in runs that one predicate governs: 8%和9%, 500万人次和30亿元.

    Args:
        text: the folded paragraph.
        masked: the same with its time words masked.
        begin: where the clause of the figures begins.
        figures: of the clause, in the order of the text.
    """
    siblings: list[list[Figure]] = []
    for figure, last in zip(figures, (None, *figures), strict=False):
        if last is None or not _SIBLING.fullmatch(text[last.end : figure.start]):
            siblings.append([figure])
        else:
            siblings[-1].append(figure)
    found: list[list[Figure]] = []
    for run in siblings:
        if _is_one_by_one(masked, begin, run):
            found.append(run)
        else:
            found += (list(same) for _, same in groupby(run, key=lambda one: one.unit))
        begin = run[-1].end
    return found


def _is_one_by_one(masked: str, begin: int, run: Sequence[Figure]) -> bool:
    """Whether figures are of one unit, or of as many subjects as are named before them.

    Without 分别, two of different units may be of one subject: 改造小区753个、880万平方米.
    """
    if len({one.unit for one in run}) == 1:
        return True
    start = run[0].start
    if len(run) == 2 and not RESPECTIVE.search(masked, begin, start):
        return False
    predicate = read_predicate(masked[begin:start])
    subject = read_subject(masked, begin, begin + predicate.start)
    return subject is not None and len(members(subject)) == len(run)
