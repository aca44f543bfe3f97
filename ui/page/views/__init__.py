"""The HTML views of the page.

`welcome`, `conversation` (with `chips` and `citation_notes`), `waiting`, `sources` (cited
paragraphs, with `reasons` and `places`), `full_text`, `comparison`, `links`, `remedies` (of
what went wrong); the rooms `library` and `sidebar`.
"""

__all__: list[str] = []
