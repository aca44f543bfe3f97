"""Features of a phrase: its beginning and end, its neighbours, and its overlap with the question.

No feature names a word, a report or a region.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from embeddings.language.figures import find_figures
from embeddings.language.negation import NEGATIVE_SIGN
from embeddings.lazy_regex import lazy_regex
from embeddings.text.bigrams import bigrams
from embeddings.text.folding import fold
from qa.question.answer_type import AnswerType, ExpectedAnswer
from qa.short_answers.phrase_candidates import (
    CLOSING_MARKS,
    OPENING_MARKS,
    CandidateClause,
    Phrase,
    candidate_clauses,
    phrases_of,
)
from qa.text.part_of_speech import CLASS_OF, CLASSES, TaggedWord, tag_class
from qa.text.word_rarity import rarity

__all__ = ["PHRASE_FEATURES", "phrase_features"]

Matrix = npt.NDArray[np.float32]

_KINDS = (
    AnswerType.NAME,
    AnswerType.OPEN,
    AnswerType.YES_NO,
    AnswerType.WHY,
    AnswerType.DATE,
    AnswerType.FIGURE,
)
_WHO = lazy_regex(r"谁|哪位|哪个人|何人")
_WHERE = lazy_regex(r"哪里|哪儿|何处|哪个?地方|什么地方")
_BE = frozenset(("是", "为", "叫", "即", "系"))

PHRASE_FEATURES: tuple[str, ...] = (
    *(f"before_{name}" for name in (*CLASSES, "none")),
    *(f"first_{name}" for name in CLASSES),
    *(f"last_{name}" for name in CLASSES),
    *(f"after_{name}" for name in (*CLASSES, "none")),
    *(f"kind_{kind.value}" for kind in _KINDS),
    *("length", "words", "share", "clause_length", "clauses", "clause_place", "whole_clause"),
    *("verbs", "gerunds", "proper", "persons", "places", "particles", "commas", "figures"),
    *("novel", "novel_first", "novel_last", "novel_pairs", "context", "context_best"),
    *("asked_inside", "asked_before", "asked_after", "noun_given", "noun_ends"),
    *("noun_letter", "noun_inside", "noun_after", "quoted", "open_before"),
    *("close_after", "unbalanced", "quotes"),
    *("before_be", "after_be", "before_de", "after_deng", "who", "where", "rarest", "mean_rarity"),
    *("negation", "negation_first", "clause_negation", "spread"),
)  # fmt: skip


def phrase_features(text: str, question: str, kind: ExpectedAnswer) -> tuple[list[Phrase], Matrix]:
    """Return the phrases of `text` with their features: shape (phrases, PHRASE_FEATURES)."""
    asked = fold(question)
    pairs = bigrams(asked)
    held = candidate_clauses(text, pairs)
    found = phrases_of(held)
    rows = np.zeros((len(found), len(PHRASE_FEATURES)), dtype=np.float32)
    if not found:
        return found, rows
    place = {name: number for number, name in enumerate(PHRASE_FEATURES)}
    constant = _of_question(asked, kind, held)
    best = max(clause.context for clause in held)
    for row, phrase in zip(rows, found, strict=True):
        values = _of_phrase(phrase, held[phrase.clause], asked, pairs, kind.noun)
        values["context_best"] = values["context"] - best
        values["clause_place"] = phrase.clause / len(held)
        for name, value in (*constant.items(), *values.items()):
            row[place[name]] = value
    return found, rows


def _of_question(
    asked: str, kind: ExpectedAnswer, held: Sequence[CandidateClause]
) -> dict[str, float]:
    values = {
        "noun_given": float(bool(kind.noun)),
        "who": float(bool(_WHO.search(asked))),
        "where": float(bool(_WHERE.search(asked))),
        "clauses": float(len(held)),
    }
    if kind.kind in _KINDS:
        values[f"kind_{kind.kind.value}"] = 1.0
    return values


def _of_phrase(
    phrase: Phrase, clause: CandidateClause, asked: str, pairs: frozenset[str], noun: str
) -> dict[str, float]:
    words = clause.words[phrase.first : phrase.last + 1]
    piece = fold(clause.text[words[0].start : words[-1].end])
    values = {
        **_of_words(words, piece, clause),
        **_of_overlap(words, piece, clause, asked, pairs),
        **_of_neighbours(phrase, clause),
        "negation": bool(NEGATIVE_SIGN.search(piece)),
        "negation_first": bool(NEGATIVE_SIGN.match(piece)),
        "clause_negation": bool(NEGATIVE_SIGN.search(clause.text)),
        "spread": phrase.first,
    }
    if noun:
        tail = fold(clause.text[words[-1].end :])
        values["noun_ends"] = piece.endswith(noun)
        values["noun_letter"] = piece.endswith(noun[-1])
        values["noun_inside"] = noun in piece
        values["noun_after"] = tail.startswith((noun, f"的{noun}"))
    return {name: float(value) for name, value in values.items()}


def _of_words(words: Sequence[TaggedWord], piece: str, clause: CandidateClause) -> dict[str, float]:
    """Return features of the words of a phrase: number, tags, rarity, marks and figures."""
    tags = [word.tag for word in words]
    rarities = [rarity(word.text) for word in words if word.tag not in ("x", "m")]
    return {
        f"first_{tag_class(words[0])}": 1.0,
        f"last_{tag_class(words[-1])}": 1.0,
        "length": len(piece),
        "words": len(words),
        "share": len(piece) / len(clause.text),
        "clause_length": len(clause.text),
        "verbs": sum(word.is_verb for word in words),
        "gerunds": tags.count("vn"),
        "proper": sum(CLASS_OF.get(tag) == "proper" for tag in tags),
        "persons": sum(tag.startswith("nr") for tag in tags),
        "places": tags.count("ns"),
        "particles": sum(CLASS_OF.get(tag) == "particle" for tag in tags),
        "commas": piece.count("、") + piece.count("，") + piece.count(","),
        "figures": len(find_figures(piece)) if any(map(str.isdigit, piece)) else 0,
        "unbalanced": abs(
            sum(piece.count(mark) for mark in OPENING_MARKS)
            - sum(piece.count(mark) for mark in CLOSING_MARKS)
        ),
        "quotes": piece.count("“") + piece.count("《"),
        "rarest": max(rarities, default=0.0),
        "mean_rarity": sum(rarities) / (len(rarities) or 1),
    }


def _of_overlap(
    words: Sequence[TaggedWord],
    piece: str,
    clause: CandidateClause,
    asked: str,
    pairs: frozenset[str],
) -> dict[str, float]:
    """Return the overlap of a phrase, and of the clause around it, with the question."""
    own = bigrams(piece)
    return {
        "novel": sum(letter not in asked for letter in piece) / (len(piece) or 1),
        "novel_first": words[0].text not in asked,
        "novel_last": words[-1].text not in asked,
        "novel_pairs": len(own - pairs) / (len(own) or 1),
        "context": clause.context,
        "asked_inside": len(own & pairs),
        "asked_before": len(bigrams(fold(clause.text[: words[0].start])) & pairs),
        "asked_after": len(bigrams(fold(clause.text[words[-1].end :])) & pairs),
    }


def _of_neighbours(phrase: Phrase, clause: CandidateClause) -> dict[str, float]:
    """Return features of the words directly before and after a phrase in its clause."""
    before = clause.words[phrase.first - 1] if phrase.first else None
    after = clause.words[phrase.last + 1] if phrase.last + 1 < len(clause.words) else None
    left = "" if before is None else before.text
    right = "" if after is None else after.text
    return {
        f"before_{tag_class(before)}": 1.0,
        f"after_{tag_class(after)}": 1.0,
        "whole_clause": before is None and after is None,
        "quoted": bool(left and right) and left in "“《" and right in "”》",
        "open_before": bool(left) and left in "“《（(",
        "close_after": bool(right) and right in "”》）)",
        "before_be": left in _BE,
        "after_be": right in _BE,
        "before_de": left == "的",
        "after_deng": right.startswith("等"),
    }
