"""The handlers of the settings and of the page's language."""

from dataclasses import asdict, replace
from typing import Any

import gradio as gr

from ui.conversations.stored_values import number_of
from ui.i18n.messages import LANGUAGES
from ui.page.handlers.choices import Changes
from ui.page.handlers.library import LibraryHandlers
from ui.page.handlers.reading import ReadingHandlers
from ui.page.handlers.whole_page import WholePage
from ui.page.session import Session, read_settings
from ui.page.views.library.listing import ReportListing

__all__ = ["SettingsHandlers"]


class SettingsHandlers:
    """Handlers of settings; `kept` is the component stored by the browser."""

    def __init__(
        self, whole: WholePage, library: LibraryHandlers, reading: ReadingHandlers, kept: Any
    ) -> None:
        self._whole = whole
        self._reading = reading
        self._library = library
        self._kept = kept

    def set(self, session: Session, k: float, model: bool, theme: str) -> dict[str, Any]:
        """Apply the settings; return the value for the browser to store."""
        settings = replace(
            session.settings, k=number_of(k, session.settings.k), model=bool(model), theme=theme
        )
        kept = asdict(settings)
        session.settings = read_settings(kept, default=settings)
        return kept

    def set_language(
        self,
        session: Session,
        listing: ReportListing,
        language: str,
        address: str,
        request: gr.Request,
    ) -> Changes:
        """Change the language of the whole page, and store it in the browser.

        `address` is that of the open report.
        """
        settings = read_settings(
            asdict(replace(session.settings, language=language)), default=session.settings
        )
        session.settings = settings
        reworded = self._reading.reworded(address, settings.language)
        return (
            self._whole.changes(session, request)
            | reworded
            | {
                self._kept: asdict(settings),
                **dict(
                    zip(
                        self._whole.library,
                        self._library.view(session, listing, request),
                        strict=True,
                    )
                ),
            }
        )

    def switch_language(
        self, session: Session, listing: ReportListing, address: str, request: gr.Request
    ) -> Changes:
        """Switch between Chinese and English."""
        other = next(name for name in LANGUAGES if name != session.settings.language)
        return self.set_language(session, listing, other, address, request)
