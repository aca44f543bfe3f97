"""For people: `cli` (the command line), `page` (the browser), `messages`, `rendering`."""

from ui.i18n.messages import message

__all__ = ["message"]
