"""The phrase of a quoted text that is the short answer: 兰新高铁 of 兰新高铁建成通车.

Every run of words within a clause is a candidate, scored by boosted trees over
`qa.short_answers.phrase_features`, fitted by `python -m qa.training.phrases`; where a reader has
read the text, by those of `qa.short_answers.read_phrases`.
"""

from functools import cache
from pathlib import Path

import numpy as np

from embeddings.text.folding import fold
from qa.evidence.boosted_trees import Trees
from qa.question.answer_type import ExpectedAnswer
from qa.short_answers.phrase_candidates import Phrase
from qa.short_answers.phrase_features import PHRASE_FEATURES, phrase_features
from qa.short_answers.read_phrases import read_features, read_phrase_model
from qa.short_answers.token_scores import TokenScores

__all__ = ["MODEL_FILE", "best_phrases", "phrase_model"]

MODEL_FILE = Path(__file__).parents[1] / "data" / "models" / "phrases.json"


@cache
def phrase_model() -> Trees:
    """Return the bundled model."""
    return Trees.load(MODEL_FILE, PHRASE_FEATURES)


def best_phrases(
    text: str,
    question: str,
    kind: ExpectedAnswer,
    *,
    count: int = 1,
    model: Trees | None = None,
    read: TokenScores | None = None,
    read_model: Trees | None = None,
) -> tuple[str, ...]:
    """Return the `count` likeliest phrases of `text`, none within another; empty for no text.

    Args:
        text: the quoted text.
        question: self-contained.
        kind: of answer that it asks for.
        count: of phrases.
        model: another than the bundled one.
        read: what a reader says of the characters of `text`.
        read_model: another than the bundled one for a text that was read.
    """
    found, rows = phrase_features(text, question, kind)
    if not found:
        return ()
    scores = (model or phrase_model()).scores(rows)
    if read is not None:
        rows = read_features(found, rows, read, scores)
        scores = (read_model or read_phrase_model()).scores(rows)
    chosen: list[Phrase] = []
    asked = fold(question)
    for place in np.argsort(-scores, kind="stable").tolist():
        phrase = found[place]
        if fold(text[phrase.start : phrase.end]) in asked:
            continue  # words of the question are no answer to it
        if any(phrase.start < other.end and other.start < phrase.end for other in chosen):
            continue
        chosen.append(phrase)
        if len(chosen) == count:
            break
    return tuple(text[phrase.start : phrase.end] for phrase in chosen)
