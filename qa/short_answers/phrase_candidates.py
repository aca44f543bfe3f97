"""The phrases of a quoted text that may be its short answer: every run of words in a clause."""

from collections.abc import Sequence
from dataclasses import dataclass

from embeddings.language.clauses import clauses
from embeddings.lazy_regex import lazy_regex
from embeddings.text.bigrams import bigrams
from embeddings.text.folding import fold
from qa.text.part_of_speech import TaggedWord, tagged

__all__ = [
    "CLOSING_MARKS",
    "OPENING_MARKS",
    "CandidateClause",
    "Phrase",
    "candidate_clauses",
    "phrases",
    "phrases_of",
]

OPENING_MARKS, CLOSING_MARKS = "“《（(", "”》）)"
_LONGEST = 34  # characters of a phrase that is not a whole clause
_WORDS_MOST = 14
_CLAUSES_MOST = 12  # of one text
_NAMED = lazy_regex(r"《[^》]{2,40}》|“[^”]{2,12}”")


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """Words `first` to `last` (both included) of a clause; offsets are those of the text."""

    start: int
    end: int
    clause: int
    first: int
    last: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidateClause:
    """A clause of a text at `start`, with its tagged words."""

    start: int
    text: str
    words: tuple[TaggedWord, ...]
    context: float  # share of its character pairs that are in the question


def phrases(text: str) -> list[Phrase]:
    """Return every run of words within a clause of `text` that may be a short answer."""
    return phrases_of(candidate_clauses(text, frozenset()))


def candidate_clauses(text: str, asked: frozenset[str]) -> list[CandidateClause]:
    """Return the first clauses of `text`; `asked` are the character pairs of the question."""
    found = []
    for clause in clauses(text)[:_CLAUSES_MOST]:
        piece = text[clause.start : clause.end]
        pairs = bigrams(fold(piece))
        found.append(
            CandidateClause(
                start=clause.start,
                text=piece,
                words=tagged(piece),
                context=len(pairs & asked) / (len(pairs) or 1),
            )
        )
    return found


def phrases_of(held: Sequence[CandidateClause]) -> list[Phrase]:
    """Return every run of words within a clause that splits no name, bracket or particle."""
    found = []
    for number, clause in enumerate(held):
        count = len(clause.words)
        names = [match.span() for match in _NAMED.finditer(clause.text)]
        for first, opening in enumerate(clause.words):
            if opening.tag in ("uj", "ul", "uz", "y") or (
                opening.tag == "x" and opening.text not in "“《"
            ):
                continue
            for last in range(first, min(count, first + _WORDS_MOST)):
                closing = clause.words[last]
                size = closing.end - opening.start
                if size > _LONGEST and not (first == 0 and last == count - 1):
                    break
                if size < 2 or closing.tag in ("uj", "p"):
                    continue
                if closing.tag == "x" and closing.text not in "”》）)%％":
                    continue
                if _is_torn(clause.text[opening.start : closing.end]) or any(
                    low < opening.start and closing.end < high and size < high - low - 2
                    for low, high in names
                ):
                    continue  # part of a name in marks
                found.append(
                    Phrase(
                        start=clause.start + opening.start,
                        end=clause.start + closing.end,
                        clause=number,
                        first=first,
                        last=last,
                    )
                )
        if count > _WORDS_MOST:
            found.append(
                Phrase(
                    start=clause.start,
                    end=clause.start + len(clause.text),
                    clause=number,
                    first=0,
                    last=count - 1,
                )
            )
    return found


def _is_torn(piece: str) -> bool:
    """Whether a quotation or bracket is cut in two."""
    pairs = zip(OPENING_MARKS, CLOSING_MARKS, strict=True)
    return any(piece.count(opening) != piece.count(closing) for opening, closing in pairs)
