"""Part-of-speech tags of words, from the segmenter's dictionary.

For short texts only: questions, and the excerpts that answer them.
"""

from dataclasses import dataclass

from embeddings.text.folding import fold

__all__ = ["CLASSES", "CLASS_OF", "TaggedWord", "tag_class", "tagged", "word_tags"]

# Classes of tags, as ICTCLAS names them.
CLASSES: dict[str, tuple[str, ...]] = {
    "noun": ("n", "ng", "an", "s", "l", "i", "j", "eng"),
    "proper": ("nr", "ns", "nt", "nz", "nrt", "nrfg"),
    "verb": ("v", "vd", "vg", "vi", "vq"),
    "gerund": ("vn",),
    "adjective": ("a", "ag", "b", "z"),
    "adverb": ("d", "ad", "dg", "zg"),
    "preposition": ("p",),
    "conjunction": ("c",),
    "particle": ("uj", "ul", "uz", "ug", "ud", "u", "uv", "y", "e", "o"),
    "number": ("m", "q", "mq", "t", "tg"),
    "mark": ("x", "w"),
    "other": ("r", "f", "k", "h"),
}
CLASS_OF = {tag: name for name, tags in CLASSES.items() for tag in tags}
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
        """Whether it may be the head or a modifier of a noun phrase."""
        return self.tag.startswith("n") or self.tag in _NOUNS

    @property
    def is_verb(self) -> bool:
        """Whether it is a verb that is not used as a noun."""
        return self.tag in _VERBS


def word_tags(folded: str) -> list[tuple[str, str]]:
    """Return the words of a folded text, each with its tag."""
    # its dictionary is read with it, a twelfth of the time of a question that needs no tags
    import rjieba  # noqa: PLC0415

    found: list[tuple[str, str]] = rjieba.tag(folded)
    return found


def tagged(text: str) -> tuple[TaggedWord, ...]:
    """Return the words of `text`, without gaps; offsets are those of `text` itself."""
    found: list[TaggedWord] = []
    position = 0
    for word, tag in word_tags(fold(text)):
        found.append(TaggedWord(text=word, start=position, end=position + len(word), tag=tag))
        position += len(word)
    return tuple(found)


def tag_class(word: TaggedWord | None) -> str:
    """Return the class of a word's tag; `none` for no word."""
    return "none" if word is None else CLASS_OF.get(word.tag, "other")
