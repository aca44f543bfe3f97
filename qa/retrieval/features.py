"""The features of a candidate paragraph for a question, the input of the ranker."""

import math
from collections.abc import Collection, Sequence

import numpy as np
import numpy.typing as npt

from embeddings.index.catalogue import all_reports
from embeddings.index.passage_index import Candidate
from qa.question.answer_type import AnswerType, ExpectedAnswer
from qa.question.question import Question
from qa.records import Scope
from qa.retrieval.scope_features import NewestRanks, ReadCandidate, fill_scope_features
from qa.retrieval.word_features import LONGEST_RUN, Coverage, QuestionMatcher
from qa.text.paragraph import ParagraphStore

__all__ = ["FEATURES", "CandidateFeatures", "Matrix"]

Matrix = npt.NDArray[np.float32]

# Name → what it measures; the order is the order of the columns.
FEATURES: dict[str, str] = {
    "lexical": "BM25 of the paragraph, as a share of the best candidate's",
    "lexical_sentence": "BM25 of its best sentence, as a share of the best candidate's",
    "lexical_log": "BM25 of the paragraph, absolute, ln(1 + score)",
    "lexical_sentence_log": "BM25 of its best sentence, absolute",
    "dense": "cosine of the paragraph",
    "dense_sentence": "cosine of its best sentence",
    "dense_gap": "cosine behind the best candidate's",
    "dense_sentence_gap": "the same of the best sentence",
    "cover": "share of the question's words in the paragraph, weighted by rarity",
    "cover_sentence": "the same in its best sentence",
    "cover_pairs": "share of the question's character pairs in the paragraph",
    "cover_pairs_sentence": "the same in its best sentence",
    "cover_expanded": "words said in the paragraph, themselves or as the lexicon has them",
    "cover_expanded_sentence": "the same in its best sentence",
    "cover_heading": "share of the question's words in the headings",
    "cover_heading_expanded": "the same, or as the lexicon has them",
    "order": "1 if words follow each other in the best sentence as in the question, -1 if reversed",
    "rarest": "rarity of the rarest word found, as a share of the question's rarest",
    "leads": "share of the things asked for that head a clause",
    "mentioned": "share of the things asked for that stand elsewhere only",
    "run": "longest run of the question's characters in the paragraph, of 10",
    "expansion": "share of the lexicon's entries of which a form is in the best sentence",
    "in_scope": "1 if the report is in the derived scope",
    "gives_results": "1 if the report's period ends with a year asked about",
    "sets_targets": "1 if the report sets the targets of a year asked about",
    "results_asked": "gives_results weighted by the chance that results are asked for",
    "targets_asked": "sets_targets weighted by the chance that targets are asked for",
    "within_period": "1 if a year asked about lies within the report's period",
    "named_report": "1 if the question names the report by its year",
    "year_distance": "years between the report and the nearest that should answer, of 5",
    "no_year": "1 if the question names no year",
    "recency": "1 / rank among the reports of its region, newest first, if no year is named",
    "year_in_sentence": "1 if the best sentence is about a year asked about",
    "year_in_paragraph": "1 if the paragraph does",
    "year_written": "1 if the paragraph writes out a year asked about",
    "year_singled_out": "1 if its best sentence writes out a year asked about, not the report's",
    "other_year": "1 if the best sentence is about years, and of none asked about",
    "region_same": "1 if the report is of a region asked about, or none is named",
    "region_above": "1 if the report is of a region above one asked about",
    "region_named": "1 if the paragraph names a region asked about that is not the report's",
    "review_results": "review section, weighted by the chance that results are asked for",
    "plan_targets": "goals or tasks, weighted by the chance that targets are asked for",
    "review_targets": "review section, weighted by the chance that targets are asked for",
    "plan_results": "goals or tasks, weighted by the chance that results are asked for",
    "goals": "1 if the section states goals",
    "government": "1 if the section is on government itself",
    "opening": "1 if the paragraph stands before the first heading, or closes the report",
    "figure_sentence": "figures: 1 if the best sentence has one of the asked kind, ½ any",
    "figure_paragraph": "the same of the paragraph",
    "asks_figure": "1 if a figure is asked for",
    "asks_measures": "1 if measures are asked for",
    "asks_name": "1 if a name or a list is asked for",
    "length": "ln of the paragraph's characters",
    "short": "1 if under 40 characters",
    "oversized": "1 if over 1,300 characters: too long to show",
    "position": "place in the report, 0 to 1",
    "words": "how many content words the question has, ln(1 + n)",
}
_OVERSIZED, _SHORT = 1_300, 40  # characters
# The columns of words, in the order in which they are computed.
_OF_WORDS = (
    *("cover", "cover_sentence", "cover_expanded", "cover_expanded_sentence"),
    *("cover_heading", "cover_heading_expanded", "leads", "mentioned", "rarest"),
    *("order", "cover_pairs", "cover_pairs_sentence", "run", "expansion"),
)


class CandidateFeatures:
    """Computes features over one snapshot of an index; paragraph analyses are cached."""

    def __init__(self, store: ParagraphStore) -> None:
        self.store = store
        self._ranks = NewestRanks(all_reports(store.reports))

    def compute(self, question: Question, scope: Scope, candidates: Sequence[Candidate]) -> Matrix:
        """Return the features of `candidates`, of shape (candidates, features)."""
        table = np.zeros((len(FEATURES), len(candidates)), dtype=np.float32)
        columns = dict(zip(FEATURES, table, strict=True))
        if candidates:
            read = [ReadCandidate.of(one, self.store) for one in candidates]
            self._legs(columns, candidates)
            self._words(columns, question, read)
            fill_scope_features(columns, question, scope, read, self._ranks)
            self._answer(columns, question.kind, read)
            columns["words"][:] = math.log1p(len(question.words))
        return np.ascontiguousarray(table.T)

    def _legs(self, columns: dict[str, Matrix], candidates: Sequence[Candidate]) -> None:
        for name in ("lexical", "lexical_sentence", "dense", "dense_sentence"):
            values = np.array([getattr(one, name) for one in candidates], dtype=np.float32)
            best = float(values.max())
            if name.startswith("lexical"):
                columns[name][:] = values / best if best > 0 else 0
                columns[f"{name}_log"][:] = np.log1p(values)
            else:
                columns[name][:] = values
                columns[f"{name}_gap"][:] = values - best

    def _words(
        self, columns: dict[str, Matrix], question: Question, candidates: Sequence[ReadCandidate]
    ) -> None:
        words = QuestionMatcher(question)
        headings: dict[str, Coverage] = {}
        rows = []
        for one in candidates:
            analysis, start, end = one.analysis, one.start, one.end
            text = analysis.folded
            held = words.held(text)
            bases = analysis.folded_bases
            whole = words.coverage(text, 0, len(text), held=held, bases=bases)
            part = words.coverage(text, start, end, held=held, bases=bases)
            head = headings.get(analysis.heading)
            if head is None:
                head = words.coverage(analysis.heading, 0, len(analysis.heading))
                headings[analysis.heading] = head
            sentence = text[start:end]
            rows.append(
                (
                    *(whole.plain, part.plain, whole.expanded, part.expanded),
                    *(head.plain, head.expanded, whole.leading, whole.mentioned, whole.rarest),
                    words.order(text, start, end, held=held),
                    words.pairs(text, held),
                    words.pairs(sentence, held),
                    words.longest_run(text) / LONGEST_RUN,
                    words.entries(sentence),
                )
            )
        for name, values in zip(_OF_WORDS, zip(*rows, strict=True), strict=True):
            columns[name][:] = values

    def _answer(
        self, columns: dict[str, Matrix], kind: ExpectedAnswer, candidates: Sequence[ReadCandidate]
    ) -> None:
        wants_figure = kind.wants_figure
        columns["asks_figure"][:] = wants_figure
        columns["asks_measures"][:] = kind.kind in (AnswerType.MEASURES, AnswerType.WHY)
        columns["asks_name"][:] = kind.kind in (AnswerType.NAME, AnswerType.LIST)
        lengths = np.array([len(one.analysis.folded) for one in candidates])
        columns["length"][:] = [math.log(max(length, 1)) for length in lengths.tolist()]
        columns["short"][:] = lengths < _SHORT
        columns["oversized"][:] = lengths > _OVERSIZED
        if not (wants_figure or kind.kind is AnswerType.DATE):
            return
        for row, one in enumerate(candidates):
            analysis = one.analysis
            if not analysis.figures:
                continue
            columns["figure_paragraph"][row] = _figure_fit(analysis.units, kind)
            here = [f for f in analysis.figures if one.start <= f.start < one.end]
            units = {(figure.unit, figure.unit_class) for figure in here}
            columns["figure_sentence"][row] = _figure_fit(units, kind)


def _figure_fit(units: Collection[tuple[str, str]], kind: ExpectedAnswer) -> float:
    if not units:
        return 0.0
    if any(unit in kind.units or named in kind.unit_classes for unit, named in units):
        return 1.0
    return 0.5
