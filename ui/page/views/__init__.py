"""What the page shows.

`conversation`, `sources` (cited paragraphs; `reasons` for which each was found), `full_text`,
`conversation_list`, `library`, `links`.
"""

__all__: list[str] = []
