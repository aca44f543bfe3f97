"""`Assistant`: a question → a cited answer, or a refusal with its reason."""

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from embeddings.errors import FilterError
from embeddings.records import Report
from embeddings.text.folding import fold
from qa.answer.citations import is_true
from qa.answer.drafts.joined import joined_answer
from qa.answer.figures.answerer import FactAnswerer
from qa.answer.notices import noted
from qa.answer.retrieval_answerer import RetrievalAnswerer
from qa.diff.asked import asks_of_all, read_analysis_question
from qa.facts.asked_measure import AskedAspect
from qa.facts.asked_operation import Across
from qa.facts.frames import named_question
from qa.gate.guidance import guided, in_form, outline_question
from qa.gate.kinds import InputKind
from qa.gate.recognition import recognised
from qa.glossary.glossary import explained
from qa.normalisation.normalisation import normalised
from qa.offers.next_questions import NextQuestion
from qa.offers.offered_questions import OfferedQuestions
from qa.question.follow_ups.ellipsis import has_subject
from qa.question.limits import MANY_PARTS, MOST_PARTS, checked_count, checked_question
from qa.question.scope import valid_regions, valid_years
from qa.question.separate_questions import separate_questions, with_its_place
from qa.records import Answer, Citation, Retrieval, Stage, Step, Turn
from qa.retrieval.question_reading import recent_turns
from qa.retrieval.retriever import Retriever
from qa.snapshot import Snapshot
from qa.tables import FigureTable

if TYPE_CHECKING:
    from qa.llm.chat_model import Generator

__all__ = ["Assistant"]

_ASPECTS = (AskedAspect.TARGET, AskedAspect.RESULT, AskedAspect.BOTH)
_PASSAGES_READ = 16  # for the answer, even if fewer are shown


class Assistant:
    """Answers questions over the reports of a retriever.

    Args:
        retriever: where passages come from.
        generator: a language model that words the answer; None quotes the reports themselves.
        suggesting: whether an answer brings next questions too, each asked beforehand; a refusal
            always does.
        threshold: probability of being right below which it refuses; None takes the fitted one.
        reading: whether a model reads the likeliest sentences together with the question.
    """

    def __init__(
        self,
        retriever: Retriever,
        generator: "Generator | None" = None,
        *,
        threshold: float | None = None,
        suggesting: bool = False,
        reading: bool = True,
    ) -> None:
        self._suggesting = suggesting
        self.retriever = retriever
        self.generator = generator
        self._facts = FactAnswerer()
        self._answerer = RetrievalAnswerer(
            retriever.index.encoder, self._facts, threshold=threshold, reading=reading
        )
        self._offers = OfferedQuestions(
            retriever, self._answerer, self._kind, passages_read=_PASSAGES_READ
        )

    @classmethod
    def open(
        cls,
        directory: str | Path,
        *,
        generator: "Generator | None" = None,
        suggesting: bool = False,
        reading: bool = True,
        **options: Any,
    ) -> "Assistant":
        """Open the index in `directory`; `options` are those of `Retriever.open`.

        Raises:
            IndexStateError: there is none, or it cannot be used.
        """
        retriever = Retriever.open(directory, **options)
        return cls(retriever, generator, suggesting=suggesting, reading=reading)

    @property
    def reports(self) -> Mapping[str, Report]:
        """The indexed reports by id."""
        return self.retriever.index.reports

    def ask(
        self,
        question: str,
        *,
        history: Sequence[Turn] = (),
        years: Sequence[int] | None = None,
        regions: Sequence[str] | None = None,
        k: int = 10,
    ) -> Answer:
        """Return the answer to `question`, a follow-up where `history` is given.

        Raises:
            InputError: an empty or overlong question, a malformed filter.
        """
        *_, last = self.stream(question, history=history, years=years, regions=regions, k=k)
        if last.answer is None:
            raise RuntimeError("the stream ended without an answer")
        return last.answer

    def states(self, question: str) -> bool:
        """Whether a fact answers a question for a figure, so surely that it can be offered."""
        candidate = NextQuestion(question, of_facts=True)
        return self._offers.is_sure(candidate, self.retriever.snapshot(), _PASSAGES_READ)

    def table(
        self,
        indicator: str,
        *,
        years: Sequence[int] | None = None,
        regions: Sequence[str] | None = None,
        aspect: str = "both",
    ) -> FigureTable:
        """Return the figures of an indicator, one row per year or place, every cell cited.

        Args:
            indicator: its name, with its measure: 国内生产总值增长, 城镇新增就业.
            years: the years of the rows; by default all that have a figure.
            regions: the places; 各省 takes every province.
            aspect: target, result or both.

        Raises:
            FilterError: a malformed year, an unknown place or aspect, words that name nothing.
        """
        if aspect not in _ASPECTS:
            raise FilterError("aspect_unknown", found=aspect)
        snapshot = self.retriever.snapshot()
        names = tuple(regions or ())
        provinces = names == ("各省",)
        asked = named_question(
            indicator,
            years=valid_years(years),
            regions=()
            if provinces
            else valid_regions(names, snapshot.every, gazetteer=snapshot.gazetteer),
            aspect=AskedAspect(aspect),
            across=Across.PROVINCES if provinces else None,
        )
        if asked is None:
            raise FilterError("indicator_unnamed", found=indicator)
        return self._facts.table(snapshot, asked)

    def stream(
        self,
        question: str,
        *,
        history: Sequence[Turn] = (),
        years: Sequence[int] | None = None,
        regions: Sequence[str] | None = None,
        k: int = 10,
    ) -> Iterator[Step]:
        """Yield the steps of answering; the last one holds the whole answer.

        Raises:
            InputError: an empty or overlong question, a malformed filter.
        """
        begun = time.perf_counter()
        checked_count(k)
        typed, text = question, normalised(checked_question(question)).text
        history = recent_turns(history)
        yield Step(stage=Stage.SEARCHING, reports=len(self.reports))
        kind, snapshot = self._kind(text, history), self.retriever.snapshot()
        valid_years(years)
        told = guided(kind, question, text, snapshot, history)
        if told is not None and kind is not InputKind.ADVICE:
            told = replace(told, suggestions=self._offers.after(told, snapshot, k))
            yield Step(stage=Stage.DONE, text=told.text, answer=_timed(told, begun))
            return
        if kind is InputKind.OUTLINE:
            question, history = outline_question(text), ()
        elif kind is InputKind.FORM:
            question, history = history[-1].question, history[:-1]
        filters = _Filters(years=years, regions=regions, k=k)
        searched = self._retrieved(question, history, filters)
        parsed, snapshot = searched.origin()
        retrieval = replace(searched, passages=searched.passages[:k])
        yield Step(stage=Stage.PASSAGES, reports=len(snapshot.reports), retrieval=retrieval)
        answer = self._answered_in_context(searched, filters)
        several = with_its_place(separate_questions(text), parsed)
        if len(several) > 1 and len(several) * len(parsed.parts) <= MOST_PARTS:
            answer = joined_answer(answer, self._one_by_one(several, history, filters, snapshot))
        retrieval = answer.retrieval or retrieval
        if self.generator is not None and answer.table is None and not answer.refused:
            from qa.llm.grounded_answer import grounded_answer  # noqa: PLC0415 - by a model alone

            for step in grounded_answer(answer, retrieval, self.generator, snapshot.reports):
                if step.answer is None:
                    yield step
                else:
                    answer = step.answer
        elif answer.text:
            yield Step(stage=Stage.ANSWERING, retrieval=retrieval, text=answer.text)
        found = noted(answer, told, retrieval)
        if kind is InputKind.FORM:
            found = in_form(found, typed)
        if found.retrieval is not None and (answer.refused or self._suggesting):
            yield Step(stage=Stage.SUGGESTING, retrieval=retrieval, text=found.text, found=found)
            found = replace(found, suggestions=self._offers.after(answer, snapshot, k))
        found = _timed(found, begun)
        yield Step(stage=Stage.DONE, retrieval=retrieval, text=found.text, answer=found)

    def is_true(self, citation: Citation) -> bool:
        """Whether the excerpt of `citation` is at its place; checked before it is shown."""
        return is_true(citation, self.reports)

    def _kind(self, text: str, history: Sequence[Turn]) -> InputKind:
        """Return the kind of an input; known forms and indicators override the gate."""
        if not text.strip() or read_analysis_question(text) is not None:
            return InputKind.REPORT
        snapshot = self.retriever.snapshot()
        kind = recognised(text, history, snapshot=snapshot)
        named = kind is InputKind.OTHER and self._facts.names(snapshot, text)
        return InputKind.REPORT if named or explained(snapshot, text)[1] else kind

    def _answered_in_context(self, searched: Retrieval, filters: "_Filters") -> Answer:
        """Return the answer; where what was carried over may be what failed, the plain one's."""
        whole = self._answerer.answer(searched, filters.k)
        alone_too = searched.optional_context or asks_of_all(
            searched.question, searched.scope.regions
        )
        if not (whole.refused and alone_too) or len(searched.origin()[0].parts) > MANY_PARTS:
            return whole
        plain = self._retrieved(searched.question, (), filters, snapshot=searched.snapshot)
        alone = self._answerer.answer(plain, filters.k)
        return whole if alone.refused else alone

    def _one_by_one(
        self,
        questions: Sequence[str],
        history: Sequence[Turn],
        filters: "_Filters",
        snapshot: Snapshot,
    ) -> list[Answer]:
        """Return the answers to questions of one input, each a follow-up of the one before it."""
        turns, answers, parts = list(history), list[Answer](), 0
        for question in questions:
            continued = bool(answers) and not has_subject(fold(question))  # of the one before it
            kind = InputKind.REPORT if continued else self._kind(question, turns)
            told = guided(kind, question, question, snapshot)
            if told is not None:  # no question to reports by itself
                found = replace(told, refused=True, suggestions=())
            else:
                context = {"snapshot": snapshot, "continued": bool(answers), "parts_before": parts}
                searched = self._retrieved(question, turns, filters, **context)
                parts += len(searched.origin()[0].parts)
                found = self._answered_in_context(searched, filters)
            answers.append(found)
            turns.append(Turn(question=question, answer=found.text or question))  # one context
        return answers

    def _retrieved(
        self, question: str, history: Sequence[Turn], filters: "_Filters", **options: Any
    ) -> Retrieval:
        """Return what is found for `question`, in the newest snapshot if `options` name none."""
        return self.retriever.retrieve(
            question,
            k=max(filters.k, _PASSAGES_READ),
            years=filters.years,
            regions=filters.regions,
            history=history,
            **options,
        )


class _Filters(NamedTuple):
    """What a person restricts an answer to; `k` is how many passages come with it."""

    k: int
    years: Sequence[int] | None = None
    regions: Sequence[str] | None = None


def _timed(answer: Answer, begun: float) -> Answer:
    return replace(answer, seconds=time.perf_counter() - begun)
