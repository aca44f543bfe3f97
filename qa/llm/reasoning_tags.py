"""Reasoning tags: the reasoning of a model, removed from its output.

Some servers send it inside the text, between <think> and </think>, cut anywhere into chunks.
"""

from collections.abc import Iterable, Iterator

__all__ = ["begun_tag", "without_reasoning"]

_OPEN, _CLOSE = "<think>", "</think>"


def without_reasoning(chunks: Iterable[str]) -> Iterator[str]:
    """Yield the text outside <think>…</think>; a tag that is never closed hides the rest.

    White space at the beginning, which reasoning leaves behind, is removed too.
    """
    waiting = ""
    thinking = False
    begun = False
    for chunk in chunks:
        waiting += chunk
        while waiting:
            tag = _CLOSE if thinking else _OPEN
            head, found, rest = waiting.partition(tag)
            if found:
                waiting = rest
            else:
                kept = begun_tag(waiting, tag)
                head, waiting = waiting[: len(waiting) - kept], waiting[len(waiting) - kept :]
            said = "" if thinking else head if begun else head.lstrip()
            if said:
                begun = True
                yield said
            if not found:
                break
            thinking = not thinking
    if waiting and not thinking:
        yield waiting


def begun_tag(text: str, tag: str) -> int:
    """Return how many of the last characters of `text` may be the beginning of `tag`."""
    for length in range(min(len(tag) - 1, len(text)), 0, -1):
        if text.endswith(tag[:length]):
            return length
    return 0
