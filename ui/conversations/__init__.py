"""Conversations.

`conversation` (turns and their packing for the browser), `stored_values` (what a browser sends),
`tables` (citations and tables of answers), `serialisation`, `feedback`.
"""

__all__: list[str] = []
