"""The extractive answer: which clauses to quote, and how they are put together."""

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from embeddings.encoder import Encoder
from embeddings.records import Report
from qa.answer_kind import Kind
from qa.asked import Asked, read_asked
from qa.citations import Quote, compose
from qa.evidence import ClauseTable, clause_model, clause_table
from qa.matching import WordMatcher
from qa.paragraph_view import ParagraphView, view_paragraph
from qa.records import Citation, Computed, Retrieval, ScoredPassage
from qa.spans import short_answers
from qa.trees import Trees
from qa.windows import Window, length_limit, window_features, window_model, windows

__all__ = ["Answerer", "Draft", "Evidence", "preferred"]

Matrix = npt.NDArray[np.float32]

PASSAGES_READ = 10  # of a retrieval: the tenth still holds the proof now and then
_REMEMBERED = 2_000  # analysed paragraphs kept: what a report says does not change
_LENGTH_PRICE = 0.05  # probability that 60 characters more must bring
_WORTH_ADDING = 0.25  # probability at which a further window joins a list or measures


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The windows found for a question, likeliest first, with their probabilities."""

    asked: Asked
    table: ClauseTable | None
    windows: tuple[Window, ...] = ()
    probabilities: tuple[float, ...] = ()
    features: Matrix = field(default_factory=lambda: np.zeros((0, 0), dtype=np.float32))


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An answer in the making; empty `quotes` where nothing was found."""

    quotes: tuple[Quote, ...] = ()
    text: str = ""
    citations: tuple[Citation, ...] = ()
    spans: tuple[str, ...] = ()
    computed: tuple[Computed, ...] = ()
    evidence: Evidence | None = None


class Answerer:
    """Finds the clauses that answer, in the paragraphs that a retriever found."""

    def __init__(
        self, encoder: Encoder, *, clauses: Trees | None = None, windows: Trees | None = None
    ) -> None:
        """Use the bundled models unless others are given."""
        self._encoder = encoder
        self._matcher = WordMatcher(encoder)
        self._clause_model = clauses or clause_model()
        self._window_model = windows or window_model()
        self._views: OrderedDict[tuple[str, int], ParagraphView] = OrderedDict()

    def asked(self, retrieval: Retrieval) -> Asked:
        """Return what the question of `retrieval` asks."""
        return read_asked(retrieval, self._encoder, self._matcher)

    def evidence(self, retrieval: Retrieval, reports: Mapping[str, Report]) -> Evidence:
        """Return the windows that may answer the question of `retrieval`, scored."""
        asked = self.asked(retrieval)
        table = self.table(asked, retrieval.passages[:PASSAGES_READ], reports)
        if table is None:
            return Evidence(asked=asked, table=None)
        scores = self._clause_model.probabilities(table.features)
        found = windows(table, scores, asked)
        rows = window_features(table, scores, found, asked)
        chances = self._window_model.probabilities(rows)
        order = preferred(found, chances).tolist()
        return Evidence(
            asked=asked,
            table=table,
            windows=tuple(found[place] for place in order),
            probabilities=tuple(float(chances[place]) for place in order),
            features=rows[order],
        )

    def table(
        self, asked: Asked, passages: Sequence[ScoredPassage], reports: Mapping[str, Report]
    ) -> ClauseTable | None:
        """Return the clauses of `passages` with their features; None where there are none."""
        if not passages:
            return None
        views = [self._view(passage, reports) for passage in passages]
        table = clause_table(asked, passages, views, self._matcher)
        return table if len(table.passage) else None

    def draft(self, retrieval: Retrieval, reports: Mapping[str, Report]) -> Draft:
        """Return the extractive answer to the question of `retrieval`."""
        evidence = self.evidence(retrieval, reports)
        if not evidence.windows:
            return Draft(evidence=evidence)
        quotes = _chosen(evidence)
        text, citations = compose(quotes, reports)
        return Draft(
            quotes=quotes,
            text=text,
            citations=citations,
            spans=short_answers(text, evidence.asked.text, evidence.asked.kind),
            evidence=evidence,
        )

    def _view(self, passage: ScoredPassage, reports: Mapping[str, Report]) -> ParagraphView:
        report = reports[passage.report_id]
        key = (report.sha256, passage.paragraph)
        view = self._views.get(key)
        if view is None:
            view = view_paragraph(report, passage.paragraph, self._encoder)
            self._views[key] = view
            if len(self._views) > _REMEMBERED:
                self._views.popitem(last=False)
        return view


def preferred(found: Sequence[Window], chances: Matrix) -> npt.NDArray[np.int64]:
    """Return the places of the windows, best first: likely, and no longer than needed."""
    prices = np.array([_LENGTH_PRICE * window.length / 60 for window in found])
    return np.argsort(-(chances - prices), kind="stable")


def _chosen(evidence: Evidence) -> tuple[Quote, ...]:
    """Return what to quote: the best window, and for lists and measures more of its kind."""
    best = evidence.windows[0]
    chosen = [best]
    if evidence.asked.kind.kind in {Kind.MEASURES, Kind.OUTLINE}:
        left = length_limit(evidence.asked.kind.kind) - best.length
        for window, chance in zip(evidence.windows[1:], evidence.probabilities[1:], strict=True):
            if chance < _WORTH_ADDING:
                break
            apart = all(_apart(window.quote, other.quote) for other in chosen)
            if apart and window.length + 1 <= left:
                chosen.append(window)
                left -= window.length + 1
    chosen.sort(key=lambda window: (window is not best, window.quote.start))
    return tuple(window.quote for window in chosen)


def _apart(one: Quote, other: Quote) -> bool:
    return one.report_id != other.report_id or one.end <= other.start or other.end <= one.start
