"""User interfaces.

`__main__` (the process, which Ctrl+C may end at any moment), `cli` with `commands` (the command
line), `page` (the browser), `rendering` (answers as HTML, text, JSON), `conversations`, `i18n`
(every sentence in both languages), `config` (places on disk), `loading` (without collecting
garbage).
"""

from ui.i18n.messages import message

__all__ = ["message"]
