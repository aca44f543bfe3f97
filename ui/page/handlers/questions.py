"""The handlers of questions; an answer is shown step by step."""

import json
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, NamedTuple

import gradio as gr

from embeddings.errors import GovreportError, QuestionError
from embeddings.records import Report
from qa.records import Answer, Stage, Step
from ui.conversations.conversation import (
    KeptTurn,
    earlier_turns,
    new_conversation,
    new_key,
    with_turn,
)
from ui.conversations.serialisation import pack_turn
from ui.conversations.stored_values import mapping_of
from ui.i18n.messages import message
from ui.page.handlers.question_request import QuestionRequest, read_request
from ui.page.index_handle import IndexHandle
from ui.page.options import PageOptions
from ui.page.session import Offering, Session
from ui.page.views.conversation import thread_html
from ui.page.views.remedies import page_text
from ui.page.views.sources import sources_html
from ui.page.views.welcome import cards_html, welcome_html
from ui.rendering.charts.data_points import Series, read_series

__all__ = ["Outputs", "QuestionHandlers", "now", "turn_series"]


_SLOW = 0.15  # seconds of searching after which the passages found are shown before the answer


class Outputs(NamedTuple):
    """The updates after a question, in the order of the components.

    `handed` is the JSON that the page's script stores in the browser.
    """

    thread: Any = gr.skip()
    sources: Any = gr.skip()
    session: Any = gr.skip()
    handed: Any = gr.skip()


def now() -> str:
    """Return the current time in the format of conversations and feedback."""
    return datetime.now(UTC).isoformat(timespec="seconds")


class QuestionHandlers:
    """Handlers of the question box and of the conversation."""

    def __init__(self, handle: IndexHandle, options: PageOptions) -> None:
        self._handle = handle
        self._options = options
        self._changing = threading.Lock()  # of a session, whose events overlap, for a moment each

    def ask(
        self, session: Session, years: object, regions: object, event: gr.EventData
    ) -> Iterator[Outputs]:
        """Answer a question with the current filters."""
        turns = session.conversation.turns
        asked = read_request(mapping_of(event._data), (years, regions), turns, self._handle.reports)
        session.answering = True
        try:
            with self._handle.answering():
                yield from self.answer(asked, session)
        finally:
            session.answering = False

    def answer(self, asked: QuestionRequest, session: Session) -> Iterator[Outputs]:
        """Yield the page's state after each step."""
        if not asked.question:
            yield Outputs()
            return
        conversation = self._before(asked, session).conversation
        settings, key = session.settings, new_key()
        begun = time.perf_counter()
        try:
            steps = self._handle.assistant(model=settings.model).stream(
                asked.question,
                history=() if asked.alone else earlier_turns(conversation),
                years=asked.years,
                regions=asked.regions,
                k=settings.k,
            )
            for step in steps:
                answer = step.answer or step.found
                if answer is None and self._is_shown(step, time.perf_counter() - begun):
                    yield self._step(step, self._before(asked, session), asked.question)
                if answer is None:
                    continue
                turn = asked.kept(self._handle.with_examples(answer), key, now())
                if step.answer is None and answer.refused:  # questions are part of a refusal
                    yield self._found(self._before(asked, session), turn)
                    continue
                yield self._answered(asked, session, turn, steps if step.answer is None else None)
                return
        except GovreportError as error:
            yield self._failed(asked, session, error)
            return
        raise RuntimeError("the stream ended without an answer")

    def _before(self, asked: QuestionRequest, session: Session) -> Session:
        """Return a copy of the session as it is now, without the turn that is asked again."""
        session = session.without_forgotten(self._handle.reports)
        conversation = session.conversation
        if asked.replaced is not None:
            conversation = replace(conversation, turns=conversation.turns[: asked.replaced - 1])
        return replace(session, conversation=conversation)

    def _is_shown(self, step: Step, seconds: float) -> bool:
        """Whether a step is drawn that comes so long after the question.

        Each one delays the next. Without a language model the text comes with the answer, and the
        answer at once after its passages.
        """
        if self._options.model or step.stage in (Stage.SEARCHING, Stage.SERIES):
            return True
        return step.stage is Stage.PASSAGES and seconds > _SLOW

    def _found(self, session: Session, turn: KeptTurn) -> Outputs:
        """The refusal, drawn before the questions that can be answered are found."""
        number = len(session.conversation.turns) + 1
        language, reports = session.settings.language, self._handle.reports
        sources = sources_html(turn.answer, number, reports=reports, language=language)
        return Outputs(thread=self._thread(session, found=turn), sources=sources)

    def _failed(self, asked: QuestionRequest, session: Session, error: GovreportError) -> Outputs:
        """Return the unchanged conversation, with the question and the error below it."""
        language = session.settings.language
        reason = page_text(error, language)
        if not isinstance(error, QuestionError):  # whose sentence is whole
            reason = message("page.failed", language, reason=reason)
        thread = self._thread(session, failed=(asked.question, reason))
        handed = json.dumps({"kind": "failed", "request": asked.request})
        return Outputs(thread=thread, handed=handed)

    def _answered(
        self,
        asked: QuestionRequest,
        session: Session,
        turn: KeptTurn,
        steps: Iterator[Step] | None,
    ) -> Outputs:
        """Return the whole turn; its next questions are found by the `steps` that are left."""
        with self._changing:
            before = self._before(asked, session).conversation
            going = session.conversation.turns[len(before.turns) :]
            kept = with_turn(before, turn)
            turn = kept.turns[-1]
            session.conversation, session.answering = kept, False
            if steps is not None:
                offering = Offering(conversation=kept.key, turn=turn, steps=steps)
                session.offerings = (*session.offerings, offering)
        handed = {
            "kind": "turn",
            "request": asked.request,
            "key": kept.key,
            "title": kept.title,
            "begun": kept.begun,
            "turn": pack_turn(turn),
            "replaces": [replaced.key for replaced in going],
        }
        return self.showing(session, handed=json.dumps(handed, ensure_ascii=False))

    def offer(self, session: Session) -> tuple[Any, Any]:
        """Find the next questions of the answers that were drawn; return their thread and turns.

        The turns are stored again, as JSON: [{"key": of the conversation, "turn": packed}]. Where
        another question or other next questions are on their way, those draw the thread.
        """
        with self._changing:
            taken, session.offerings = session.offerings, ()
            session.finding |= {offering.turn.key for offering in taken}
        if not taken:
            return gr.skip(), ""
        for offering in taken:
            self._find(offering, session)
        with self._changing:
            completed = [
                {"key": conversation, "turn": pack_turn(turn)}
                for conversation, turn in session.completed
            ]
            followed = session.answering or session.offerings or session.finding
            if not followed:
                session.completed = ()
        drawn = gr.skip() if followed else self.views(session)[0]
        return drawn, json.dumps(completed, ensure_ascii=False)

    def _find(self, offering: Offering, session: Session) -> None:
        """Find the next questions of one answer."""
        turn = None
        try:
            with self._handle.answering():
                *_, last = offering.steps
            suggestions = last.answer.suggestions if last.answer is not None else ()
            answer = replace(offering.turn.answer, suggestions=suggestions)
            turn = replace(offering.turn, answer=answer)
        finally:
            with self._changing:
                session.finding -= {offering.turn.key}
                if turn is not None:
                    session.complete(offering.conversation, turn)

    def _step(self, step: Step, session: Session, question: str) -> Outputs:
        language = session.settings.language
        number = len(session.conversation.turns) + 1
        if step.stage is Stage.SEARCHING:
            told = message("page.searching", language, count=step.reports)
        elif step.stage is Stage.SERIES:
            told = message("page.each", language, count=step.parts)
        elif step.text and step.stage is Stage.ANSWERING:
            told = step.text
        else:
            count = len(step.retrieval or ())
            told = message("page.passages", language, count=count)
        shown = Outputs(thread=self._thread(session, pending=(question, told)))
        if step.retrieval is None or step.stage is not Stage.PASSAGES:
            return shown
        found = step.retrieval
        answer = Answer(question=found.question, rewritten=found.rewritten, retrieval=found)
        sources = sources_html(answer, number, reports=self._handle.reports, language=language)
        return shown._replace(sources=sources)

    def showing(self, session: Session, **more: Any) -> Outputs:
        """Return the updates that show a session."""
        thread, sources = self.views(session)
        return Outputs(thread=thread, sources=sources, session=session, **more)

    def views(self, session: Session, turn: int | None = None) -> tuple[str, str]:
        """Return the conversation and the sources of a session: of its last turn, or of `turn`."""
        session = session.without_forgotten(self._handle.reports)
        turns = session.conversation.turns
        number = len(turns) if turn is None else turn
        answer = turns[number - 1].answer if 1 <= number <= len(turns) else None
        sources = sources_html(
            answer, number, reports=self._handle.reports, language=session.settings.language
        )
        return self._thread(session), sources

    def _thread(
        self,
        session: Session,
        pending: tuple[str, str] | None = None,
        found: KeptTurn | None = None,
        failed: tuple[str, str] | None = None,
    ) -> str:
        language = session.settings.language
        turns = session.conversation.turns
        reports = self._handle.reports
        if not turns and pending is None and found is None and failed is None:
            return welcome_html(
                count=len(reports),
                language=language,
                editable=self._options.allow_edit or self._options.login,
                snapshot=self._handle.snapshot,
            )
        return thread_html(
            turns,
            reports=reports,
            language=language,
            conversation=session.conversation.key,
            snapshot=self._handle.snapshot,
            series=turn_series(turns if found is None else (*turns, found), reports),
            pending=pending,
            found=found,
            failed=failed,
            offering=session.finding | {each.turn.key for each in session.offerings},
        )

    def cards(self, session: Session, *, patient: bool = True) -> str:
        """Return the example questions, once they were asked, and the recent conversations."""
        examples = self._handle.examples(patient=patient)
        return cards_html(
            examples, count=len(self._handle.reports), language=session.settings.language
        )

    def begin(self, session: Session) -> Outputs:
        """Start a new conversation."""
        session.conversation = new_conversation(now())
        return self.showing(session)


def turn_series(turns: Sequence[KeptTurn], reports: Mapping[str, Report]) -> dict[int, Series]:
    """Return the series drawn as charts, by turn number."""
    read = {number: read_series(turn.answer, reports) for number, turn in enumerate(turns, 1)}
    return {number: series for number, series in read.items() if series is not None}
