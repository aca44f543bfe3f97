"""Question, feedback and CSV handlers; an answer is shown step by step."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import gradio as gr

from embeddings.errors import GovreportError
from embeddings.records import Report
from qa.markup.html import escaped
from qa.records import Answer, Retrieval, Stage, Step
from ui.conversations.conversation import (
    Conversation,
    KeptTurn,
    earlier_turns,
    new_conversation,
    with_turn,
)
from ui.conversations.feedback import Verdict, write_feedback
from ui.conversations.serialisation import pack_turn
from ui.i18n.messages import message
from ui.page.downloads import offered_file
from ui.page.handlers.filters import filters_without
from ui.page.index_handle import IndexHandle
from ui.page.options import PageOptions
from ui.page.session import Session
from ui.page.views.conversation import thread_html, welcome_html
from ui.page.views.conversation_list import conversation_list_html
from ui.page.views.sources import sources_html
from ui.rendering.data_points import Series, csv_text, read_series

__all__ = ["Outputs", "QuestionHandlers", "now"]

# What a question changes: the box, the thread, the sources, the conversation list, the session,
# and the JSON that the page's script puts into the browser's store.
Outputs = tuple[Any, Any, Any, Any, Any, Any]

_LONGEST_QUESTION = 1000  # characters


def now() -> str:
    """Return the time as conversations and feedback write it."""
    return datetime.now(UTC).isoformat(timespec="seconds")


class QuestionHandlers:
    """The handlers of the question box and of the thread."""

    def __init__(self, handle: IndexHandle, options: PageOptions) -> None:
        self._handle = handle
        self._options = options

    def ask(
        self, question: str, session: Session, years: Sequence[Any], regions: Sequence[str]
    ) -> Iterator[Outputs]:
        """Answer what was typed, under the filters that are set."""
        yield from self.answer(
            question,
            session,
            years=tuple(int(year) for year in years or ()) or None,
            regions=tuple(regions or ()) or None,
        )

    def ask_again(self, session: Session, event: gr.EventData) -> Iterator[Outputs]:
        """Answer what was clicked in the thread: an example, an edit, a chip, again, alone."""
        asked: Mapping[str, Any] = event._data or {}
        turns = session.conversation.turns
        number = int(asked.get("turn") or 0)
        turn = turns[number - 1] if 1 <= number <= len(turns) else None
        question = str(asked.get("question") or (turn.answer.question if turn else ""))
        years = turn.years if turn else None
        regions = turn.regions if turn else None
        if turn is not None and asked.get("drop"):
            years, regions = filters_without(turn, str(asked["drop"]), self._handle.reports)
        replaced = number if turn is not None and number == len(turns) else None
        if asked.get("question"):
            replaced = None
        alone = bool(asked.get("alone")) or (turn is not None and turn.alone)
        yield from self.answer(
            question, session, years=years, regions=regions, alone=alone, replaced=replaced
        )

    def answer(
        self,
        question: str,
        session: Session,
        *,
        years: tuple[int, ...] | None = None,
        regions: tuple[str, ...] | None = None,
        alone: bool = False,
        replaced: int | None = None,
    ) -> Iterator[Outputs]:
        """Yield the page's state after each step.

        `alone` takes the question without the turns before it; `replaced` is the number of the
        turn that is asked again, if any.
        """
        question = question.strip()[:_LONGEST_QUESTION]
        if not question:
            yield _nothing()
            return
        conversation = session.conversation
        if replaced is not None:
            conversation = replace(conversation, turns=conversation.turns[: replaced - 1])
        settings = session.settings
        number = len(conversation.turns) + 1
        base = replace(session, conversation=conversation)
        answer = None
        try:
            for step in self._handle.assistant(model=settings.model).stream(
                question,
                history=() if alone else earlier_turns(conversation),
                years=years,
                regions=regions,
                k=settings.k,
            ):
                if step.answer is not None:
                    answer = step.answer
                elif step.stage is not Stage.ANSWERING or self._options.model:
                    # without a language model the text comes whole, with the answer
                    yield self._step(step, base, question, number)
        except GovreportError as error:
            reason = error.text(settings.language)
            told = message("page.failed", settings.language, reason=reason)
            gr.Warning(escaped(told), title=message("page.title", settings.language))
            thread, sources = self.views(session)
            yield question, thread, sources, gr.skip(), gr.skip(), gr.skip()
            return
        if answer is None:
            raise RuntimeError("the stream ended without an answer")
        turn = KeptTurn(answer=answer, asked=now(), years=years, regions=regions, alone=alone)
        yield self._answered(session, conversation, turn)

    def _answered(self, session: Session, before: Conversation, turn: KeptTurn) -> Outputs:
        kept = with_turn(before, turn)
        following = session.with_conversation(kept)
        handed = {
            "kind": "turn",
            "key": kept.key,
            "title": kept.title,
            "begun": kept.begun,
            "index": len(kept.turns) - 1,
            "turn": pack_turn(turn),
        }
        thread, sources = self.views(following)
        listed = conversation_list_html(following.summaries, kept.key, session.settings.language)
        return "", thread, sources, listed, following, json.dumps(handed, ensure_ascii=False)

    def _step(self, step: Step, session: Session, question: str, number: int) -> Outputs:
        language = session.settings.language
        if step.stage is Stage.SEARCHING:
            told = message("page.searching", language, count=step.reports)
        elif step.stage is Stage.SERIES:
            told = message("page.each", language, count=step.parts)
        elif step.text and step.stage is Stage.ANSWERING:
            told = step.text
        else:
            count = len(step.retrieval or ())
            told = message("page.passages", language, count=count)
        sources = None
        if step.retrieval is not None and step.stage is Stage.PASSAGES:
            sources = self._sources_of(step.retrieval, number, language)
        return self._pending(session, question, told, sources)

    def _pending(
        self, session: Session, question: str, told: str, sources: str | None = None
    ) -> Outputs:
        thread = self._thread(session, pending=(question, told))
        shown = gr.skip() if sources is None else sources
        return "", thread, shown, gr.skip(), gr.skip(), gr.skip()

    def _sources_of(self, retrieval: Retrieval, number: int, language: str) -> str:
        found = Answer(
            question=retrieval.question, rewritten=retrieval.rewritten, retrieval=retrieval
        )
        return sources_html(found, number, reports=self._handle.reports, language=language)

    def views(self, session: Session, turn: int | None = None) -> tuple[str, str]:
        """Return the thread and the sources of a session: of its last turn, or of `turn`."""
        turns = session.conversation.turns
        number = len(turns) if turn is None else turn
        answer = turns[number - 1].answer if 1 <= number <= len(turns) else None
        sources = sources_html(
            answer, number, reports=self._handle.reports, language=session.settings.language
        )
        return self._thread(session), sources

    def _thread(self, session: Session, pending: tuple[str, str] | None = None) -> str:
        language = session.settings.language
        turns = session.conversation.turns
        reports = self._handle.reports
        if not turns and pending is None:
            return welcome_html(self._handle.examples(), count=len(reports), language=language)
        return thread_html(
            turns,
            reports=reports,
            language=language,
            series=_series(turns, reports),
            pending=pending,
        )

    def show(self, session: Session, event: gr.EventData) -> str:
        """Return the sources of an earlier turn, whose number was clicked."""
        return self.views(session, turn=int((event._data or {}).get("turn") or 0))[1]

    def judge(self, session: Session, event: gr.EventData) -> None:
        """Write down what a person says of an answer."""
        said: Mapping[str, Any] = event._data or {}
        turns = session.conversation.turns
        number = int(said.get("turn") or 0)
        verdict = str(said.get("verdict"))
        if not 1 <= number <= len(turns) or verdict not in set(Verdict):
            return
        before = replace(session.conversation, turns=turns[: number - 1])
        write_feedback(
            self._options.places.feedback,
            turns[number - 1].answer,
            Verdict(verdict),
            at=now(),
            note=str(said.get("note") or ""),
            history=earlier_turns(before),
        )

    def table(self, session: Session, event: gr.EventData) -> str:
        """Return the file with a chart's values, or nothing where there is no chart."""
        number = int((event._data or {}).get("turn") or 0)
        reports = self._handle.reports
        series = _series(session.conversation.turns, reports).get(number)
        if series is None:
            return ""
        written = csv_text(series, reports, session.settings.language)
        return offered_file(f"govreport-{number}.csv", "text/csv", written.encode("utf-8"))

    def begin(self, session: Session) -> Outputs:
        """Begin a new conversation."""
        following = replace(session, conversation=new_conversation(now()))
        thread, sources = self.views(following)
        listed = conversation_list_html(following.summaries, "", following.settings.language)
        handed = json.dumps({"kind": "current", "key": ""})
        return "", thread, sources, listed, following, handed


def _series(turns: Sequence[KeptTurn], reports: Mapping[str, Report]) -> dict[int, Series]:
    read = {number: read_series(turn.answer, reports) for number, turn in enumerate(turns, 1)}
    return {number: series for number, series in read.items() if series is not None}


def _nothing() -> Outputs:
    return gr.skip(), gr.skip(), gr.skip(), gr.skip(), gr.skip(), gr.skip()
