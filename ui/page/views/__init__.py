"""What the page shows.

`conversation`, `sources` (cited paragraphs), `full_text`, `conversation_list`, `library`, `links`.
"""

__all__: list[str] = []
