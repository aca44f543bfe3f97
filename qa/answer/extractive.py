"""The extractive answer: which clauses to quote, and how they are put together."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from embeddings.encoders.encoder import Encoder
from embeddings.records import Report
from embeddings.text.folding import fold
from qa.answer.citations import compose
from qa.answer.comparison import Operand, choose_operands, operand_retrievals
from qa.answer.conditions import has_unit_of, measured_classes
from qa.answer.digest import digest, nearest_digest, wants_digest
from qa.answer.drafts.passage_draft import (
    PassageDraft,
    compared,
    digested,
    headlined,
    listed,
    outlined,
)
from qa.answer.listings.admitted_problems import admitted_problems, asks_for_problems
from qa.answer.listings.coined_names import asked_coinage, coined_listing
from qa.answer.listings.headline_figures import asks_for_economy, headline_figures
from qa.answer.listings.listing import asked_listing, whole_listing
from qa.answer.listings.public_deeds import DEEDS_ROOM, asks_for_deeds, public_deeds
from qa.answer.outline import asked_work, outline, work_outline
from qa.answer.quote_selection import answering_sentences, chosen_quotes
from qa.evidence.boosted_trees import Trees
from qa.evidence.clause_features import clause_model
from qa.evidence.clauses import ClauseTable, clause_table
from qa.evidence.evidence import Evidence
from qa.evidence.query import Query, read_query
from qa.evidence.window_features import window_features, window_model
from qa.evidence.windows import Window, length_limit, windows
from qa.evidence.word_similarity import WordMatcher
from qa.question.answer_type import AnswerType
from qa.quotes import Quote
from qa.reading.evidence_reader import EvidenceReader
from qa.records import Retrieval
from qa.short_answers.short_answers import short_answers
from qa.short_answers.token_scores import quoted_scores

__all__ = ["PASSAGES_READ", "Answerer", "preferred"]

Matrix = npt.NDArray[np.float32]

PASSAGES_READ = 10  # passages read per question
PASSAGES_READ_COMPARISON = 16  # per comparing question, whose operands take turns
_OPERANDS_ROOM = 100  # characters of the operands together, for questions of any other type
_OPERANDS_WORTH = 0.5  # of the operands' probability to that of the whole question's best window


class Answerer:
    """Selects the clauses that answer, from the paragraphs that a retriever found."""

    def __init__(
        self,
        encoder: Encoder,
        *,
        clauses: Trees | None = None,
        windows: Trees | None = None,
        reader: EvidenceReader | None = None,
    ) -> None:
        """Use the bundled models unless others are given; no reader unless one is."""
        self._encoder = encoder
        self._matcher = WordMatcher(encoder)
        self._clause_model = clauses
        self._window_model = windows
        self._reader = reader

    def query(self, retrieval: Retrieval) -> Query:
        """Return the question of `retrieval` with its words, weights and vector."""
        return read_query(retrieval, self._encoder, self._matcher)

    def evidence(self, retrieval: Retrieval, *, limit: int | None = None) -> Evidence:
        """Return the windows that may answer, scored; `limit` is of their length."""
        query = self.query(retrieval)
        table = self.table(query, retrieval)
        if table is None:
            return Evidence(query=query, table=None)
        scores = (self._clause_model or clause_model()).probabilities(table.features)
        found = windows(table, scores, query, limit=limit)
        rows = window_features(table, scores, found, query)
        chances = (self._window_model or window_model()).probabilities(rows)
        order = preferred(found, chances).tolist()
        return Evidence(
            query=query,
            table=table,
            windows=tuple(found[place] for place in order),
            probabilities=tuple(float(chances[place]) for place in order),
            features=rows[order],
            scores=scores,
        )

    def table(self, query: Query, retrieval: Retrieval) -> ClauseTable | None:
        """Return the clauses of the passages with their features; None where there are none."""
        if not retrieval.passages:
            return None
        _, snapshot = retrieval.origin()
        views = [snapshot.paragraphs.of(one.report_id, one.paragraph) for one in retrieval]
        table = clause_table(query, retrieval.passages, views, self._matcher)
        return table if len(table.passage) else None

    def draft(
        self, retrieval: Retrieval, *, better: Callable[[Quote, Quote], bool] | None = None
    ) -> PassageDraft:
        """Return the extractive answer to the question of `retrieval`.

        Args:
            retrieval: the passages found.
            better: whether the second of two quotes answers and the first does not, for certain.

        Raises:
            ValueError: if the retrieval was stored and read back.
        """
        reports = retrieval.origin()[1].reports
        evidence = self.evidence(_shortened(retrieval, PASSAGES_READ))
        if not evidence.windows:
            return PassageDraft(evidence=evidence)
        kind = evidence.query.kind.kind
        if kind is AnswerType.OUTLINE and (points := outline(retrieval, reports)):
            return outlined(points, evidence, reports)
        question, _ = retrieval.origin()
        work = asked_work(question)
        if work is not None:
            points = work_outline(retrieval, reports, work)
            if points:
                return outlined(points, evidence, reports)
        economy = asks_for_economy(question)
        headline = headline_figures(retrieval.scope, reports) if economy else None
        if headline is not None:
            return headlined(headline, evidence, reports)
        asked = asks_for_problems(question.unscoped)
        problems = admitted_problems(retrieval.scope, reports) if asked else None
        if problems is not None:
            return listed(whole_listing(problems, reports), evidence, reports)
        deeds = public_deeds(retrieval.scope, reports) if asks_for_deeds(question) else None
        if deeds is not None:
            return listed(whole_listing(deeds, reports, DEEDS_ROOM), evidence, reports)
        coined = asked_coinage(question.folded)
        members = None if coined is None else coined_listing(coined, retrieval)
        if members is not None:
            return listed(members, evidence, reports)
        topical = wants_digest(question)
        years = retrieval.scope.report_years
        if topical and (items := digest(question, retrieval.passages, reports, years)):
            return digested(items, evidence, reports)
        begun = self._reader and self._reader.begin(evidence, retrieval.rewritten, reports)
        operands = self._operands(retrieval, kind)  # sought while it reads
        evidence = begun() if begun else evidence
        evidence = evidence.preferring(better) if better else evidence
        evidence = _measured(evidence, reports)
        if operands and _are_better(operands, evidence):
            return compared(operands, evidence, reports)
        return _quoted(evidence, reports, described=coined is not None, topical=topical)

    def nearest(self, draft: PassageDraft, retrieval: Retrieval) -> PassageDraft | None:
        """Return what stands nearest to a question about measures that `draft` does not answer."""
        evidence = draft.evidence
        if evidence is None:
            return None
        question, snapshot = retrieval.origin()
        years = retrieval.scope.report_years
        items = nearest_digest(question, retrieval.passages, snapshot.reports, years)
        return digested(items, evidence, snapshot.reports) if items else None

    def _operands(self, retrieval: Retrieval, kind: AnswerType) -> tuple[Operand, ...]:
        """Return the operands of a comparing question; empty for any other."""
        seen = operand_retrievals(retrieval)
        if not seen:
            return ()
        comparing = kind is AnswerType.COMPARISON
        room = (length_limit(kind) if comparing else _OPERANDS_ROOM) // len(seen)
        read = [_shortened(one, PASSAGES_READ_COMPARISON) for one in seen]
        evidence = [self.evidence(one, limit=room) for one in read]
        return choose_operands(list(zip(seen, evidence, strict=True)), room)


def _quoted(
    evidence: Evidence, reports: Mapping[str, Report], *, described: bool, topical: bool
) -> PassageDraft:
    """Return the quotes of the best windows with their short answers.

    None of those where the members of a coined name are only `described`, or a topic is asked for.
    """
    listing = asked_listing(evidence, reports)
    quotes = chosen_quotes(evidence, reports, listing)
    text, citations = compose(quotes, reports)
    answers = listing.spans if listing is not None else ()
    query = evidence.query
    if not (described or answers or topical):
        read = quoted_scores(text, quotes, citations, evidence.tokens)
        answers = short_answers(text, query.text, query.kind, read)
        quotes = answering_sentences(quotes, answers, query, reports)
        text, citations = compose(quotes, reports)
    return PassageDraft(
        conflicting=query.kind.wants_figure and len({quote.report_id for quote in quotes}) > 1,
        text=text,
        citations=citations,
        spans=() if described else answers,  # the members are elsewhere, if anywhere
        evidence=evidence,
    )


def _measured(evidence: Evidence, reports: Mapping[str, Report]) -> Evidence:
    """Return the evidence with a quote first that has a figure in the unit asked for: 多少钱.

    It says at least the words of the question that the first says; unchanged where that has one, or
    the question states no unit.
    """

    def text(quote: Quote) -> str:
        return fold(reports[quote.report_id].text[quote.start : quote.end])

    query, classes = evidence.query, measured_classes(evidence.query.text)
    first = text(evidence.windows[0].quote) if classes else ""
    if not classes or has_unit_of(classes, first):
        return evidence
    said = query.said_in(first)

    def better(_: Quote, other: Quote) -> bool:
        told = text(other)
        return has_unit_of(classes, told) and said <= query.said_in(told)

    return evidence.preferring(better)


def _are_better(operands: Sequence[Operand], whole: Evidence) -> bool:
    """Whether the operands answer a question better than one window does."""
    likely = sum(operand.probability for operand in operands) / len(operands)
    return likely >= _OPERANDS_WORTH * whole.probabilities[0]


def preferred(found: Sequence[Window], chances: Matrix) -> npt.NDArray[np.int64]:
    """Return the indices of the windows, likeliest first, of equally likely ones the shorter."""
    lengths = np.array([window.length for window in found])
    return np.lexsort((lengths, -chances))


def _shortened(retrieval: Retrieval, count: int) -> Retrieval:
    return replace(retrieval, passages=retrieval.passages[:count])
