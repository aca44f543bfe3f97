"""What the page shows.

`conversation` (with `chips` and `citation_notes`), `waiting`, `sources` (cited paragraphs;
`reasons` for which each was found, `places`), `full_text`, `comparison`, `conversation_list`,
`library`, `links`.
"""

__all__: list[str] = []
