"""The question as evidence needs it: words with weights, vector, answer type, years, aspect."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from embeddings.encoders.encoder import Encoder
from embeddings.language.figures import find_figures
from embeddings.text.folding import fold
from qa.evidence.word_similarity import QuestionWords, WordMatcher
from qa.question.answer_type import ExpectedAnswer
from qa.records import Retrieval

__all__ = ["Query", "read_query"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A question prepared for scoring clauses."""

    text: str  # the self-contained question, folded, abbreviations spelled out
    kind: ExpectedAnswer
    words: QuestionWords
    vector: npt.NDArray[np.float32]  # unit length
    years: frozenset[int]  # asked about, without those only compared with
    report_years: frozenset[int]  # of the reports that should answer
    results: float  # probability that results are asked for, not targets
    figures: frozenset[tuple[object, str]]  # value and unit of figures in the question itself

    def said_in(self, text: str) -> set[int]:
        """Return the numbers of the question's words that folded `text` says, in whatever form."""
        pairs = zip(self.words.variants, self.words.owners.tolist(), strict=True)
        return {owner for form, owner in pairs if form in text}

    def share_in(self, text: str) -> float:
        """Return the weight of the question's words that folded `text` says, from 0 to 1."""
        return float(sum(self.words.weights[word] for word in self.said_in(text)))


def read_query(retrieval: Retrieval, encoder: Encoder, matcher: WordMatcher) -> Query:
    """Return the question of `retrieval` as a query."""
    question, _ = retrieval.origin()
    text = fold(question.spelled_out)
    return Query(
        text=text,
        kind=question.kind,
        words=matcher.question_words(text, ignore=question.spelled_scope_spans),
        vector=encoder.encode_questions([question.spelled_out])[0],
        years=frozenset(retrieval.scope.about_years),
        report_years=frozenset(retrieval.scope.report_years),
        results=question.result_probability,
        figures=frozenset((figure.low, figure.unit) for figure in find_figures(text)),
    )
