"""The events of the settings."""

from ui.page.events.wiring import QUIET, Wiring
from ui.page.handlers.comparison import ComparisonHandlers
from ui.page.handlers.library import LibraryHandlers
from ui.page.handlers.settings import SettingsHandlers

__all__ = ["connect_settings"]

# The language is sent with the address of the open report, which stays open.
_CHOSEN = (
    "(session, listing, language) => [null, null, language, window.govreport.addresses.kept()]"
)
_OTHER = "() => [null, null, window.govreport.addresses.kept()]"


def connect_settings(
    wiring: Wiring,
    handlers: SettingsHandlers,
    comparison: ComparisonHandlers,
    library: LibraryHandlers,
) -> None:
    """Connect the settings tab, and the two buttons of the bar."""
    settings, bar, session = wiring.components.settings, wiring.components.bar, wiring.session
    chosen = [session, settings.k, settings.model, settings.theme]
    kept = [wiring.settings]
    for control in (settings.k.release, settings.model.input, settings.theme.input):
        control(handlers.set, chosen, kept, **QUIET)
    settings.theme.input(
        None, [settings.theme], js="(theme) => window.govreport.setTheme(theme)", **QUIET
    )
    switched = bar.switch_theme.click(
        None, None, [settings.theme], js="() => [window.govreport.switchTheme()]", **QUIET
    )
    switched.then(handlers.set, chosen, kept, **QUIET)
    page = [*wiring.whole_page, wiring.settings]
    brought = wiring.components.brought
    spoken = [session, wiring.listing, settings.language, brought]
    speak = settings.language.input(handlers.set_language, spoken, page, js=_CHOSEN, **QUIET)
    other = bar.other_language.click(
        handlers.switch_language, [session, wiring.listing, brought], page, js=_OTHER, **QUIET
    )
    compare, reports = wiring.components.compare, wiring.components.library
    for changed in (speak, other):
        changed.then(
            comparison.compare,
            [compare.old, compare.new, session],
            [compare.comparison],
            **QUIET,
        ).then(comparison.count, [compare.term, session], [compare.words], **QUIET).then(
            library.search, [reports.words, session], [reports.found], **QUIET
        )
