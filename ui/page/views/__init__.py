"""What the page shows.

`welcome`, `conversation` (with `chips` and `citation_notes`), `waiting`, `sources` (cited
paragraphs; `reasons` for which each was found, `places`), `full_text`, `comparison`,
`report_table`, `library`, `links`; the room `sidebar`.
"""

__all__: list[str] = []
