"""A follow-up question made self-contained from the earlier turns, without a language model.

What the new question lacks (region, year, subject) is inherited from the last question, and from
the last answer where a pronoun refers to it. 那2020年呢？ 其中新区占多少？ 家庭农场呢？
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from embeddings.language.time_expressions import Anchor, TimeWord
from embeddings.lazy_regex import lazy_regex
from embeddings.text.folding import fold
from embeddings.text.gazetteer import BUNDLED, Gazetteer
from qa.question.follow_ups.asked_subject import (
    COUNT_UNIT,
    COUNTED_OBJECT,
    repeats_subject,
    subject_of,
    with_pronoun_resolved,
)
from qa.question.follow_ups.ellipsis import (
    PRONOUN,
    Dependence,
    dependence_of,
    has_subject,
    is_fragment,
    opens_fragment,
)
from qa.question.follow_ups.elliptical_forms import (
    comparison_question,
    difference_question,
    indicator_question,
    repeat_question,
)
from qa.question.follow_ups.inherited_scope import (
    with_named_years,
    with_scope_inherited,
    with_scope_replaced,
)
from qa.question.follow_ups.report_questions import changed_question, term_question
from qa.question.follow_ups.substitution import Similar, parallel, shared_ending, with_word_replaced
from qa.question.question import Reading, cut_out

__all__ = ["Rewriting", "Similar", "Turn", "lacks_question", "rewrite"]

_OPENER = lazy_regex(
    r"^[\s,，]*(?:那么?|然后|另外|还有|再问(?:一下)?|接着|请问|噢|哦|好的?|嗯)[,，\s]*(?![个些里边时年次种儿]|一年|呢|哪|别|其他)"
)
_OPENING_WORD = lazy_regex(r"^(?:然后|另外|接着|噢|哦|好的?|嗯)[,，\s]*")
_AND_X = lazy_regex(
    r"^(?P<x>[^,，。？?]{1,24}?)(?:又|则|方面)?(?:呢|怎么样|如何|又?是多少)?[\s?？。!！]*$"
)
_ENDS_NE = lazy_regex(r"(?:呢|又如何|怎么样)[\s?？。!！]*$")
# Of the last question's subject: its aspect or another measure of it.
_ASPECT = lazy_regex(r"(?:增长|预期|年度)?目标|计划|实际(?:完成)?")
_MEASURE = lazy_regex(
    r"(?:同比)?(?:增速|增幅|涨幅|降幅|增长率|增长速度)|占比|总量|总额|(?:全国|全省|全市)?(?:排名|位次)"
)
_MEASURED = lazy_regex(r"(?:增速|增幅|涨幅|降幅|增长率|增长速度|占比|增长)$")
_HOW_MUCH = lazy_regex(r"(?:是|有|为|达到?)*(?:多少|几)$")
# 呢 after these asks about the last question's subject and replaces no word of it.
_SAME_SUBJECT = lazy_regex(r"^(?:占|比|较|同比|其中|效果|成效|结果|进展|影响|原因)")
_OF_YEARS = lazy_regex(
    "哪(?:一|几|些)?年|历年|年份"
)  # which year: that of the last question is none
_TROUBLES = lazy_regex(  # of a place that is named: 包头有什么困难
    r"(?:还|都|又)?(?:有|存在|面临)?(?:着)?(?:什么|哪些|啥)(?:样的)?(?:困难|问题|难题|短板|不足|毛病|缺点)"
)
_SAYS_SOMETHING = 5  # characters beside a place: 大数据搞得
_TAIL = lazy_regex(r"[?？。！!\s]+$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """An earlier question and the text of its answer."""

    question: str
    answer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rewriting:
    """A rewritten question, and its variant with the scope of the last one."""

    text: str  # self-contained
    in_context: str = (
        ""  # with the year and place of the last question; empty where nothing differs
    )
    optional: bool = False  # True if the question can also be asked without what it inherits


def rewrite(
    question: str,
    history: Sequence[Turn],
    *,
    anchor: Anchor,
    gazetteer: Gazetteer = BUNDLED,
    similar: Similar | None = None,
) -> Rewriting:
    """Return `question` made self-contained; unchanged if it has a subject and no cue of ellipsis.

    Nothing is inherited from a turn without an answer; the reading after it is the one in context.
    `similar` scores the similarity of words by the encoder; without it, shared characters decide
    which word of the last question a new one replaces.
    """
    answered = [turn for turn in history if turn.answer.strip()]
    reading = Reading(anchor=anchor, gazetteer=gazetteer)
    if answered:
        return _rewritten(question, answered, reading, similar)
    refused = [replace(turn, answer=turn.question) for turn in history]
    read = _rewritten(question, refused, reading, similar) if refused else None
    offered = "" if read is None else read.in_context
    if read is not None and read.text != question:
        offered = read.text
    return Rewriting(text=question, in_context=offered)


def _rewritten(
    question: str, history: Sequence[Turn], reading: Reading, similar: Similar | None
) -> Rewriting:
    """Return `question` made self-contained from turns with an answer."""
    before = _self_contained(history, reading, similar)
    asked = _OPENER.sub("", question.strip()) or question.strip()
    over_reports = changed_question(asked, before, reading) or term_question(asked, before)
    if over_reports:
        return Rewriting(text=over_reports)
    asked = with_named_years(asked, before, reading)
    times, spans, core, whole = _apart(asked, reading)
    lacks = dependence_of(_opened(question), fold(core), dated=bool(times), whole=whole)
    placed = bool(reading.regions(asked))
    if placed and _TROUBLES.fullmatch(fold(core)):
        lacks = Dependence.NONE
    if lacks is Dependence.NONE:
        carried = with_scope_inherited(asked, before, reading)
        same = carried == asked or _OF_YEARS.search(fold(asked))
        return Rewriting(text=question, in_context="" if same else carried)
    if lacks is Dependence.SCOPE:
        return Rewriting(text=with_scope_inherited(asked, before, reading), optional=True)
    text = _completed(asked, core, spans, times, history, before, reading, similar)
    alone = has_subject(fold(core)) or (placed and len(core) >= _SAYS_SOMETHING)
    return Rewriting(text=text, optional=alone)


def lacks_question(question: str, *, gazetteer: Gazetteer = BUNDLED, first: bool = False) -> bool:
    """Return whether `question` is a follow-up that names nothing by itself: 支出呢, 那江苏呢.

    In doubt it is no follow-up; the less so if it is the `first` of a conversation.
    """
    opened = _opened(question)
    if first and not opens_fragment(opened):
        return False
    asked = _OPENER.sub("", question.strip()) or question.strip()
    _, spans, core, whole = _apart(asked, Reading(anchor=Anchor(), gazetteer=gazetteer))
    return is_fragment(opened, fold(core), scoped=bool(spans), whole=whole)


def _opened(question: str) -> str:
    """Return a question, folded, from 那 on, which says that it follows another."""
    return fold(_OPENING_WORD.sub("", question.strip()))


def _apart(
    asked: str, reading: Reading
) -> tuple[tuple[TimeWord, ...], list[tuple[int, int]], str, bool]:
    """Return the years of a follow-up, the spans of years and places, the rest, and if both are."""
    times = tuple(word for word in reading.times(asked) if not word.base)
    places = reading.regions(asked)
    spans = [(word.start, word.end) for word in times]
    spans += [(place.start, place.end) for place in places]
    return times, spans, _core(asked, spans, several=len(times) > 1), bool(times and places)


def _core(asked: str, spans: list[tuple[int, int]], *, several: bool) -> str:
    """Return a follow-up without its years and places, 呢 and similar particles."""
    bare = _TAIL.sub("", cut_out(asked, spans))
    core = re.sub(r"^[的在,，、\s]+|(?:呢|又|则|怎么样|如何|的)+$", "", bare)
    # 2023年和2024年赤字率: the conjunction between them is left without operands
    return re.sub(r"^[和与跟及、]+", "", core) if several else core


def _completed(
    asked: str,
    core: str,
    spans: list[tuple[int, int]],
    times: Sequence[TimeWord],
    history: Sequence[Turn],
    before: str,
    reading: Reading,
    similar: Similar | None,
) -> str:
    """Return an elliptical question completed from the last one."""
    last = history[-1]
    if spans and not re.sub(r"[^\u4e00-\u9fffA-Za-z]", "", core):
        return with_scope_replaced(before, asked, times, reading)
    subject = subject_of(before, reading)
    measure = _HOW_MUCH.sub("", core)
    if subject and _MEASURE.fullmatch(measure):
        scope = "".join(asked[start:end] for start, end in spans)
        named = _MEASURED.sub("", subject) or subject
        named += "" if named.endswith(measure) else measure
        return with_scope_inherited(f"{scope}{named}是多少？", before, reading)
    if subject and _ASPECT.fullmatch(core) and core not in subject:
        scope = "".join(asked[start:end] for start, end in spans)
        return with_scope_inherited(f"{scope}{subject}{core}是多少？", before, reading)
    whole = _elliptical_form(asked, core, before, history, reading, similar)
    if whole:
        return whole
    pronoun = PRONOUN.search(fold(asked))
    if pronoun:
        return with_scope_inherited(
            with_pronoun_resolved(asked, pronoun, before, last.answer, reading), before, reading
        )
    if _ENDS_NE.search(asked) and _AND_X.match(asked) and not _SAME_SUBJECT.match(core):
        swapped = with_word_replaced(core, before, reading, similar)
        kept = asked[: spans[-1][1]] if spans else ""
        return with_scope_replaced(swapped, kept, times, reading) if spans else swapped
    if subject and not has_subject(core) and not repeats_subject(subject, core):
        scope = "".join(asked[start:end] for start, end in spans)
        rest = cut_out(asked, spans) if spans else asked
        return with_scope_inherited(f"{scope}{subject}，{rest.lstrip('的，, ')}", before, reading)
    return with_scope_inherited(asked, before, reading)


def _elliptical_form(
    asked: str,
    core: str,
    before: str,
    history: Sequence[Turn],
    reading: Reading,
    similar: Similar | None,
) -> str:
    """Return an elliptical form (还有呢) as a question; empty if it is none."""
    earlier = _self_contained(history[:-1], reading, similar) if len(history) > 1 else ""
    former = subject_of(earlier, reading) if earlier else ""
    subjects = (former, subject_of(before, reading))
    found = repeat_question(asked, before) or comparison_question(asked, before)
    found = found or difference_question(asked, before, earlier, subjects, reading)
    if found or not _ENDS_NE.search(asked):
        return found
    named = COUNTED_OBJECT.search(before)
    if named and len(named["np"]) >= 2 and not COUNT_UNIT.fullmatch(named["np"]):
        return ""
    if shared_ending(core, before) or parallel(core, before):
        return ""
    return indicator_question(core, before, reading)


def _self_contained(history: Sequence[Turn], reading: Reading, similar: Similar | None) -> str:
    """Return the last question, itself rewritten from the turns before it."""
    told = [history[0]]
    for turn in history[1:]:
        text = _rewritten(turn.question, told[-2:], reading, similar).text
        told.append(replace(turn, question=text))
    return told[-1].question
