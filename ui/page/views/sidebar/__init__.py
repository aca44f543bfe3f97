"""The sidebar: `conversation_list` (stored conversations) and `quotes` (stored quotes)."""

__all__: list[str] = []
