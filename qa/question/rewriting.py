"""A follow-up question made self-contained from the earlier turns, without a language model.

What the new question lacks (region, year, subject) is carried over from the last question, and
from the last answer where a pronoun points at it. 那2020年呢？ 其中新区占多少？ 家庭农场呢？
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from embeddings.language.time_expressions import Anchor, TimeWord
from embeddings.text.bigrams import bigrams
from embeddings.text.folding import fold
from embeddings.text.gazetteer import BUNDLED, Gazetteer
from embeddings.text.segmentation import segment
from qa.question.ellipsis import ASKING, PRONOUN, Cue, cue_of, has_subject
from qa.question.elliptical_forms import again, apart, compared, indicator
from qa.question.question import Reading, cut_out
from qa.question.substitution import overlap, parallel, shared_ending

__all__ = ["Rewriting", "Similar", "Turn", "rewrite"]

Similar = Callable[[str, Sequence[str]], Sequence[float]]  # likeness of a word to others

_OPENER = re.compile(
    r"^[\s,，]*(?:那么?|然后|另外|还有|再问(?:一下)?|接着|请问|噢|哦|好的?|嗯)[,，\s]*(?![个些里边时年次种儿]|一年|呢|哪|别|其他)"
)
_OPENING_WORD = re.compile(r"^(?:然后|另外|接着|噢|哦|好的?|嗯)[,，\s]*")
_AND_X = re.compile(
    r"^(?P<x>[^,，。？?]{1,24}?)(?:又|则|方面)?(?:呢|怎么样|如何|又?是多少)?[\s?？。!！]*$"
)
_ENDS_NE = re.compile(r"(?:呢|又如何|怎么样)[\s?？。!！]*$")
_SAME_YEAR = re.compile(r"(?:那|这)?同一?年|(?:那|这)一?年|当年|同期")
_YEAR_BEFORE = re.compile(
    r"(?:它|那)?(?:前一年|上一年|头一年|再往前一年)(?=的|呢|是|有|又|[?？\s]|$)"
)
_YEAR_AFTER = re.compile(r"(?:后一年|下一年|第二年|次年|再往后一年)")
_ASPECT = re.compile(
    r"(?:增长|预期|年度)?目标|计划|实际(?:完成)?"
)  # of the last question's subject
_HEAD_VERB = re.compile(r"(?:要|打算|计划|准备|预计|能|会|将|拟|想|共|一共|总共|已经?)+")
_UNIT = re.compile(
    r"(?:个?多?[万亿]*(?:个|家|户|人次?(?![口员才均数民])|名|所|座|条|套|件|项|亩|公里|吨|辆|元|美元|平方米|米|处|张|台|公顷|斤|千瓦|种|批|次|例|天|位|艘|款|部|门))?"
)
_OBJECT = re.compile(
    rf"(?P<asked>(?:多少|几|哪(?:些|几|[两二三四五六七八九])){_UNIT.pattern})(?P<np>[\u4e00-\u9fffA-Za-z0-9“”]+)(?P<end>[吗呢吧了啊呀]*[?？。\s]*)$"
)
# 呢 behind these asks about the last question's subject, and swaps no word of it.
_OF_THE_SUBJECT = re.compile(r"^(?:占|比|较|同比|其中|效果|成效|结果|进展|影响|原因)")
_TRAILING = re.compile(
    r"(?:累计|是|为|有|达到?|能补?|要|了|到|降|升|涨|占|的|共|一共|总共|会|约|在|安排|定|预计|预期|目标|计划数?|实际数?|指标)+$"
)
_TAIL = re.compile(r"[?？。！!\s]+$")
_GENERIC = frozenset(("全国", "国家", "政府", "情况", "工作", "目标", "计划", "打算"))
_FUNCTION = "年月日的了和与是在有要新大多个再又还来去做修建办把被让"


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """An earlier question and the text of its answer."""

    question: str
    answer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rewriting:
    """A question as it is searched, and as it would be with what the last one says."""

    text: str  # self-contained
    in_context: str = (
        ""  # with the year and place of the last question; empty where nothing differs
    )
    optional: bool = False  # True where `text` carries something over that it may do without


def rewrite(
    question: str,
    history: Sequence[Turn],
    *,
    anchor: Anchor,
    gazetteer: Gazetteer = BUNDLED,
    similar: Similar | None = None,
) -> Rewriting:
    """Return `question` made self-contained; itself where it has a subject and no cue of ellipsis.

    Nothing is carried over from a turn without an answer. `similar` tells how alike words are (the
    encoder does); without it, shared characters decide which word of the last question a new one
    stands in for.
    """
    answered = [turn for turn in history if turn.answer.strip()]
    if not answered:
        return Rewriting(text=question)
    return _rewritten(question, answered, Reading(anchor=anchor, gazetteer=gazetteer), similar)


def _rewritten(
    question: str, history: Sequence[Turn], reading: Reading, similar: Similar | None
) -> Rewriting:
    """Return `question` made self-contained from turns that have an answer."""
    before = _self_contained(history, reading, similar)
    asked = _OPENER.sub("", question.strip()) or question.strip()
    asked = _with_years(asked, before, reading)
    times, places = reading.times(asked), reading.regions(asked)
    spans = [(word.start, word.end) for word in times]
    spans += [(place.start, place.end) for place in places]
    core = _core(asked, spans, several=len(times) > 1)
    cue = cue_of(
        fold(_OPENING_WORD.sub("", question.strip())),
        fold(core),
        dated=bool(times),
        whole=bool(times and places),
    )
    if cue is Cue.NONE:
        carried = _with_scope(asked, before, reading)
        return Rewriting(text=question, in_context=carried if carried != asked else "")
    if cue is Cue.SCOPE:
        return Rewriting(text=_with_scope(asked, before, reading), optional=True)
    text = _completed(asked, core, spans, times, history, before, reading, similar)
    return Rewriting(text=text, optional=has_subject(fold(core)))


def _core(asked: str, spans: list[tuple[int, int]], *, several: bool) -> str:
    """Return what a follow-up says besides years and places, without 呢 and its like."""
    bare = _TAIL.sub("", cut_out(asked, spans))
    core = re.sub(r"^[的在,，、\s]+|(?:呢|又|则|怎么样|如何|的)+$", "", bare)
    # 2023年和2024年赤字率: what joined them joins nothing now
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
    """Return an elliptical question with what it lacks, taken from the last one."""
    last = history[-1]
    if spans and not re.sub(r"[^\u4e00-\u9fffA-Za-z]", "", core):
        return _swap_scope(before, asked, times, reading)
    subject = _subject(before, reading)
    if subject and _ASPECT.fullmatch(core) and core not in subject:
        scope = "".join(asked[start:end] for start, end in spans)
        return _with_scope(f"{scope}{subject}{core}是多少？", before, reading)
    whole = _of_the_whole(asked, core, before, history, reading, similar)
    if whole:
        return whole
    pronoun = PRONOUN.search(fold(asked))
    if pronoun:
        return _with_scope(_resolve(asked, pronoun, before, last, reading), before, reading)
    if _ENDS_NE.search(asked) and _AND_X.match(asked) and not _OF_THE_SUBJECT.match(core):
        swapped = _swap_word(core, before, reading, similar)
        kept = asked[: spans[-1][1]] if spans else ""
        return _swap_scope(swapped, kept, times, reading) if spans else swapped
    if subject and not has_subject(core) and not _shares(subject, core):
        scope = "".join(asked[start:end] for start, end in spans)
        rest = cut_out(asked, spans) if spans else asked
        return _with_scope(f"{scope}{subject}，{rest.lstrip('的，, ')}", before, reading)
    return _with_scope(asked, before, reading)


def _of_the_whole(
    asked: str,
    core: str,
    before: str,
    history: Sequence[Turn],
    reading: Reading,
    similar: Similar | None,
) -> str:
    """Return the question where what follows is less than one (还有呢)."""
    earlier = _self_contained(history[:-1], reading, similar) if len(history) > 1 else ""
    subjects = (_subject(earlier, reading), _subject(before, reading)) if earlier else ()
    found = again(asked, before) or compared(asked, before)
    found = found or apart(asked, before, earlier, subjects, reading)
    if found or not _ENDS_NE.search(asked):
        return found
    named = _OBJECT.search(before)
    if named and len(named["np"]) >= 2 and not _UNIT.fullmatch(named["np"]):
        return ""
    if shared_ending(core, before) or parallel(core, before):
        return ""
    return indicator(core, before, reading)


def _self_contained(history: Sequence[Turn], reading: Reading, similar: Similar | None) -> str:
    """Return the last question, itself rewritten from the turns before it."""
    text = history[0].question
    for place in range(1, len(history)):
        turn = Turn(question=text, answer=history[place - 1].answer)
        text = _rewritten(history[place].question, (turn,), reading, similar).text
    return text


def _with_years(asked: str, before: str, reading: Reading) -> str:
    """Write out 同一年, 前一年 and 第二年 by the year of the last question."""
    years = [word for word in reading.times(before) if word.years and not word.base]
    if not years:
        return asked
    last = years[0].last
    named = any(word.kind == "year" for word in reading.times(asked))
    for pattern, year in ((_YEAR_BEFORE, last - 1), (_YEAR_AFTER, last + 1), (_SAME_YEAR, last)):
        match = pattern.search(asked)
        if match and not named and not asked[: match.start()].endswith(("比", "较")):
            return f"{asked[: match.start()]}{year}年{asked[match.end() :]}"
    return asked


def _swap_scope(before: str, asked: str, times: Sequence[TimeWord], reading: Reading) -> str:
    """Return the last question with the year and region of `asked` in place of its own."""
    text = before
    new_places = reading.regions(asked)
    if new_places:
        words = "".join(dict.fromkeys(asked[place.start : place.end] for place in new_places))
        old = reading.regions(text)
        if old:
            text = text[: old[0].start] + words + text[old[0].end :]
        else:
            years = [word for word in reading.times(text) if word.start == 0]
            cut = years[0].end if years else 0
            text = text[:cut] + words + text[cut:]
    new_times = [word for word in reading.times(asked) if word in times or word.years]
    if new_times:
        words = "和".join(_year_text(asked[word.start : word.end]) for word in new_times)
        old_times = [word for word in reading.times(text) if not word.base]
        if old_times:
            first, rest = old_times[0], old_times[1:]
            text = cut_out(text, [(word.start, word.end) for word in rest])
            text = text[: first.start] + words + text[first.end :]
        else:
            text = words + text
    return text


def _with_scope(asked: str, before: str, reading: Reading) -> str:
    """Return `asked` with the year and region of the last question where it has none."""
    text = asked
    if not reading.regions(text):
        names = "".join(
            dict.fromkeys(before[place.start : place.end] for place in reading.regions(before))
        )
        first = next(iter(reading.times(text)), None)
        cut = first.end if first is not None and first.start == 0 else 0
        text = text[:cut] + names + text[cut:]
    if not any(word.years and not word.base for word in reading.times(text)):
        words = [word for word in reading.times(before) if word.years and not word.base]
        until = "到" if words and words[0].until and len(words) == 1 else ""
        carried = until + "和".join(_year_text(before[word.start : word.end]) for word in words)
        text = carried + text
    return text


def _swap_word(new: str, before: str, reading: Reading, similar: Similar | None) -> str:
    """Return the last question with the word that `new` stands in for replaced by it."""
    shared = shared_ending(new, before) or parallel(new, before)
    if shared:
        start, end = shared
        return before[:start] + new + before[end:]
    asked_object = _OBJECT.search(before)
    if asked_object and len(asked_object["np"]) >= 2:
        start, end = asked_object.span("np")
        asked = asked_object.span("asked")
        return before[: asked[0]] + "多少" + new + before[end:]
    spans = [(w.start, w.end) for w in reading.times(before)]
    spans += [(place.start, place.end) for place in reading.regions(before)]
    asking = ASKING.search(before)
    words = _nouns(before[: asking.start()] if asking else before, spans)
    if not words:
        cut = asking.start() if asking else 0
        return f"{before[:cut]}{new}{before[cut:]}"
    texts = [before[start:end] for start, end in words]
    likeness = similar(new, texts) if similar else [overlap(new, text) for text in texts]
    best = max(range(len(words)), key=lambda place: (likeness[place], -place))
    start, end = words[best]
    return before[:start] + new + before[end:]


def _nouns(text: str, scope: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the offsets of the content words of `text` outside years and regions."""
    segmentation = segment(text)
    spans: list[tuple[int, int]] = []
    for word, start, end in zip(
        segmentation.words, segmentation.starts.tolist(), segmentation.ends.tolist(), strict=True
    ):
        taken = any(first < end and start < last for first, last in scope)
        if (
            taken
            or word in _GENERIC
            or not re.search(r"[a-z\u4e00-\u9fff]", word)
            or _HEAD_VERB.fullmatch(word)
        ):
            continue
        if len(word) > 1 or (word.isalpha() and word not in _FUNCTION):
            spans.append((start, end))
    return spans


def _shares(subject: str, core: str) -> bool:
    """Whether the new question already says what it is about."""
    words = bigrams(subject)
    return len(words & bigrams(core)) * 2 >= max(1, len(words))


def _resolve(asked: str, pronoun: re.Match[str], before: str, last: Turn, reading: Reading) -> str:
    """Return `asked` with its pronoun replaced by what it points at."""
    subject = _answer_subject(last.answer) if pronoun[0].startswith(("它", "其的", "该")) else ""
    yes_no = re.search(r"有没有|是不是|是否|吗", before)
    if not (subject and (yes_no or subject in before)):
        subject = _subject(before, reading) or subject
    if not subject:
        return asked
    joint = "" if asked[pronoun.end() : pronoun.end() + 1] in "，," else "的"
    if pronoun[0].startswith(("其中", "这其中")):
        joint = "其中"
    elif pronoun[0] in ("这", "上述", "前者", "后者") or not pronoun[0].endswith(("的", "那个")):
        joint = "" if not pronoun[0].endswith("的") else "的"
    return f"{asked[: pronoun.start()]}{subject}{joint}{asked[pronoun.end() :]}"


def _answer_subject(answer: str) -> str:
    """Return what an answer speaks of first: 有，石油化工是…产业链之一 → 石油化工."""
    stem = re.sub(r"^(?:有|是|对|没有|不是|可以|能|会)[的]?[,，。、]\s*", "", answer.strip())
    match = re.match(r"([\u4e00-\u9fffA-Za-z0-9“”]{2,14}?)(?:是|为|达到|有|已|将|要|共|在)", stem)
    return match[1] if match and not re.match(r"\d", match[1]) else ""


def _subject(before: str, reading: Reading) -> str:
    """Return what the last question asked about, without its year, region and asking words."""
    spans = [(word.start, word.end) for word in reading.times(before)]
    spans += [(place.start, place.end) for place in reading.regions(before)]
    bare = cut_out(before, spans)
    asking = ASKING.search(bare)
    stem = bare if asking is None else bare[: asking.start()]
    target = _OBJECT.search(bare)
    if target and len(target["np"]) >= 2 and not _UNIT.fullmatch(target["np"]):
        stem = f"{_HEAD_VERB.sub('', stem)}{target['np']}"
    stem = re.split(r"[,，。；;]", stem.strip("，, "))[-1] if len(stem) > 16 else stem
    stem = _TRAILING.sub("", stem)
    return stem.strip("的，,、 到")


def _year_text(text: str) -> str:
    return f"{text}年" if re.fullmatch(r"\d{2}(?:\d{2})?", text) else text
