"""The handlers of an answer: show its sources, store feedback, save its table."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import gradio as gr

from ui.conversations.conversation import earlier_turns
from ui.conversations.feedback import Verdict, write_feedback
from ui.conversations.stored_values import mapping_of, text_of, whole_of
from ui.page.downloads import WORKBOOK, file_stem, offered_file
from ui.page.handlers.questions import QuestionHandlers, now, turn_series
from ui.page.index_handle import IndexHandle
from ui.page.options import PageOptions
from ui.page.session import Session
from ui.rendering.charts.value_files import value_csv, value_workbook

__all__ = ["AnswerHandlers"]


class AnswerHandlers:
    """Handlers of clicks on an answer."""

    def __init__(
        self, handle: IndexHandle, options: PageOptions, questions: QuestionHandlers
    ) -> None:
        self._handle = handle
        self._options = options
        self._questions = questions

    def show(self, session: Session, event: gr.EventData) -> str:
        """Return the sources of the turn whose number was clicked."""
        return self._questions.views(session, turn=whole_of(mapping_of(event._data).get("turn")))[1]

    def judge(self, session: Session, event: gr.EventData) -> None:
        """Store the feedback on an answer."""
        said: Mapping[str, Any] = mapping_of(event._data)
        session = session.without_forgotten(self._handle.reports)
        turns = session.conversation.turns
        number = whole_of(said.get("turn"))
        verdict = text_of(said.get("verdict"))
        if not 1 <= number <= len(turns) or verdict not in set(Verdict):
            return
        before = replace(session.conversation, turns=turns[: number - 1])
        write_feedback(
            self._options.places.feedback,
            turns[number - 1].answer,
            Verdict(verdict),
            at=now(),
            note=text_of(said.get("note")),
            history=earlier_turns(before),
        )

    def table(self, session: Session, event: gr.EventData) -> str:
        """Return the file with a chart's values; "" without a chart."""
        asked: Mapping[str, Any] = mapping_of(event._data)
        number = whole_of(asked.get("turn"))
        reports = self._handle.reports
        turns = session.without_forgotten(reports).conversation.turns
        series = turn_series(turns, reports).get(number)
        if series is None:
            return ""
        stem, language = file_stem(series.question), session.settings.language
        if asked.get("kind") == "xlsx":
            book = value_workbook(series, reports, language)
            return offered_file(f"{stem}.xlsx", WORKBOOK, book)
        written = value_csv(series, reports, language)
        return offered_file(f"{stem}.csv", "text/csv", written.encode("utf-8"))
