"""User interfaces.

`__main__` (the process, which Ctrl+C may end at any moment, so that nothing is imported here),
`cli` with `commands` (the command line), `page` (the browser), `rendering` (answers as HTML, text,
JSON), `conversations`, `i18n` (every sentence in both languages), `config` (places on disk),
`loading` (without collecting garbage).
"""

__all__: list[str] = []
