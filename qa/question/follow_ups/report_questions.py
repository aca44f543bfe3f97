"""Follow-ups of questions over several reports: 那哪些上调了, 出现过几次 after “人工智能+”.

Each function returns the self-contained question; an empty string for a question of another form.
"""

import re

from embeddings.lazy_regex import lazy_regex
from embeddings.text.folding import fold
from qa.question.question import Reading

__all__ = ["changed_question", "term_question"]

_WAY = (
    r"(?:没有?(?:改)?变化?|不变|持平|(?:没有?|未能?|没能)(?:完成|实现|达到)|上调|下调|提高|降低|"
    r"调高|调低|上升|下降|调整)"
)
_ONES = r"(?:哪一?些|哪几[个项]|哪一?[个项]|什么|多少)"
_TARGETS = r"(?:指标|目标|预期)"
_OTHER_WAY = lazy_regex(
    rf"(?:那么?|又|还|再|都|有|{_ONES}|{_TARGETS}|是|被|的)*(?P<way>{_WAY})"
    rf"(?:了|的|有|是|{_ONES}|{_TARGETS}|呢|吗)*"
)
_OF_TARGETS = lazy_regex(rf"{_TARGETS}.*{_ONES}|{_ONES}.*{_TARGETS}")
_GONE = lazy_regex(
    rf"(?:那么?|又|还)*(?:{_ONES})?(?:少|去掉|删掉?|不再?提|没再提|消失)了?的?(?:{_ONES})?(?:提法|词)?呢?"
)
_NEW = lazy_regex(
    rf"(?:那么?|又|还)*(?:(?:多|新增|增加)了?{_ONES}?|{_ONES}?(?:是|有)?新的?{_ONES}?)(?:提法|词)?呢?"
)
_OF_NEW = lazy_regex(r"新(?:的)?(?:提法|表述|说法|词|概念)")
_OF_GONE = lazy_regex(
    r"(?:少|去掉|删|不再?提|消失|不见).{0,8}(?:提法|表述|说法|词)|(?:提法|词).{0,8}(?:不见|不再?提|消失|没了)"
)
_QUOTED = lazy_regex(r"[“\"「『](?P<term>[^“”\"「」『』]{2,30})[”\"」』]")
_WHEN = r"(?:哪一?年|哪一?[份届次]|什么时候|何时|几几年)"
_SAY = r"(?:出现|提到|提及|提出|提起|写入|写进|说到|讲到|谈到)"
_NAMED = (  # the term of a question about one, without marks
    lazy_regex(rf"(?:一词|这个(?:词|提法))?(?:是|在|从|最早|最先)*{_WHEN}"),
    lazy_regex(rf"{_SAY}[了过]*"),
)
_OF_A_TERM = lazy_regex(
    r"(?:那么?|它|这个?(?:词|提法|说法)?|一共|总共|都|又|还|在|报告|里|中)*"
    r"(?:"
    rf"(?:出现|提|说|讲|用)[到及了过]*(?:多少|几)[次回遍].*|(?:最早|最先|最后|第一次|首次)?(?:是|在|从)?{_WHEN}.*|"
    rf"(?:有)?(?:哪一?些|哪几个|多少个?)(?:省|市|地方|城市|地区).*(?:提|说|讲|写|有).*|"
    r"(?:(?:19|20)\d\d年?|今年|去年|最近|后来|现在)(?:的?报告)?(?:还|有没有|有|在|里|中)*(?:提|说|讲|出现)[到及了过]*(?:吗|没有|没|么)"
    r")"
)
_LONGEST = 12  # characters of a term without quotation marks
_TAIL = "?？。！! 　"


def changed_question(asked: str, before: str, reading: Reading) -> str:
    """Return a question about changed targets or terms, asked the other way: 那哪些上调了."""
    question, former = fold(asked).strip(_TAIL), fold(before).strip(_TAIL)
    other = _OTHER_WAY.fullmatch(question)
    told = list(re.finditer(rf"{_WAY}了?", former))
    if other and told and _OF_TARGETS.search(former):
        return f"{former[: told[-1].start()]}{other['way']}{former[told[-1].end() :]}？"
    if _OF_NEW.search(former) and _GONE.fullmatch(question):
        return f"{_compared(before, reading)}报告不再提哪些提法？"
    if _OF_GONE.search(former) and _NEW.fullmatch(question):
        return f"{_compared(before, reading)}报告有哪些新提法？"
    return ""


def term_question(asked: str, before: str) -> str:
    """Return a question about the term of the last one: 出现过几次, 2024年还提了吗."""
    question = fold(asked).strip(_TAIL)
    if _QUOTED.search(question) or not _OF_A_TERM.fullmatch(question):
        return ""
    term = _term(fold(before).strip(_TAIL))
    return f"“{term}”{question}？" if term else ""


def _term(before: str) -> str:
    """Return the term that a question is about; empty if it is about none."""
    quoted = _QUOTED.search(before)
    if quoted is not None:
        return quoted["term"]
    when, said = (pattern.search(before) for pattern in _NAMED)
    if when is None and said is None:
        return ""
    if when is not None and _is_term(before[: when.start()]):
        return before[: when.start()]
    return before[said.end() :] if said is not None and _is_term(before[said.end() :]) else ""


def _is_term(words: str) -> bool:
    return 2 <= len(words) <= _LONGEST and re.fullmatch(r"[^\W\d][\w+·]*", words) is not None


def _compared(before: str, reading: Reading) -> str:
    """Return the places and years of a question; two years as compared with each other."""
    places = "".join(before[one.start : one.end] for one in reading.regions(before))
    words = [before[one.start : one.end] for one in reading.times(before) if one.years]
    years = list(dict.fromkeys(words))
    return f"{places}{'和'.join(years)}{'相比' if len(years) > 1 else ''}"
