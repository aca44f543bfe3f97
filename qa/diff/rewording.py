"""The words removed and added between two wordings of a statement."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from embeddings.text.segmentation import segment
from qa.diff.records import DiffStatement, TextSpan
from qa.diff.statements import FIGURE_MARK, figures_of

__all__ = ["Rewording", "compare_wordings"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rewording:
    """The difference of two wordings; offsets in the report texts."""

    removed: tuple[TextSpan, ...]
    added: tuple[TextSpan, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Token:
    """A word or a figure of a sentence; offsets in the sentence."""

    key: str  # what is compared: a figure by its unit, whatever its value
    start: int
    end: int


def compare_wordings(old: DiffStatement, new: DiffStatement) -> Rewording:
    """Return the words that only one wording has; figures are compared in `figure_changes`.

    The longest common blocks of words decide (Ratcliff and Obershelp, as `difflib` finds them).
    """
    old_tokens, new_tokens = _tokens(old.text), _tokens(new.text)
    old_keys = [token.key for token in old_tokens]
    new_keys = [token.key for token in new_tokens]
    matcher = SequenceMatcher(None, old_keys, new_keys, autojunk=False)
    removed: list[TextSpan] = []
    added: list[TextSpan] = []
    for tag, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        if tag != "equal" and old_to > old_from:
            removed.append(_span(old, old_tokens[old_from:old_to]))
        if tag != "equal" and new_to > new_from:
            added.append(_span(new, new_tokens[new_from:new_to]))
    return Rewording(removed=tuple(removed), added=tuple(added))


def _tokens(text: str) -> list[_Token]:
    found: list[_Token] = []
    position = 0
    for figure in figures_of(text):
        found += _words(text, position, figure.start)
        key = f"{FIGURE_MARK}{figure.unit}"
        found.append(_Token(key=key, start=figure.start, end=figure.end))
        position = figure.end
    return found + _words(text, position, len(text))


def _words(text: str, start: int, end: int) -> list[_Token]:
    """Return the words between two figures, without white space and punctuation."""
    found = segment(text[start:end])
    spans = zip(found.words, found.starts.tolist(), found.ends.tolist(), strict=True)
    return [
        _Token(key=word, start=start + first, end=start + last)
        for word, first, last in spans
        if any(letter.isalnum() for letter in word)
    ]


def _span(statement: DiffStatement, tokens: Sequence[_Token]) -> TextSpan:
    return TextSpan(start=statement.start + tokens[0].start, end=statement.start + tokens[-1].end)
