"""Everyday words and abbreviations → the reports' own words: GDP → 国内生产总值.

The table is `data/tables/lexicon.tsv`; a user extends it with a file of the same form. Expansions
are added to a question's words with lower weight; its own words are never dropped.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from embeddings.errors import InputError
from embeddings.lazy_regex import lazy_regex
from embeddings.messages import system_reason
from embeddings.text.folding import fold

__all__ = ["Expansion", "Lexicon", "load_lexicon", "spelling", "substituted"]

_BUNDLED = Path(__file__).parents[1] / "data" / "tables" / "lexicon.tsv"
_LATIN_EDGE = lazy_regex(r"[0-9a-z]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Expansion:
    """A word of the table at `start:end` of a text, with the reports' forms of it."""

    start: int
    end: int
    word: str
    forms: tuple[str, ...]

    @property
    def abbreviates(self) -> bool:
        """Whether the word is short for its first form: GDP is, 地铁 and 5G are not."""
        return self.word.isascii() and self.word not in self.forms


class Lexicon:
    """A table of everyday words; the longest word is found first, and matches do not overlap."""

    def __init__(self, entries: Iterable[tuple[str, tuple[str, ...]]]) -> None:
        self._forms: dict[str, tuple[str, ...]] = {}
        for word, forms in entries:
            known = self._forms.get(word, ())
            self._forms[word] = known + tuple(form for form in forms if form not in known)
        self._lengths: dict[str, list[int]] = {}  # first character → lengths, longest first
        for word in self._forms:
            lengths = self._lengths.setdefault(word[0], [])
            if len(word) not in lengths:
                lengths.append(len(word))
        for lengths in self._lengths.values():
            lengths.sort(reverse=True)

    def __len__(self) -> int:
        return len(self._forms)

    def find(self, text: str) -> tuple[Expansion, ...]:
        """Return the words of the table in `text`, in order."""
        folded = fold(text)
        found: list[Expansion] = []
        position = 0
        while position < len(folded):
            end = self._longest(folded, position)
            if end is None:
                position += 1
                continue
            word = folded[position:end]
            found.append(Expansion(start=position, end=end, word=word, forms=self._forms[word]))
            position = end
        return tuple(found)

    def spelled_out(self, text: str) -> str:
        """Return `text` with its abbreviations as the reports write them: GDP → 生产总值."""
        return substituted(text, spelling(self.find(text)))

    def _longest(self, folded: str, start: int) -> int | None:
        for length in self._lengths.get(folded[start], ()):
            end = start + length
            if (
                end <= len(folded)
                and folded[start:end] in self._forms
                and _stands_alone(folded, start, end)
            ):
                return end
        return None


def spelling(expansions: Iterable[Expansion]) -> dict[tuple[int, int], str]:
    """Return the full form of each abbreviation among `expansions`, by its span."""
    return {(one.start, one.end): one.forms[0] for one in expansions if one.abbreviates}


def substituted(text: str, others: Mapping[tuple[int, int], str]) -> str:
    """Return `text` with other words at the spans of `others`, which must not overlap."""
    for (start, end), other in sorted(others.items(), reverse=True):
        text = text[:start] + other + text[end:]
    return text


def load_lexicon(extension: Path | None = None) -> Lexicon:
    """Return the bundled table, extended by the file at `extension`.

    Raises:
        InputError: if the file cannot be read, or a line of it is malformed.
    """
    if extension is None:
        return _bundled()
    return Lexicon((*_read(_BUNDLED), *_read(extension)))


@cache
def _bundled() -> Lexicon:
    return Lexicon(_read(_BUNDLED))


def _read(path: Path) -> list[tuple[str, tuple[str, ...]]]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as err:
        raise InputError("lexicon_unreadable", path=path, reason=system_reason(err)) from err
    entries = []
    for number, line in enumerate(lines, start=1):
        if not line.strip() or line.startswith("#"):
            continue
        word, tab, forms = line.partition("\t")
        kept = tuple(form for form in (fold(part.strip()) for part in forms.split("|")) if form)
        if not tab or not word.strip() or not kept:
            raise InputError("lexicon_line", path=path, line=number, found=line)
        entries.append((fold(word.strip()), kept))
    return entries


def _stands_alone(folded: str, start: int, end: int) -> bool:
    """Whether the span is a whole word; Latin abbreviations match whole: not the ai in `said`."""
    left = folded[start - 1] if start else ""
    right = folded[end] if end < len(folded) else ""
    clash_left = _LATIN_EDGE.match(folded[start]) and left and _LATIN_EDGE.match(left)
    clash_right = _LATIN_EDGE.match(folded[end - 1]) and right and _LATIN_EDGE.match(right)
    # a year may be adjacent: 2017gdp目标
    if clash_left and left.isdigit() and folded[start].isalpha():
        clash_left = None
    return not clash_left and not clash_right
