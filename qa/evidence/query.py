"""What a question asks, put together for the evidence: words, kind, years, results or targets."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from embeddings.encoders.encoder import Encoder
from embeddings.language.figures import find_figures
from embeddings.language.time_expressions import Anchor, find_times
from embeddings.text.folding import fold
from qa.evidence.word_similarity import QuestionWords, WordMatcher
from qa.question.answer_type import AnswerKind, answer_kind
from qa.question.aspect import result_probability
from qa.question.question import find_regions
from qa.records import Retrieval

__all__ = ["Asked", "read_asked"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question, read."""

    text: str  # the self-contained question, folded, abbreviations spelled out
    kind: AnswerKind
    words: QuestionWords
    vector: npt.NDArray[np.float32]  # unit length
    years: frozenset[int]  # asked about, the compared-with ones left out
    report_years: frozenset[int]  # of the reports that should know
    results: float  # probability that results are asked for, not targets
    figures: frozenset[tuple[object, str]]  # value and unit of figures in the question itself


def read_asked(retrieval: Retrieval, encoder: Encoder, matcher: WordMatcher) -> Asked:
    """Return what the question of `retrieval` asks."""
    question = matcher.lexicon.spelled_out(retrieval.rewritten or retrieval.question)
    text = fold(question)
    times = find_times(text, Anchor())
    spans = [(word.start, word.end) for word in times]
    spans += [(region.start, region.end) for region in find_regions(text)]
    about = tuple((word.start, word.end) for word in times if not word.base)
    return Asked(
        text=text,
        kind=answer_kind(text),
        words=matcher.question_words(text, ignore=spans),
        vector=encoder.encode_questions([question])[0],
        years=frozenset(retrieval.scope.about_years),
        report_years=frozenset(retrieval.scope.report_years),
        results=result_probability(text, about),
        figures=frozenset((figure.low, figure.unit) for figure in find_figures(text)),
    )
