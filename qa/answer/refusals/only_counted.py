"""Quotes that do not name what is asked for by name.

They only count it (哪两家上市公司, and 新增上市公司2家 is quoted), name what the question names
(除了南城百货还有谁), or do not speak of the person (教练是谁, and a championship is quoted).
"""

import re
from collections.abc import Sequence

from embeddings.language.figures import find_figures
from embeddings.lazy_regex import lazy_regex
from embeddings.text.bigrams import bigrams
from embeddings.text.folding import fold
from qa.question.answer_type import AnswerType
from qa.question.question import Question
from qa.text.part_of_speech import tagged

__all__ = ["JOINTS", "nobody_named", "only_counted"]

_CLAUSE = lazy_regex(r"[^，。；;,…]+")
_COUNT = r"(?:\d+|[一二两三四五六七八九十]{1,3})[多余]?[个家条座项所处名位种支只部款届批台]"
_NEAR = r"[^、\d]{0,10}?"  # between a count and its noun
_COUNTED = lazy_regex(_COUNT)
JOINTS = lazy_regex(r"[、和与及]")
_SUCH_AS = lazy_regex(r"等(?:\d|[一二两三四五六七八九十])")  # 甲等2家: one is named
_NAMES = lazy_regex(r"“[^”]*”|《[^》]*》")
_LIKENESS = 2  # character pairs of the question by which a clause is about what is asked
_WHO = lazy_regex(
    r"(?P<who>[\u4e00-\u9fff]{2,8})(?:都|又|究竟|到底|分别)?是谁|谁是(?P<whom>[\u4e00-\u9fff]{2,8})"
)
_BESIDES = lazy_regex(
    r"除了?(?P<known>[^，,?]{2,16}?)(?:以外|之外|外)?[，,]?(?:还|另|又|别的|其他)[^，,?]{0,6}(?:谁|哪|什么|啥|几)"
)


def only_counted(question: Question, quoted: Sequence[str], spans: Sequence[str]) -> str:
    """Return the clause that counts what is asked for by name, if the quotes name none of it.

    Args:
        question: asks for names or a list.
        quoted: the texts of the quotes.
        spans: the short answers among them.

    Returns:
        The clause as quoted; "" where something is named, or nothing is counted.
    """
    kind = question.kind
    if kind.kind not in (AnswerType.LIST, AnswerType.NAME) or not kind.noun:
        return ""
    counted = re.compile(rf"{_COUNT}{_NEAR}{re.escape(kind.noun)}|{re.escape(kind.noun)}{_COUNT}")
    asked = bigrams(question.unscoped)
    clauses = [match[0] for text in quoted for match in _CLAUSE.finditer(text)]
    told = {clause: len(bigrams(fold(clause)) & asked) for clause in clauses}
    said = question.folded
    for clause in clauses:
        folded = fold(clause)
        found = counted.search(folded)
        if found is None or told[clause] < _LIKENESS or _names(folded, found, said):
            continue
        if len(spans) > 1 and all(_is_name(span, clauses) for span in spans):
            return ""  # an enumeration beside the count
        named = [other for other in clauses if any(span in other for span in spans)]
        if all(told[other] < told[clause] for other in named if other != clause):
            return clause
    return ""


def _names(clause: str, counted: re.Match[str], asked: str) -> bool:
    """Whether a clause names what it counts: before it (甲、乙2家), or in marks not asked for."""
    pieces = JOINTS.split(clause[: counted.start()])[:-1]  # before the piece that counts
    if any(not _COUNTED.search(piece) for piece in pieces) or _SUCH_AS.search(clause):
        return True
    return any(name[0][1:-1] not in asked for name in _NAMES.finditer(clause, counted.start()))


def nobody_named(question: Question, quoted: Sequence[str], spans: Sequence[str]) -> str:
    """Return who is asked for (教练, 南城百货以外) if no quote speaks of them; "" otherwise.

    Args:
        question: asks for a person, or for what else there is beside one that it names.
        quoted: the texts of the quotes.
        spans: the short answers among them.
    """
    who = _WHO.search(question.unscoped)
    if who is not None:
        nouns = [word.text for word in tagged(who["who"] or who["whom"]) if word.is_noun]
        post = nouns[-1] if nouns else ""
        if len(post) > 1 and not any(post in fold(text) for text in quoted):
            return post
    besides = _BESIDES.search(question.unscoped)
    if besides is not None and spans:
        known = bigrams(besides["known"])
        if all(bigrams(fold(span)) & known for span in spans):
            return f"{besides['known']}以外"
    return ""


def _is_name(span: str, clauses: Sequence[str]) -> bool:
    """Whether a short answer is a name: no clause of its own, and without a figure."""
    return span not in clauses and not find_figures(span)
