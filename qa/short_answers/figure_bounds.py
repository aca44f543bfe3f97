"""A figure as a short answer gives it: without the bound that its question says.

A fall keeps its verb (下降3.4%): without it the figure means the opposite.
"""

from embeddings.language.figures import OF_A_SIZE, Figure
from embeddings.lazy_regex import lazy_regex
from embeddings.text.folding import fold

__all__ = ["as_asked", "is_size_class"]

_REACHED = lazy_regex(r"^突破")  # a verb, not a qualifier, in front of a figure
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
    """Return a figure as written, without 突破, and without the bound that the question names.

    Args:
        text: the figure: 不超过50平方米.
        question: folded.
    """
    start, end = 0, len(text)
    folded = fold(text)
    if leading := _REACHED.match(folded):
        start = leading.end()
    for bound, named in _BOUNDS:
        match = bound.search(folded, start)
        if match and named.search(question):
            start, end = (start, match.start()) if match.end() == end else (match.end(), end)
    return text[start:end]


def is_size_class(figure: Figure, folded: str) -> bool:
    """Whether an amount of money in folded text only says of what size things are that it counts.

    50亿元以上项目6个 cost nothing that is told; 投资超过5亿元 is an amount.
    """
    sized = figure.qualifier == "以上" or folded.startswith("级", figure.end)
    return (
        sized and figure.unit_class == "money" and OF_A_SIZE.match(folded, figure.end) is not None
    )
