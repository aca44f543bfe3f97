"""Words with their parts of speech, as the segmenter's dictionary has them.

For short texts only: questions, and the excerpts that answer them.
"""

from dataclasses import dataclass

import rjieba

from embeddings.folding import fold

__all__ = ["TaggedWord", "tagged"]

_NOUNS = ("n", "vn", "an", "j", "s", "f", "l", "eng", "i")
_VERBS = ("v", "vd", "vi", "vq")


@dataclass(frozen=True, slots=True, kw_only=True)
class TaggedWord:
    """A word at `start:end` of a text; `tag` as in ICTCLAS: n noun, v verb, p preposition."""

    text: str  # folded
    start: int
    end: int
    tag: str

    @property
    def is_noun(self) -> bool:
        """Whether it may head or shape a noun phrase."""
        return self.tag.startswith("n") or self.tag in _NOUNS

    @property
    def is_verb(self) -> bool:
        """Whether it is a verb that is not used as a noun."""
        return self.tag in _VERBS


def tagged(text: str) -> tuple[TaggedWord, ...]:
    """Return the words of `text`, without gaps; offsets are those of `text` itself."""
    found: list[TaggedWord] = []
    position = 0
    for word, tag in rjieba.tag(fold(text)):
        found.append(TaggedWord(text=word, start=position, end=position + len(word), tag=tag))
        position += len(word)
    return tuple(found)
