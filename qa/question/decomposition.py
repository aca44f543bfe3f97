"""Decomposition of a comparing question into parts: 2018年和2020年的目标 → one per year."""

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from embeddings.language.time_expressions import TimeKind, TimeWord
from embeddings.lazy_regex import lazy_regex
from qa.question.aspect import RESULTS, TARGETS, without_denied
from qa.question.question import Question, Reading, cut_out, parse_question
from qa.question.synonyms import Lexicon
from qa.text.asking_words import ASKING_PHRASE

__all__ = ["Part", "decompose", "with_parts"]

_CLAUSE_END = lazy_regex(r"[，,。；;？?！!]")
_PLANNED = lazy_regex(
    r"(?:年初)?(?:[的定]*(?:计划|预期|目标|预计|打算|安排|任务))(?!.{0,3}(?:实现|完成)了(?!吗))"
)
_DONE = lazy_regex(r"(?:年底|最后|最终|结果)?[的]?(?:实际|结果|完成(?!的?目标)|兑现|落空|实现)")
_JOINED_PAIR = lazy_regex(
    r"(?P<a>城镇|城市|城里|市民|男|东部|国有|中央|出口|工业|小学|钢铁|进口)(?P<tail>[\u4e00-\u9fff]?)"
    r"(?:和|与|、|跟|同|及)(?P<b>农村|乡村|乡下|农民|女|西部|民营|地方|进口|农业|中学|煤炭|出口)"
)
_JOINED = lazy_regex(r"[和与跟同及、或,，/\s比较对到]*$|^[和与跟同及、或,，/\s]*")
_ASPECT = lazy_regex(r"实际|打算|计划|准备|了|又|要|一年")
_COUNTED = lazy_regex(
    r"这(?:[两二三四五六七八九十]|\d+)(?:年|省|地|市)(?:的?(?=[分各]))?"
)  # …这三年
_COMPARE = lazy_regex(r"情况|对比|比较|相差|差距|各自?|分别")
_ASKED = lazy_regex(
    r"分别|各是|各自|各(?=[有占为])|相差(?:几何|多少|多大)?|哪[一个]?年更?[大高多快]?|哪个更?[高大多]"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part of a comparing question."""

    text: str  # self-contained
    aspect: str | None = None  # results or targets, if the part says which


def with_parts(question: Question, *, reading: Reading, lexicon: Lexicon) -> Question:
    """Return `question` with its parts read, each of them once."""
    parts = []
    for part in decompose(question):
        if part.text == question.text:
            parts.append(question)
            continue
        read = parse_question(
            part.text, anchor=reading.anchor, lexicon=lexicon, gazetteer=reading.gazetteer
        )
        parts.append(read if part.aspect is None else read.of_aspect(part.aspect))
    return replace(question, parts=tuple(parts))


def decompose(question: Question) -> tuple[Part, ...]:
    """Return the parts of a comparing question; empty if it asks for one thing."""
    topical = _without_glosses([word for word in question.asked_times if not word.report])
    if len(topical) > 1:
        parts = _by_clauses(question, topical) or _by_year(question, topical)
        if parts:
            return parts
    names = list(dict.fromkeys(region.name for region in question.regions))
    if len(names) > 1:
        parts = _by_region(question, names)
        if parts:
            return parts
    folded = without_denied(question.folded)
    if _PLANNED.search(folded) and _DONE.search(folded) and len(topical) <= 1:
        return _planned_and_done(question)
    pair = _JOINED_PAIR.search(folded)
    return _by_pair(question, pair) if pair else ()


def _without_glosses(words: list[TimeWord]) -> list[TimeWord]:
    """Drop time words that repeat the years of another: “七五”（1986—1990年）, 2012、2014这两年."""
    kept: list[TimeWord] = []
    for word in words:
        if word.kind is TimeKind.SPAN and any(
            other.kind in (TimeKind.YEAR, TimeKind.RANGE)
            and (word.first <= other.last <= word.last or word.text.startswith("这"))
            for other in words
        ):
            continue  # 截至2016年，本届政府五年里…; 2017到2021年这五年
        if any((word.first, word.last) == (other.first, other.last) for other in kept):
            continue
        if word.until and kept and kept[-1].kind is TimeKind.YEAR:
            continue  # 1978年提出，到1985年…: one fact, stated in 1978
        if (
            word.kind is TimeKind.YEAR
            and any(
                other.kind is TimeKind.PLAN and other.first <= word.first <= other.last
                for other in kept
            )
            and not _separate(words, word)
        ):
            continue  # “六五”计划要求1985年…
        kept.append(word)
    return kept


def _separate(words: list[TimeWord], word: TimeWord) -> bool:
    """Whether a year is far from the name of its plan, so that it is asked for separately."""
    return any(other is not word and abs(word.start - other.end) > 8 for other in words)


def _by_clauses(question: Question, topical: list[TimeWord]) -> tuple[Part, ...]:
    """Return one part per clause with a year of its own, the subject inherited."""
    cuts = [0]
    for word in topical[1:]:
        ends = [
            match.end() for match in _CLAUSE_END.finditer(question.folded, cuts[-1], word.start)
        ]
        previous = topical[topical.index(word) - 1]
        ends = [end for end in ends if end > previous.end]
        if not ends:
            return ()
        cuts.append(ends[0])
    cuts.append(len(question.text))
    clauses = [question.text[start:end] for start, end in pairwise(cuts)]
    first_scope = [span for span in question.scope_spans if span[1] <= cuts[1]]
    subject = _subject(cut_out(clauses[0], first_scope))
    region = "".join(dict.fromkeys(region.name for region in question.regions))
    parts = [Part(text=clauses[0])]
    for clause in clauses[1:]:
        carried = region if region and region not in clause else ""
        parts.append(Part(text=f"{carried}{subject}，{clause.lstrip()}" if subject else clause))
    return tuple(parts)


def _by_year(question: Question, topical: list[TimeWord]) -> tuple[Part, ...]:
    """Return the question once per year, without the other years."""
    parts = []
    for word in topical:
        others = [(other.start, other.end) for other in question.times if other is not word]
        others += [match.span() for match in _COUNTED.finditer(question.text)]
        shift = sum(end - start for start, end in others if end <= word.start)
        text = cut_out(question.text, others)
        start = word.start - shift
        end = start + (word.end - word.start)
        year = text[start:end] if text[start:end].endswith("年") else f"{text[start:end]}年"
        if word.kind not in (TimeKind.YEAR, TimeKind.RANGE):
            year = text[start:end]
        before = _JOINED.sub("", text[:start])
        after = re.sub(r"^[和与跟同及、或,，/\s年]+", "", text[end:])
        parts.append(Part(text=_tidy(f"{before}{year}{after}")))
    return tuple(parts)


def _by_region(question: Question, names: list[str]) -> tuple[Part, ...]:
    """Return the question once per region if the regions are coordinated: 广东和江苏."""
    spans = [(region.start, region.end) for region in question.regions]
    for (_, end), (start, _) in pairwise(spans):
        between = question.folded[end:start]
        if not re.fullmatch(r"\s*(?:和|与|、|跟|同|及|比|还是|,|，|相比|对比|vs\.?)+\s*", between):
            return ()
    head, tail = question.text[: spans[0][0]], question.text[spans[-1][1] :]
    return tuple(Part(text=_tidy(f"{head}{name}{tail}")) for name in names)


def _by_pair(question: Question, pair: re.Match[str]) -> tuple[Part, ...]:
    """Return the whole question, since one sentence often has both, then each half of a pair."""
    head, tail = question.text[: pair.start()], question.text[pair.end() :]
    first = pair["a"] + ("" if tail.startswith(pair["tail"]) else pair["tail"])
    return (
        Part(text=question.text),
        *(Part(text=_tidy(f"{head}{kept}{tail}")) for kept in (first, pair["b"])),
    )


def _planned_and_done(question: Question) -> tuple[Part, ...]:
    """Return the target and the result of one indicator as two parts."""
    folded = without_denied(question.folded)
    planned, done = _PLANNED.search(folded), _DONE.search(folded)
    if planned is None or done is None:
        return ()
    stem = _subject(question.text[: min(planned.start(), done.start())])
    if len(stem) < 8:  # 2019年计划与完成情况对比 城镇新增就业: the subject is at the end
        bare = _DONE.sub("", _PLANNED.sub("", question.text))
        stem = ASKING_PHRASE.sub("", _COMPARE.sub("", bare)).strip("，,。？?的和与 ")
    return (
        Part(text=f"{stem}目标是多少？", aspect=TARGETS),
        Part(text=f"{stem}实际完成多少？", aspect=RESULTS),
    )


def _subject(clause: str) -> str:
    """Return the subject of a clause, without its asking words: 物价实际涨了多少 → 物价涨."""
    said = _ASPECT.sub("", ASKING_PHRASE.sub("", clause))
    return re.sub(r"^[的和与]|[是有为到达了的在共约，,、；;。？?！!\s]+$", "", said)


def _tidy(text: str) -> str:
    return _ASKED.sub("", text).replace("，，", "，").lstrip("，,、和与 ")
