"""A key that a server says back in its text, found before any of it is shown.

Servers have repeated a key they refuse as if it were an answer, cut anywhere into chunks.
"""

from collections.abc import Iterable, Iterator

from qa.llm.reasoning_tags import begun_tag

__all__ = ["KeyRepeatedError", "without_key"]

_SHORTEST = 12  # characters of a secret; shorter ones (ollama, none) stand for no key at all


class KeyRepeatedError(Exception):
    """The text holds the key."""


def without_key(chunks: Iterable[str], key: str) -> Iterator[str]:
    """Yield the text; what may be the beginning of `key` waits for the next chunk.

    Raises:
        KeyRepeatedError: the whole of it came.
    """
    if len(key) < _SHORTEST:
        yield from chunks
        return
    waiting = ""
    for chunk in chunks:
        waiting += chunk
        if key in waiting:
            raise KeyRepeatedError
        kept = begun_tag(waiting, key)
        said, waiting = waiting[: len(waiting) - kept], waiting[len(waiting) - kept :]
        if said:
            yield said
    if waiting:
        yield waiting
