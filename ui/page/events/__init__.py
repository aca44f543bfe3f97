"""Which handler each event of the page calls; every event is private.

`wiring` (what all of them share), then one module a noun: `arrival`, `questions`, `conversations`,
`reading`, `comparison`, `library`, `settings`; `page_events` connects them all.
"""

from ui.page.events.page_events import connect_events

__all__ = ["connect_events"]
