"""The handlers of the comparison tab: two reports, a brief, a term; and their files."""

from collections.abc import Callable, Mapping
from typing import Any

import gradio as gr

from embeddings.errors import FilterError, NoIndexError
from embeddings.records import Report
from embeddings.text.gazetteer import NATION
from qa.diff.analysis import ReportAnalysis
from qa.diff.brief import Brief
from ui.conversations.stored_values import mapping_of
from ui.i18n.messages import message
from ui.page.downloads import WORD, WORKBOOK, file_stem, offered_file
from ui.page.index_handle import IndexHandle
from ui.page.session import Session
from ui.page.views.comparison import (
    MENTIONS_SHOWN,
    ComparedReports,
    brief_html,
    comparison_html,
    hint_html,
    words_html,
)
from ui.page.views.remedies import page_text
from ui.rendering.diff.brief_markdown import brief_markdown
from ui.rendering.diff.brief_page import brief_page
from ui.rendering.diff.brief_word import brief_word
from ui.rendering.diff.diff_html import diff_page
from ui.rendering.diff.term_files import term_csv, term_workbook

__all__ = ["ComparisonHandlers", "default_pair"]


class ComparisonHandlers:
    """Handlers of the comparison tab, over one snapshot of the index."""

    def __init__(self, handle: IndexHandle) -> None:
        self._handle = handle

    def arrive(
        self, old_id: str | None, new_id: str | None, session: Session
    ) -> tuple[Any, Any, Any]:
        """Choose two reports if none are chosen yet, and compare them."""
        if old_id and new_id:
            return gr.skip(), gr.skip(), gr.skip()
        analysis = self._analysis()
        pair = default_pair(analysis.reports) if analysis is not None else None
        if pair is None:
            return gr.skip(), gr.skip(), hint_html(self._text(session, "page.compare_hint"))
        old, new = (report.report_id for report in pair)
        return gr.update(value=old), gr.update(value=new), self.compare(old, new, session)

    def compare(self, old_id: str | None, new_id: str | None, session: Session) -> str:
        """Return two reports side by side, with the brief of the later one."""
        chosen = self._chosen(old_id, new_id)
        if chosen is None:
            key = "page.compare_same" if old_id and old_id == new_id else "page.compare_hint"
            return hint_html(self._text(session, key))
        analysis, old, new = chosen
        language = session.settings.language
        brief = analysis.brief(new)
        if brief.earlier is not None and brief.earlier.report_id == old.report_id and brief.diff:
            diff, targets = brief.diff, brief.targets
        else:
            diff, targets = analysis.diff(old, new), analysis.targets(old, new)
        compared = ComparedReports(
            old=old,
            new=new,
            diff=diff,
            targets=targets,
            changes=analysis.changed_terms(new, [old]),
            shared=analysis.shared(old, new),
        )
        return brief_html(brief, language) + comparison_html(compared, language)

    def count(self, term: str, session: Session) -> str:
        """Return the counts of a term in each report."""
        analysis, language = self._analysis(), session.settings.language
        if analysis is None or not term.strip():
            return ""
        try:
            history = analysis.term(term)
        except FilterError as error:
            return hint_html(page_text(error, language))
        latest = analysis.mentions(history, most=MENTIONS_SHOWN)
        return words_html(history, latest, analysis.reports, language)

    def save_comparison(self, old_id: str | None, new_id: str | None, session: Session) -> str:
        """Return the comparison as one HTML file, for the browser to save."""
        chosen = self._chosen(old_id, new_id)
        if chosen is None:
            return ""
        analysis, old, new = chosen
        language = session.settings.language
        found, targets = analysis.diff(old, new), analysis.targets(old, new)
        page = diff_page(found, old, new, targets, language)
        name = file_stem(message("diff.title", language, old=old.title, new=new.title))
        return offered_file(f"{name}.html", "text/html", page.encode())

    def save_words(self, term: str, session: Session, event: gr.EventData) -> str:
        """Return the counts of a term as CSV or as a workbook, for the browser to save."""
        analysis, language = self._analysis(), session.settings.language
        if analysis is None:
            return ""
        try:
            history = analysis.term(term)
        except FilterError:
            return ""
        name = file_stem(message("words.chart", language, term=history.term))
        if mapping_of(event._data).get("kind") == "xlsx":
            places = analysis.occurrences(history)
            book = term_workbook(history, places, analysis.reports, language)
            return offered_file(f"{name}.xlsx", WORKBOOK, book)
        return offered_file(f"{name}.csv", "text/csv", term_csv(history).encode())

    def save_brief(self, new_id: str | None, session: Session) -> str:
        """Return the brief of the later report as Markdown, for the browser to save."""
        return self._brief(new_id, session, "md", "text/markdown", brief_markdown)

    def save_brief_word(self, new_id: str | None, session: Session) -> str:
        """Return the brief of the later report as a Word file, for the browser to save."""
        return self._brief(new_id, session, "docx", WORD, brief_word)

    def save_brief_page(self, new_id: str | None, session: Session) -> str:
        """Return the brief of the later report as one HTML file, to be saved or printed."""
        return self._brief(new_id, session, "html", "text/html", brief_page)

    def _brief(
        self,
        new_id: str | None,
        session: Session,
        ending: str,
        media_type: str,
        written: Callable[[Brief, str], str | bytes],
    ) -> str:
        analysis = self._analysis()
        report = analysis.reports.get(new_id or "") if analysis is not None else None
        if analysis is None or report is None:
            return ""
        language = session.settings.language
        content = written(analysis.brief(report), language)
        name = file_stem(message("page.brief", language, title=report.title))
        encoded = content.encode() if isinstance(content, str) else content
        return offered_file(f"{name}.{ending}", media_type, encoded)

    def _analysis(self) -> ReportAnalysis | None:
        try:
            return self._handle.analysis()
        except NoIndexError:
            return None

    def _chosen(
        self, old_id: str | None, new_id: str | None
    ) -> tuple[ReportAnalysis, Report, Report] | None:
        """Return two different reports that are indexed, with the analysis of their snapshot."""
        analysis = self._analysis()
        if analysis is None or old_id == new_id:
            return None
        old, new = analysis.reports.get(old_id or ""), analysis.reports.get(new_id or "")
        return (analysis, old, new) if old is not None and new is not None else None

    @staticmethod
    def _text(session: Session, key: str) -> str:
        return message(key, session.settings.language)


def default_pair(reports: Mapping[str, Report]) -> tuple[Report, Report] | None:
    """Return the newest report with an earlier one of its place, preceded by that one.

    Among reports of the same year the one that was added last comes first, of those added at once
    the national one. None if no place has two.
    """
    dated = [report for report in reports.values() if report.year is not None]
    dated.sort(key=lambda report: (report.region != NATION, report.title, report.report_id))
    dated.sort(key=lambda report: (report.year or 0, report.added), reverse=True)
    for position, new in enumerate(dated):
        for old in dated[position + 1 :]:
            if old.region == new.region and old.year != new.year:
                return old, new
    return None
