"""A question for the meaning of a term → the term: 什么是三线一单, “双违”是什么意思."""

from embeddings.lazy_regex import lazy_regex
from embeddings.text.folding import fold

__all__ = ["asked_terms", "behind_place"]

_WHAT = r"(?:什么|啥|何)"
_MEANING = r"(?:意思|含义|含意|涵义|定义|意义|概念|内涵)"
_SURELY = r"(?:到底|究竟|具体|主要|都|又|分别|是|说)*"
_WHOLE = tuple(
    lazy_regex(pattern)
    for pattern in (
        rf"(?P<before>.*?){_SURELY}{_WHAT}(?:是|叫做?|叫作|谓|为)(?:所谓的?)?(?P<term>.{{2,}})",
        rf"(?P<term>.{{2,}}?)(?:这个词|这个提法|这个说法|一词)?{_SURELY}(?:指|意味着|代表)(?:的是|的)?"
        rf"{_WHAT}(?:{_MEANING})?",
        rf"(?P<term>.{{2,}}?)(?:这个词|一词)?(?:的{_MEANING}呢?|的?{_MEANING}是{_WHAT})",
        rf"(?P<term>.{{2,}}?)(?:这个词|这个提法|这个说法|一词)?的?{_SURELY}{_WHAT}(?:样的)?(?:{_MEANING}|东西|来头|玩意儿?|名堂)?",
        r"(?P<term>.{2,}?)(?:这个词|一词)?(?:怎么|如何|怎样)(?:理解|解释|定义)",
        rf"(?P<term>.{{2,}}?){_SURELY}(?:怎么|咋)一?(?:回事|玩|弄|搞)的?",
        r"(?:解释|说明|科普)(?:一下|下)?(?P<term>.{2,})",
    )
)
_OF_A_REPORT = lazy_regex(r"^.*?报告(?:里面?|中|上|当中)?(?:所?(?:说|讲|提|写|指)到?)?的?(?=.{2})")
_END = lazy_regex(r"[\s?？。！!呢啊呀吗吧]+$")
_QUOTED = lazy_regex(r"[“\"「『](?P<term>[^“”\"「」『』]{2,40})[”\"」』]")
_LED = lazy_regex(r"^[省市州县区]?(?:的|那会儿|那时|当时|所谓|[说讲提]的?)*")
_YEAR = lazy_regex(r"^(?:19|20)\d\d年?(?:的|版)?")


def asked_terms(text: str) -> tuple[str, ...]:
    """Return what may be the term whose meaning a text asks for, the longest first; else nothing.

    What stands before it (a place, a year, 报告里的) is left on one and taken off the other.
    """
    folded = _END.sub("", fold(text))
    for pattern in _WHOLE:
        match = pattern.fullmatch(folded)
        if match is not None:
            break
    else:
        return ()
    whole = match["term"].strip(" 　,，:：的")
    bare = _YEAR.sub("", _OF_A_REPORT.sub("", whole))
    quoted = _QUOTED.search(whole)
    found = [whole, bare, *([quoted["term"]] if quoted is not None else [])]
    return tuple(dict.fromkeys(term for term in found if len(term) > 1))


def behind_place(term: str, end: int) -> str:
    """Return a term without the place that it begins with, which stops at `end`: 平凉的三证合一."""
    return _LED.sub("", term[end:])
