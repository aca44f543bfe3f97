"""The events of the comparison tab."""

from typing import Any

from ui.page.events.wiring import COMPARING, QUIET, Wiring
from ui.page.handlers.comparison import ComparisonHandlers

__all__ = ["connect_comparison"]


def connect_comparison(wiring: Wiring, handlers: ComparisonHandlers) -> None:
    """Connect the comparison tab."""
    compare, session = wiring.components.compare, wiring.session
    offered = [wiring.components.offered]
    pair = [compare.old, compare.new, session]
    shown: dict[str, Any] = {"show_progress_on": [compare.comparison], **COMPARING}
    chosen = [compare.old, compare.new, compare.comparison]
    compare.tab.select(handlers.arrive, pair, chosen, **shown)
    for field in (compare.old, compare.new):
        field.input(handlers.compare, pair, [compare.comparison], **shown)
    compare.term.submit(handlers.count, [compare.term, session], [compare.words], **COMPARING)
    wiring.save(compare.save_comparison.click(handlers.save_comparison, pair, offered, **COMPARING))
    brief = [compare.new, session]
    for button, written in (
        (compare.save_brief, handlers.save_brief),
        (compare.save_brief_word, handlers.save_brief_word),
        (compare.save_brief_page, handlers.save_brief_page),
    ):
        wiring.save(button.click(written, brief, offered, **COMPARING))
    printed = compare.print_brief.click(handlers.save_brief_page, brief, offered, **COMPARING)
    printed.then(None, offered, None, js="(file) => window.govreport.printFile(file)", **QUIET)
    counted = [compare.term, session]
    wiring.save(compare.words.table(handlers.save_words, counted, offered, **COMPARING))
