"""Detection of the API key in a server's output, before any of it is shown.

Servers have repeated a refused key as if it were an answer, cut anywhere into chunks.
"""

from collections.abc import Iterable, Iterator

from qa.llm.reasoning_tags import begun_tag

__all__ = ["KeyRepeatedError", "without_key"]

_SHORTEST = 12  # characters of a key; shorter ones (ollama, none) are placeholders


class KeyRepeatedError(Exception):
    """The text contains the key."""


def without_key(chunks: Iterable[str], key: str) -> Iterator[str]:
    """Yield the text; what may be the beginning of `key` waits for the next chunk.

    Raises:
        KeyRepeatedError: the text contains the whole key.
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
