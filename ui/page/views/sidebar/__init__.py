"""The sidebar: `conversation_list` (what this browser keeps) and `quotes` (the kept quotes)."""

__all__: list[str] = []
