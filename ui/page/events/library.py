"""The events of the library tab."""

from ui.page.events.wiring import CHANGING, COMPARING, QUIET, Wiring
from ui.page.handlers.comparison import ComparisonHandlers
from ui.page.handlers.library import LibraryHandlers
from ui.page.handlers.questions import QuestionHandlers
from ui.page.handlers.reading import ReadingHandlers

__all__ = ["connect_library"]


def connect_library(
    wiring: Wiring,
    handlers: LibraryHandlers,
    reading: ReadingHandlers,
    comparison: ComparisonHandlers,
    questions: QuestionHandlers,
) -> None:
    """Connect the library tab, and the updates that its changes cause elsewhere."""
    components, session = wiring.components, wiring.session
    library = components.library
    lists = [
        components.ask.years,
        components.ask.regions,
        components.read.chosen,
        components.compare.old,
        components.compare.new,
        components.ask.thread,
    ]
    _connect_table(wiring, handlers)
    listing = wiring.listing
    tables = [library.filters, library.reports]
    added = library.upload.upload(
        handlers.add,
        [library.upload, wiring.undecided, session, listing],
        [library.upload, library.told, *tables, wiring.undecided],
        show_progress_on=[library.told],
        api_visibility="private",
        **CHANGING,
    )
    removed, edited = (
        event(handler, [session, listing], [library.told, *tables], **QUIET, **CHANGING)
        for event, handler in (
            (library.reports.forget, handlers.forget),
            (library.reports.edit, handlers.edit),
        )
    )
    decided = library.told.decide(
        handlers.decide,
        [wiring.undecided, session, listing],
        [library.told, *tables, wiring.undecided],
        **QUIET,
        **CHANGING,
    )
    for changed in (added, removed, edited, decided):
        refreshed = changed.then(reading.refresh, [session], lists, **QUIET)
        refreshed.then(handlers.search, [library.words, session], [library.found], **QUIET)
        refreshed.then(questions.cards, [session], [components.ask.cards], **QUIET)
    components.ask.thread.refresh(reading.lists, [session], lists[:-1], **QUIET)
    asked = [library.words, session]
    library.words.submit(handlers.search, asked, [library.found], **COMPARING)
    library.found.year(handlers.search_year, asked, [library.found], **QUIET)
    offered = [components.offered]
    wiring.save(library.found.table(comparison.save_words, asked, offered, **COMPARING))


def _connect_table(wiring: Wiring, handlers: LibraryHandlers) -> None:
    """Connect what is looked at in the table of reports, and changes nothing."""
    components, session, listing = wiring.components, wiring.session, wiring.listing
    library = components.library
    tables = [library.filters, library.reports]
    library.tab.select(handlers.view, [session, listing], tables, **QUIET)
    library.reports.list(
        handlers.turn,
        [session],
        [library.reports, listing],
        trigger_mode="always_last",  # of letters typed faster than the table comes
        **QUIET,
    )
    scope = [components.tabs, components.ask.scope, components.ask.years, components.ask.regions]
    library.reports.only(handlers.only, [session], scope, **QUIET)
    explained = library.reports.explain(handlers.explain, [session], [library.changes], **QUIET)
    explained.then(None, None, None, js="() => window.govreport.explained()", **QUIET)
