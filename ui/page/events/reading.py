"""The full text of a report opened, and the address bar following what is read."""

from ui.page.events.wiring import QUIET, Wiring
from ui.page.handlers.reading import ReadingHandlers

__all__ = ["connect_reading"]


def connect_reading(wiring: Wiring, handlers: ReadingHandlers) -> None:
    """Connect whatever leads to the full text."""
    components, session = wiring.components, wiring.session
    read, compare = components.read, components.compare
    opened = [components.tabs, read.chosen, read.text]
    for panel in (
        components.ask.sources,
        components.library.reports,
        compare.comparison,
        compare.words,
    ):
        panel.read(handlers.read, [session], opened, **QUIET)
    read.chosen.input(handlers.choose, [read.chosen, session], opened, **QUIET)
    read.tab.select(None, None, None, js="() => window.govreport.reading()", **QUIET)
    leave = "() => window.govreport.address('')"
    for each in (components.ask, compare, components.library, components.settings):
        each.tab.select(None, None, None, js=leave, **QUIET)
