"""A digest: the best sentences on a topic, for a question that asks for nothing in particular.

教育, 台湾问题报告怎么讲 and 棚改进展如何 have no single answer. The best sentences of up to five
passages are quoted whole, results before plans, the newer report first.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from embeddings.lazy_regex import lazy_regex
from embeddings.records import Report, Role
from embeddings.text.folding import fold
from qa.question.answer_type import AnswerType
from qa.question.question import Question, cut_out
from qa.quotes import LONGEST, SHORTEST, Quote
from qa.records import ScoredPassage
from qa.text.part_of_speech import tagged
from qa.text.word_rarity import rarity

__all__ = ["DigestItem", "digest", "nearest_digest", "wants_digest"]

_BARE_TOPIC = lazy_regex(r"[\u4e00-\u9fffA-Za-z0-9“”、]{2,10}")
_ASKS = lazy_regex(
    r"多[少大久长高远快宽深重早]|几|哪|什么|啥|怎|咋|如何|吗|是否|谁|呢|何|么|不|没|干嘛|"
    r"率|额|值|量|数|比例|比重|增|降|目标|指标"
)
_HOW = lazy_regex(
    r"^(?P<topic>[^，,。；;？?]{2,12}?)(?:报告|政府)?(?:里|中|上)?(?:是|都)?"
    r"(?:(?:怎么|如何|怎样|咋)(?:说|讲|看|谈|提|表述|部署)的?|"
    r"(?:的)?(?:进展|情况|形势|成效|现状)?(?:如何|怎么样|怎样|咋样))了?[?？。]*$"
)
_HEADING = lazy_regex(r"[（(]?[一二三四五六七八九十\d]+[)）、.．](?!\d)[^。；，]{2,30}$")
_LEAST, _MOST = 2, 5  # sentences that make a digest
_PASSAGES = 12  # the best of a retrieval, among which the sentences are looked for
_ROOM = 420  # characters of the whole digest
_WORD_AT_LEAST = 2  # characters of a word that names the topic
_NEAR = 0.4  # score from which a passage counts as near
# What measures are called where a list of them is asked for: 教育有哪些安排. They stand in no list.
_MEASURES = frozenset(
    [
        *("措施", "举措", "办法", "做法", "对策", "动作", "政策", "安排", "部署", "任务", "工作"),
        *("打算", "要求"),
    ]
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestItem:
    """A sentence of a digest, with the label of its report and how likely it is relevant."""

    quote: Quote
    label: str  # 2025年
    score: float
    planned: bool  # it stands among goals or tasks


def wants_digest(question: Question) -> bool:
    """Whether a question names a topic and asks for nothing in particular."""
    rest = cut_out(question.folded.strip("?？。 "), question.scope_spans)
    rest = re.sub(r"^(?:关于|有关|说说|讲讲|谈谈|介绍一下|总结一下)?的?", "", rest)
    if _HOW.match(rest):
        return not re.search(r"多少|几|哪", rest)
    return bool(_BARE_TOPIC.fullmatch(rest)) and not _ASKS.search(rest)


def digest(
    question: Question,
    passages: Sequence[ScoredPassage],
    reports: Mapping[str, Report],
    years: Collection[int] = (),
    *,
    least: int = _LEAST,
) -> tuple[DigestItem, ...]:
    """Return the sentences to quote; empty if fewer than `least` passages name the topic.

    Only those of reports of `years`, if there are enough of them.
    """
    if years:
        asked = [one for one in passages if reports[one.report_id].year in years]
        found = digest(question, asked, reports)
        if found:
            return found
    names = _topic_names(question)
    chosen: list[tuple[int, DigestItem]] = []
    room, seen = _ROOM, set()
    for passage in passages[:_PASSAGES]:
        report = reports[passage.report_id]
        sentence = report.text[passage.match_start : passage.match_end].rstrip("。；")
        size = len(sentence)
        if (
            _HEADING.match(sentence)
            or not SHORTEST <= size <= min(LONGEST, room)
            or sentence in seen
        ):
            continue
        if names and not any(name in fold(sentence) for name in names):
            continue
        seen.add(sentence)
        room -= size
        paragraph = report.paragraphs[passage.paragraph - 1]
        planned = report.role_of(paragraph) in (Role.GOALS, Role.TASKS)
        quote = Quote(
            report_id=passage.report_id,
            paragraph=passage.paragraph,
            start=passage.match_start,
            end=passage.match_start + size,
        )
        label = f"{report.year}年" if report.year else ""
        item = DigestItem(quote=quote, label=label, score=passage.score, planned=planned)
        chosen.append((report.year or 0, item))
        if len(chosen) == _MOST:
            break
    if len(chosen) < least:
        return ()
    chosen.sort(key=lambda one: (one[1].planned, -one[0]))
    return tuple(item for _, item in chosen)


def nearest_digest(
    question: Question,
    passages: Sequence[ScoredPassage],
    reports: Mapping[str, Report],
    years: Collection[int] = (),
) -> tuple[DigestItem, ...]:
    """Return what stands nearest to a question about measures that no window answers.

    Empty for any other question: a figure or a name beside the one asked for is no answer. Empty
    too unless the best passage scores well and is of a report of `years`, where any are asked
    about. Plans come before results.
    """
    kind = question.kind
    if kind.kind is not AnswerType.MEASURES and kind.noun not in _MEASURES:
        return ()
    asked = [one for one in passages if not years or reports[one.report_id].year in years]
    if not asked or asked[0] != passages[0] or asked[0].score < _NEAR:
        return ()
    found = digest(question, asked, reports, least=1)
    return tuple(sorted(found, key=lambda item: not item.planned))


def _topic_names(question: Question) -> list[str]:
    """Return the rarest noun of a question, which is its topic, and its forms in the lexicon."""
    words = [
        word
        for word in question.words
        if len(word.text) >= _WORD_AT_LEAST and word.text != question.kind.noun
    ]
    if not words:
        return []
    things = [w for w in words if all(one.tag.startswith("n") for one in tagged(w.text))]
    topic = max(things or words, key=lambda word: rarity(word.text))  # 机场扩建 is of an airport
    return [topic.text] + [
        fold(form)
        for expansion in question.expansions
        if expansion.start < topic.end and topic.start < expansion.end
        for form in expansion.forms
    ]
