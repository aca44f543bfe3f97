"""A figure as a short answer gives it: without the verb or the bound that its question says."""

from embeddings.lazy_regex import lazy_regex
from embeddings.text.folding import fold

__all__ = ["as_asked"]

_REACHED = lazy_regex(r"^突破")  # a verb, not a qualifier, in front of a figure
_FALL = lazy_regex(r"^(?:下降|降低|减少|下滑|回落|缩减|压减|下跌|减产|降)了?(?=[约近\d])")
_FALL_ASKED = lazy_regex(r"[降减跌]|少了|少用|下滑|回落|缩小")
_UPPER_ASKED = lazy_regex(r"最多|顶多|封顶|最大|上限|不超过|不能超|不到|以内|最高")
_LOWER_ASKED = lazy_regex(
    r"以上|超过|[能跨迈]过|至少|最少|最低|再少|底线|不低于|不能少|不少于|大关"
)
# Bounds that a question may name itself: 最多多少 is answered by 50平方米, not by 不超过50平方米.
_BOUNDS = (
    (lazy_regex(r"^(?:不超过|不到|不足|低于)|(?:以内|以下)$"), _UPPER_ASKED),
    (lazy_regex(r"^(?:超过|超|逾|不低于|不少于|至少|高于)|以上$"), _LOWER_ASKED),
)


def as_asked(text: str, question: str) -> str:
    """Return a figure as written, without the verb or the bound that the question names itself.

    Args:
        text: the figure: 不超过50平方米, 下降12.12%.
        question: folded.
    """
    start, end = 0, len(text)
    folded = fold(text)
    leading = _REACHED.match(folded) or (_FALL_ASKED.search(question) and _FALL.match(folded))
    if leading:
        start = leading.end()
    for bound, named in _BOUNDS:
        match = bound.search(folded, start)
        if match and named.search(question):
            start, end = (start, match.start()) if match.end() == end else (match.end(), end)
    return text[start:end]
