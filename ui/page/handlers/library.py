"""The handlers of the library: upload, remove, edit, explain; changes need permission."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import gradio as gr

from embeddings.errors import GovreportError
from embeddings.index.stored.report import plain_report
from embeddings.indexing.update import IndexingOutcome, Progress
from embeddings.messages import system_reason
from embeddings.records import Report
from qa.markup.html import element, escaped
from ui.conversations.feedback import forget_quotations
from ui.conversations.stored_values import mapping_of, whole_of
from ui.i18n.messages import message
from ui.page.access.audit import AuditLog
from ui.page.handlers.filters import filters_of
from ui.page.index_handle import IndexHandle
from ui.page.options import PageOptions
from ui.page.session import Session, Undecided
from ui.page.uploads import UploadStore
from ui.page.views.library.added_files import (
    changes_html,
    outcome_lines,
    told_html,
    undecided_html,
)
from ui.page.views.library.listing import ReportListing, read_listing
from ui.page.views.library.report_table import EDITABLE, report_table_html
from ui.page.views.library.table_filters import filters_html
from ui.page.views.library.text_search import found_html
from ui.page.views.remedies import page_text

__all__ = ["LibraryHandlers"]

Tables = tuple[str, str]  # what stands above the table of reports, and the table


class LibraryHandlers:
    """Handlers that show and change the library."""

    def __init__(self, handle: IndexHandle, options: PageOptions) -> None:
        self._handle = handle
        self._options = options
        self._uploads = UploadStore(options.uploads.absolute())
        self._audit = AuditLog(options.places.audit)

    def view(self, session: Session, listing: ReportListing, request: gr.Request) -> Tables:
        """Return what stands above the table of reports, and a page of it."""
        language = session.settings.language
        reports = self._handle.reports.values()
        return filters_html(reports, listing, language), self._table(session, listing, request)

    def turn(
        self, session: Session, request: gr.Request, event: gr.EventData
    ) -> tuple[str, ReportListing]:
        """Return a page of the reports that the page's script asks for, and what it asked for."""
        listing = read_listing(event._data)
        return self._table(session, listing, request), listing

    def _table(self, session: Session, listing: ReportListing, request: gr.Request) -> str:
        return report_table_html(
            self._handle.reports.values(),
            listing,
            language=session.settings.language,
            editable=self._options.may_edit(request.username),
            snapshot=self._handle.snapshot,
        )

    def search(self, words: str, session: Session) -> str:
        """Return where the words stand in the text of all reports."""
        return self._found(words, session.settings.language)

    def search_year(self, words: str, session: Session, event: gr.EventData) -> str:
        """Return where the words stand in the reports of the chosen year; "" is every year."""
        chosen = whole_of(mapping_of(event._data).get("year"))
        return self._found(words, session.settings.language, chosen or None)

    def _found(self, words: str, language: str, year: int | None = None) -> str:
        if not words.strip():
            return ""
        try:
            analysis = self._handle.analysis()
            return found_html(analysis, analysis.term(words), year, language)
        except GovreportError as error:  # too few or too many characters; nothing indexed
            return element("p", page_text(error, language), class_="gov-hint", role="status")

    def add(
        self,
        files: Sequence[str] | None,
        undecided: tuple[Undecided, ...],
        session: Session,
        listing: ReportListing,
        request: gr.Request,
        progress: gr.Progress = gr.Progress(),  # noqa: B008  (Gradio's way to pass it)
    ) -> tuple[Any, str, str, str, tuple[Undecided, ...]]:
        """Index uploaded files.

        Returns:
            The emptied field, the outcome with the questions about files, both parts of the table,
            and the files that need a decision.
        """
        language = session.settings.language
        self._require_permission(request, language)
        if not files:
            asked = undecided_html(undecided, language)
            return gr.skip(), asked, *self.view(session, listing, request), undecided
        progress(0, desc=message("page.indexing", language))

        def advance(stage: str, done: int, total: int) -> None:
            progress((done, max(total, 1)), desc=message(f"page.stage_{stage}", language))

        try:
            kept = self._uploads.keep([Path(file) for file in files])
            outcome = self._added(kept, advance) if kept else IndexingOutcome()
            self._record_added(outcome, request)
        except GovreportError as error:
            lines = [message("page.failed", language, reason=page_text(error, language))]
        else:
            lines = outcome_lines(outcome, language)
            if gone := len(files) - len(kept):
                lines.append(message("page.upload_gone", language, count=gone))
            asked_now = {each.key: each for each in self._undecided(outcome)}
            undecided = tuple(({each.key: each for each in undecided} | asked_now).values())
        shown = told_html(lines, undecided, language)
        return None, shown, *self.view(session, listing, request), undecided

    def decide(
        self,
        undecided: tuple[Undecided, ...],
        session: Session,
        listing: ReportListing,
        request: gr.Request,
        event: gr.EventData,
    ) -> tuple[str, str, str, tuple[Undecided, ...]]:
        """Carry out the decisions about uploaded files.

        Returns:
            The outcome with the remaining questions, both parts of the table, and the files that
            need a decision.
        """
        language = session.settings.language
        self._require_permission(request, language)
        asked: Mapping[str, Any] = mapping_of(event._data)
        about = str(asked.get("about") or "").split()
        chosen = [each for each in undecided if each.key in about]
        left = tuple(each for each in undecided if each not in chosen)
        try:
            if asked.get("choice") == "take":
                lines = self._taken(chosen, request, language)
            else:
                lines = self._left(chosen, language)
        except GovreportError as error:
            lines = [message("page.failed", language, reason=page_text(error, language))]
        return told_html(lines, left, language), *self.view(session, listing, request), left

    def forget(
        self, session: Session, listing: ReportListing, request: gr.Request, event: gr.EventData
    ) -> tuple[str, str, str]:
        """Remove a report; return the outcome and the table."""
        language = session.settings.language
        self._require_permission(request, language)
        report_id = str(mapping_of(event._data).get("report") or "")
        report = self._handle.reports.get(report_id)
        told = ""
        if report is not None:
            try:
                report = plain_report(report)  # its text is needed after the removal
                self._handle.forget([report_id])
                self._record("forget", request, [report.title])
                self._discard(report)
                told = message("page.removed", language, title=report.title)
                if marks := forget_quotations(self._options.places.feedback, [report]):
                    told += message("page.removed_marks", language, count=marks)
            except GovreportError as error:
                told = message("page.failed", language, reason=page_text(error, language))
            except OSError as error:
                reason = system_reason(error).text(language)
                told += message("page.marks_remain", language, reason=reason)
        return escaped(told), *self.view(session, listing, request)

    def edit(
        self, session: Session, listing: ReportListing, request: gr.Request, event: gr.EventData
    ) -> tuple[str, str, str]:
        """Correct a title, year, region or kind; return the outcome and the table."""
        language = session.settings.language
        self._require_permission(request, language)
        asked: Mapping[str, Any] = mapping_of(event._data)
        report, field = str(asked.get("report") or ""), str(asked.get("field") or "")
        if field not in EDITABLE or report not in self._handle.reports:
            return "", *self.view(session, listing, request)
        try:
            edited = self._handle.edit(report, {field: str(asked.get("value") or "")[:200]})
            self._record("edit", request, [edited.title])
            told = message("page.edited", language, title=edited.title)
        except GovreportError as error:
            told = message("page.failed", language, reason=page_text(error, language))
        return escaped(told), *self.view(session, listing, request)

    def explain(self, session: Session, event: gr.EventData) -> str:
        """Return the changes by cleaning in a report."""
        asked: Mapping[str, Any] = mapping_of(event._data)
        report = self._handle.reports.get(str(asked.get("report") or ""))
        return changes_html(report, session.settings.language) if report is not None else ""

    def only(self, session: Session, event: gr.EventData) -> tuple[Any, Any, Any, Any]:
        """Restrict the next questions to the ticked reports; return the filters' updates."""
        chosen = mapping_of(event._data).get("reports")
        ids = {one for one in chosen if isinstance(one, str)} if isinstance(chosen, list) else set()
        years, regions, more = filters_of(ids, self._handle.reports)
        language = session.settings.language
        if not years:
            gr.Info(message("page.only_none", language), title="")
            return gr.skip(), gr.skip(), gr.skip(), gr.skip()
        if more:
            gr.Info(message("page.only_more", language, count=more), title="")
        return (
            gr.Tabs(selected="ask"),
            gr.update(open=True),
            gr.update(value=list(years)),
            gr.update(value=list(regions)),
        )

    def _added(self, kept: Sequence[Path], progress: Progress) -> IndexingOutcome:
        """Index stored files, and delete unreadable ones."""
        try:
            outcome = self._handle.add(kept, progress, take_others=False)
        except GovreportError:
            for path in kept:
                self._uploads.drop(path)
            raise
        for path, _ in (*outcome.failed, *outcome.skipped):
            self._uploads.drop(path)
        return outcome

    def _undecided(self, outcome: IndexingOutcome) -> Iterator[Undecided]:
        """Yield the files that need a decision; one that is no report is set aside."""
        needed = self._needed()
        for path, report in dict(outcome.declined).items():
            kept = path if str(path) in needed else self._uploads.set_aside(path)
            yield Undecided(path=kept, title=report.title)
        for report, told in outcome.versions:
            path = Path(report.sources[0].path)
            yield Undecided(path=path, title=report.title, version=told)

    def _taken(self, chosen: Sequence[Undecided], request: gr.Request, language: str) -> list[str]:
        """Index the chosen documents that are no reports; let versions replace earlier ones."""
        others = [self._uploads.take_back(each.path) for each in chosen if each.version is None]
        versions = [each.path for each in chosen if each.version is not None]
        lines: list[str] = []
        if others:
            outcome = self._handle.add(others)
            self._record_added(outcome, request)
            lines += outcome_lines(outcome, language)
        if versions:
            outcome = self._handle.add(versions, replace_versions=True)
            self._record("forget", request, [report.title for report in outcome.removed])
            for report in outcome.removed:
                self._discard(report)
            lines += [page_text(notice, language) for notice in outcome.notices]
        return lines

    def _left(self, chosen: Sequence[Undecided], language: str) -> list[str]:
        """Drop the chosen documents that are no reports; keep versions beside each other."""
        needed = self._needed()
        lines: list[str] = []
        for each in chosen:
            key = "page.left_other" if each.version is None else "page.left_version"
            lines.append(message(key, language, name=each.path.name))
            if each.version is None and str(each.path) not in needed:
                self._uploads.drop(each.path)
        return lines

    def _discard(self, report: Report) -> None:
        """Delete the uploaded files of a removed report, unless they contain other reports."""
        needed = self._needed()
        for source in report.sources:
            if source.path not in needed:
                self._uploads.drop(Path(source.path))

    def _needed(self) -> set[str]:
        """Return the source files of all reports."""
        return {s.path for other in self._handle.reports.values() for s in other.sources}

    def _record_added(self, outcome: IndexingOutcome, request: gr.Request) -> None:
        titles = [report.title for report in outcome.added + outcome.updated]
        self._record("add", request, titles)

    def _record(self, action: str, request: gr.Request, titles: Sequence[str]) -> None:
        """Write an audit entry; a log that cannot be written does not prevent the change."""
        address = request.client.host if request.client is not None else ""
        with suppress(OSError):
            self._audit.write(action, user=request.username, address=address, titles=list(titles))

    def _require_permission(self, request: gr.Request, language: str) -> None:
        if not self._options.may_edit(request.username):
            raise gr.Error(escaped(message("page.no_permission", language)))
