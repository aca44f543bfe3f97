"""The handlers of the full text: open a report at a place, update the lists of reports."""

import itertools
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl

import gradio as gr

from qa.question.scope import newest_report
from ui.conversations.stored_values import mapping_of
from ui.page.components.components import Components
from ui.page.handlers.choices import Changes, choices
from ui.page.handlers.questions import QuestionHandlers
from ui.page.index_handle import IndexHandle
from ui.page.session import Session
from ui.page.views.full_text import closed_html, reader_html
from ui.page.views.links import Place, read_place

__all__ = ["ReadingHandlers"]

_openings = itertools.count(1)  # distinct values, so that the page scrolls to a place opened again


class ReadingHandlers:
    """Handlers that open reports."""

    def __init__(
        self, handle: IndexHandle, components: Components, questions: QuestionHandlers
    ) -> None:
        self._handle = handle
        self._components = components
        self._questions = questions

    def read(self, session: Session, event: gr.EventData) -> Changes:
        """Open the full text at the clicked place; the newest report for `newest`."""
        asked: Mapping[str, Any] = mapping_of(event._data)
        if asked.get("newest"):
            newest = newest_report(self._handle.reports.values())
            if newest is None:
                return {self._components.read.text: gr.skip()}
            return self.opened(Place(report_id=newest.report_id), session.settings.language)
        place = Place(
            report_id=str(asked.get("report") or ""),
            paragraph=_whole(asked.get("paragraph")),
            start=_whole(asked.get("start")),
            end=_whole(asked.get("end")),
        )
        return self.opened(place, session.settings.language)

    def choose(self, report_id: str | None, session: Session) -> Changes:
        """Open the report that was chosen from the list."""
        if not report_id:
            return {self._components.read.text: gr.skip()}
        return self.opened(Place(report_id=report_id), session.settings.language)

    def opened(self, place: Place, language: str) -> Changes:
        """Return the updates that show a place in its report."""
        report = self._handle.reports.get(place.report_id)
        components = self._components
        if report is None:
            shown = closed_html(language, unknown=place.report_id[:40])
            return {components.tabs: gr.Tabs(selected="read"), components.read.text: shown}
        return {
            components.tabs: gr.Tabs(selected="read"),
            components.read.chosen: gr.update(value=report.report_id),
            components.read.text: reader_html(
                report, place, language=language, opened=next(_openings)
            ),
        }

    def reworded(self, address: str, language: str) -> Changes:
        """Return the updates that show the open report in another language, at the same place."""
        place = read_place(dict(parse_qsl(address[1:])))
        report = self._handle.reports.get(place.report_id) if place is not None else None
        if place is None or report is None:
            return {}
        return {self._components.read.text: reader_html(report, place, language=language)}

    def lists(self, session: Session) -> Changes:
        """Return the lists of years, regions and reports after another process has changed them."""
        return choices(self._components, self._handle.reports)

    def refresh(self, session: Session) -> Changes:
        """Return the lists of years, regions and reports after the library has changed.

        The conversation is updated too: an answer may have lost its proof, and the welcome says how
        many reports there are.
        """
        components, reports = self._components, self._handle.reports
        changes = choices(components, reports)
        for field in (components.compare.old, components.compare.new):
            changes[field] |= gr.update(
                value=None
            )  # it may have been removed; chosen again in its tab
        changes[components.ask.thread], _ = self._questions.views(session)
        return changes


def _whole(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None
