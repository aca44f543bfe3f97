"""The events of the page and their handlers; every event is private.

`wiring` (shared by all), then one module per noun: `arrival`, `questions`, `conversations`,
`reading`, `comparison`, `library`, `settings`; `page_events` connects them all.
"""

from ui.page.events.page_events import connect_events

__all__ = ["connect_events"]
