"""The handlers of the library: upload, remove, explain; only for those who may change it."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import gradio as gr

from embeddings.errors import GovreportError
from embeddings.index.catalogue import plain_report
from embeddings.indexing.update import IndexingOutcome, Progress
from embeddings.messages import system_reason
from embeddings.records import Report
from qa.markup.html import element, escaped, fragment
from ui.conversations.feedback import forget_quotations
from ui.i18n.messages import message
from ui.page.access.audit import AuditLog
from ui.page.index_handle import IndexHandle
from ui.page.options import PageOptions
from ui.page.session import Session
from ui.page.uploads import UploadStore
from ui.page.views.library import changes_html, library_html

__all__ = ["LibraryHandlers"]


class LibraryHandlers:
    """Shows the library and changes it."""

    def __init__(self, handle: IndexHandle, options: PageOptions) -> None:
        self._handle = handle
        self._options = options
        self._uploads = UploadStore(options.uploads.absolute())
        self._audit = AuditLog(options.places.audit)

    def view(self, session: Session, request: gr.Request) -> str:
        """Return the table of reports."""
        return library_html(
            self._handle.reports.values(),
            language=session.settings.language,
            editable=self._options.may_edit(request.username),
        )

    def add(
        self,
        files: Sequence[str] | None,
        session: Session,
        request: gr.Request,
        progress: gr.Progress = gr.Progress(),  # noqa: B008  (how Gradio hands it over)
    ) -> tuple[Any, str, str]:
        """Index uploaded files; return the emptied field, what came of it, and the table."""
        language = session.settings.language
        self._require_permission(request, language)
        if not files:
            return gr.skip(), "", self.view(session, request)
        progress(0, desc=message("page.indexing", language))

        def advance(stage: str, done: int, total: int) -> None:
            progress((done, max(total, 1)), desc=message(f"page.stage_{stage}", language))

        try:
            kept = self._uploads.keep([Path(file) for file in files])
            outcome = self._added(kept, advance)
            self._record(
                "add", request, [report.title for report in outcome.added + outcome.updated]
            )
        except GovreportError as error:
            told = message("page.failed", language, reason=error.text(language))
            return None, escaped(told), self.view(session, request)
        failed = [(path, error.message) for path, error in outcome.failed]
        not_read = [*failed, *outcome.skipped]
        lines = [
            message(
                "page.indexed",
                language,
                added=len(outcome.added),
                updated=len(outcome.updated),
                unchanged=len(outcome.unchanged),
            )
        ]
        lines += [
            message("page.not_read", language, name=path.name, reason=reason.text(language))
            for path, reason in not_read
        ]
        lines += [notice.text(language) for notice in outcome.notices]
        told_html = fragment(element("p", line) for line in lines)
        return None, told_html, self.view(session, request)

    def forget(self, session: Session, request: gr.Request, event: gr.EventData) -> tuple[str, str]:
        """Remove a report; return what came of it and the table."""
        language = session.settings.language
        self._require_permission(request, language)
        report_id = str((event._data or {}).get("report") or "")
        report = self._handle.reports.get(report_id)
        told = ""
        if report is not None:
            try:
                report = plain_report(report)  # its text is needed after it is gone
                self._handle.forget([report_id])
                self._record("forget", request, [report.title])
                self._discard(report)
                told = message("page.removed", language, title=report.title)
                if marks := forget_quotations(self._options.places.feedback, [report]):
                    told += message("page.removed_marks", language, count=marks)
            except GovreportError as error:
                told = message("page.failed", language, reason=error.text(language))
            except OSError as error:
                reason = system_reason(error).text(language)
                told += message("page.marks_remain", language, reason=reason)
        return escaped(told), self.view(session, request)

    def explain(self, session: Session, event: gr.EventData) -> str:
        """Return what cleaning changed in a report."""
        asked: Mapping[str, Any] = event._data or {}
        report = self._handle.reports.get(str(asked.get("report") or ""))
        return changes_html(report, session.settings.language) if report is not None else ""

    def _added(self, kept: Sequence[Path], progress: Progress) -> IndexingOutcome:
        """Index kept files; what holds no report is not kept on."""
        try:
            outcome = self._handle.add(kept, progress)
        except GovreportError:
            for path in kept:
                self._uploads.drop(path)
            raise
        for path, _ in (*outcome.failed, *outcome.skipped):
            self._uploads.drop(path)
        return outcome

    def _discard(self, report: Report) -> None:
        """Delete the uploaded files of a removed report, where no other report stands in them."""
        needed = {s.path for other in self._handle.reports.values() for s in other.sources}
        for source in report.sources:
            if source.path not in needed:
                self._uploads.drop(Path(source.path))

    def _record(self, action: str, request: gr.Request, titles: Sequence[str]) -> None:
        """Write who changed the library; a log that cannot be written stops nobody."""
        address = request.client.host if request.client is not None else ""
        with suppress(OSError):
            self._audit.write(action, user=request.username, address=address, titles=list(titles))

    def _require_permission(self, request: gr.Request, language: str) -> None:
        if not self._options.may_edit(request.username):
            raise gr.Error(escaped(message("page.no_permission", language)))
