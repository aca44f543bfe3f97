"""The time words of a paragraph that apply to its figures."""

import re
from collections.abc import Sequence
from dataclasses import replace

from embeddings.facts.predicates import MASK
from embeddings.language.time_expressions import Anchor, TimeKind, TimeWord, find_times
from embeddings.text.folding import fold

__all__ = ["ends_before", "heading_times", "is_since", "lasts", "masked", "statement_times"]

_NO_TIMES = frozenset(("改革开放",))  # a policy as often as an era
_VISION = re.compile(
    r"远景目标|愿景|.{0,12}(?:规划纲要|发展纲要|发展规划)"
)  # the name of a plan, not the year of a figure
# 落实2030年减排目标: the name of a goal, whatever figures follow
_TOWARDS = re.compile(r"(?:落实|围绕|锚定|对标|瞄准|紧扣|对接|衔接)[^，,。；;]{0,8}$")
_GOAL = re.compile(r"[^，,。；;\d]{0,24}(?:目标|愿景|议程)")
# 新一届政府 is an actor, or has a year beside it (2017年是新一届政府的起步之年); it dates no
# figure.
_NEW_TERM = re.compile(r"新一届[\u4e00-\u9fff]{0,4}?政府")
# “十四五”实现良好开局 is the first year of the plan.
_BEGUN = re.compile(r"[^，。]{0,8}?(?:开局|开好局|起好步|开门红|良好开端|首战)")
# 创近20年最佳, 近五年来最高增幅: among how many years it is a record, not those of a figure
_RECORD = re.compile(r"(?:以?来)?的?(?:历史|同期)?(?:最[好高低快佳大优小少多长强]|新高|新低)")
# 创2017年以来最好位次, 是2004年以来高于全省增速最多的一年: since when; not 以来最低生活保障
_RECORD_SINCE = re.compile(
    r"(?:以?来)[^，,。；;\d]{0,10}(?:最[好高低快佳大优小少多长强](?!生活|工资)|新高|新低)"
)
_SPANS = (TimeKind.SPAN, TimeKind.ERA)
_NEAR = 12  # characters before a year
_LASTING = re.compile(r"时期|期间|以?来")  # a plan's name alone names the plan, not its years


def statement_times(folded: str, anchor: Anchor) -> tuple[TimeWord, ...]:
    """Return the time words of a folded paragraph, without names of policies and actors."""
    return tuple(
        word
        for word in find_times(folded, anchor, prose=True, folded=folded)
        if word.text not in _NO_TIMES
        and not _NEW_TERM.fullmatch(word.text)
        and not _VISION.match(folded, word.end)
        and not (word.kind in _SPANS and _RECORD.match(folded, word.end))
        and not _RECORD_SINCE.match(folded, word.end - (2 if word.text.endswith("以来") else 0))
        and not (
            _TOWARDS.search(folded[max(0, word.start - _NEAR) : word.start])
            and _GOAL.match(folded, word.end)
        )
        and not (word.kind is TimeKind.RANGE and folded[word.start - 1 : word.start] == "(")
    )


def heading_times(heading: str, anchor: Anchor) -> list[TimeWord]:
    """Return the time words of a heading that apply to its figures.

    The year of a vision is left out beside another one: “十四五”目标和二〇三五年远景目标. A plan
    that begins (“十四五”良好开局) is its first year.
    """
    folded = fold(heading)
    words = find_times(folded, anchor, prose=True, folded=folded)
    words = tuple(
        replace(word, last=word.first) if _begins(word, folded) else word
        for word in words
        if not word.report and word.text not in _NO_TIMES
    )
    near = [word for word in words if not _VISION.match(folded, word.end)]
    return near or list(words)


def _begins(word: TimeWord, folded: str) -> bool:
    return word.kind is TimeKind.PLAN and _BEGUN.match(folded, word.end) is not None


def is_since(word: TimeWord, folded: str) -> bool:
    """Whether a time word counts from its first year on: “十四五”以来."""
    return folded.startswith(("以来", "来"), word.end)


def lasts(word: TimeWord) -> bool:
    """Whether a time word applies to the sentences after its own as well."""
    if word.until or word.kind is TimeKind.ERA:
        return False
    return word.kind is not TimeKind.PLAN or _LASTING.search(word.text) is not None


def masked(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """Return the text with every time word masked, so that the words around it form one phrase."""
    characters = list(text)
    for start, end in spans:
        characters[start:end] = MASK * (end - start)
    return "".join(characters)


def ends_before(word: TimeWord | None, year: int | None) -> bool:
    """Whether a time word, if there is one, means years before `year`."""
    return word is not None and year is not None and word.last < year
