"""Character bigrams of a text: 生产总值 → 生产, 产总, 总值."""

from collections.abc import Callable

__all__ = ["bigrams"]


def bigrams(text: str, *, keep: Callable[[str], bool] | None = None) -> frozenset[str]:
    """Return the pairs of neighbouring characters of `text`, each once.

    Characters that `keep` rejects are removed first, so that pairs skip them.
    """
    if keep is not None:
        text = "".join(filter(keep, text))
    return frozenset([text[place : place + 2] for place in range(len(text) - 1)])
