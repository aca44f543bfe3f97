"""The events of the full text, which also update the address bar."""

from ui.page.events.wiring import QUIET, Wiring
from ui.page.handlers.reading import ReadingHandlers

__all__ = ["connect_reading"]


def connect_reading(wiring: Wiring, handlers: ReadingHandlers) -> None:
    """Connect the events that open the full text."""
    components, session = wiring.components, wiring.session
    read, compare = components.read, components.compare
    opened = [components.tabs, read.chosen, read.text]
    for panel in (
        components.ask.sources,
        components.sidebar.quotes,
        components.library.found,
        components.library.reports,
        compare.comparison,
        compare.words,
    ):
        panel.read(handlers.read, [session], opened, **QUIET)
    chosen = "(chosen) => [window.govreport.addresses.opens(chosen), null]"
    read.chosen.input(handlers.choose, [read.chosen, session], opened, js=chosen, **QUIET)
    for name, each in (
        ("ask", components.ask),
        ("read", read),
        ("compare", compare),
        ("library", components.library),
        ("settings", components.settings),
    ):
        follow = f"() => window.govreport.addresses.selected('{name}')"
        each.tab.select(None, None, None, js=follow, **QUIET)
