"""Conversations.

`conversation` (turns and their packing for the browser), `serialisation`, `feedback`.
"""

__all__: list[str] = []
