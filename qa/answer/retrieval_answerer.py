"""A retrieval → its answer: computed over several reports, from facts, or from passages."""

from dataclasses import dataclass, replace

from embeddings.encoders.encoder import Encoder
from embeddings.messages import Message
from qa.answer.between_reports.between import draft_between
from qa.answer.conditions import unmet_names_of
from qa.answer.confidence import judge
from qa.answer.drafts.answers import answer_of
from qa.answer.drafts.draft import Draft
from qa.answer.drafts.passage_draft import PassageDraft
from qa.answer.extractive import Answerer
from qa.answer.figures.answerer import FactAnswerer, FigureReading
from qa.answer.notices import answer_notices
from qa.answer.refusals.refusal_messages import nearest_ground
from qa.reading.evidence_reader import load_evidence_reader
from qa.records import Answer, Reason, Retrieval

__all__ = ["RetrievalAnswerer"]

_SURE = 0.5  # probability of being right from which a question is offered


@dataclass(frozen=True, slots=True, kw_only=True)
class _LookedUp:
    """What is known of an answer before passages are quoted."""

    decisive: Draft | None = None  # the answer or refusal, whatever passages say
    figures: Draft | None = None  # a refusal by facts, or an answer that lacks some of the figures
    reading: FigureReading | None = None
    misnamed: bool = False  # the facts are of another name than the question's


class RetrievalAnswerer:
    """Answers the question of a retrieval; refuses below `threshold` (None: the fitted one)."""

    def __init__(
        self,
        encoder: Encoder,
        facts: FactAnswerer,
        *,
        threshold: float | None = None,
        reading: bool = True,
    ) -> None:
        self._passages = Answerer(encoder, reader=load_evidence_reader() if reading else None)
        self._facts = facts
        self._threshold = threshold
        self.judged_by = threshold, reading  # what the same question's confidence depends on

    def answer(self, searched: Retrieval, k: int) -> Answer:
        """Return the answer from facts, or the one from passages if the facts give none."""
        return self._answer(searched, k, self._looked_up(searched))

    def is_sure(self, searched: Retrieval, k: int, *, of_facts: bool = False) -> bool:
        """Whether the question is answered, and so likely right that it can be offered.

        What facts refuse counts as refused, though a quote may take precedence over them.

        Args:
            searched: what was found for it.
            k: how many passages come with its answer.
            of_facts: whether only facts may answer it: passages cost several times as much.
        """
        looked_up = self._looked_up(searched, refusing=not of_facts)
        figures = looked_up.figures
        if of_facts and looked_up.decisive is None:
            return False
        if figures is not None and figures.reason is not None:
            return False
        answer = self._answer(searched, k, looked_up)
        return not answer.refused and answer.confidence >= _SURE

    def _looked_up(self, searched: Retrieval, *, refusing: bool = True) -> "_LookedUp":
        """Return what several reports compared, or the facts, say."""
        between = draft_between(searched)
        if between is not None:
            return _LookedUp(decisive=between)
        reading = self._facts.read(searched)
        figures = None
        if reading is not None:
            figures = self._facts.draft(searched, reading, refusing=refusing)
        if figures is None or figures.reason is not None:
            return _LookedUp(reading=reading, figures=figures)
        if unmet_names_of(searched, figures.citations):
            return _LookedUp(reading=reading, misnamed=True)
        if figures.lacking:
            return _LookedUp(reading=reading, figures=figures)
        return _LookedUp(decisive=figures)

    def _answer(self, searched: Retrieval, k: int, looked_up: "_LookedUp") -> Answer:
        shown = replace(searched, passages=searched.passages[:k])
        if looked_up.decisive is not None:
            return answer_of(shown, looked_up.decisive)
        quoted, figures = self._quoted(searched, shown, looked_up.reading), looked_up.figures
        if looked_up.misnamed:
            return quoted
        if figures is None:
            return self._checked(quoted, shown, looked_up.reading)
        if figures.reason is not None:
            refused = self._facts.overrules(figures, quoted)
            return answer_of(shown, figures) if refused else quoted
        if self._facts.has_all(figures, quoted):
            return self._checked(quoted, shown, looked_up.reading)
        return answer_of(shown, figures)

    def _checked(self, quoted: Answer, shown: Retrieval, reading: FigureReading | None) -> Answer:
        """Return a quoted answer as the facts correct it."""
        told = self._facts.checked(quoted, reading)
        return told if isinstance(told, Answer) else answer_of(shown, told)

    def _quoted(
        self, searched: Retrieval, shown: Retrieval, reading: FigureReading | None
    ) -> Answer:
        """Return the answer quoted from the passages of `searched`, with as many as `shown`."""
        draft = self._passages.draft(searched, better=self._facts.better_of(searched, reading))
        confidence = judge(draft, shown, threshold=self._threshold)
        reports = shown.origin()[1].reports
        if confidence.reason is Reason.NO_FIGURE:
            near = self._passages.nearest(draft, searched)
            if near is not None:
                notices = (Message("nearest_quoted"), *answer_notices(shown, near, reports))
                shown = _cited_first(searched, near, len(shown))
                return answer_of(shown, near.judged(confidence.probability, None, notices))
        notices = answer_notices(shown, draft, reports)
        judged = draft.judged(confidence.probability, confidence.reason, notices)
        if confidence.unmet is not None:
            nearest = [nearest_ground(citation) for citation in draft.citations[:1]]
            judged = replace(judged, grounds=(confidence.unmet, *nearest))
        elif judged.reason is None:
            shown = _cited_first(searched, draft, len(shown))
        return answer_of(shown, judged)


def _cited_first(searched: Retrieval, draft: PassageDraft, k: int) -> Retrieval:
    """Return the `k` best passages, with those that are quoted before the others."""
    ordered = searched.ordered((one.report_id, one.paragraph) for one in draft.citations)
    return replace(ordered, passages=ordered.passages[:k])
