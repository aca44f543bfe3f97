"""Conversations.

`conversation` (turns and their packing for the browser), `stored_values` (what a browser sends),
`tables` (citations and tables of answers), `serialisation`, `forgetting` (quotes of reports that
were removed since), `feedback`.
"""

__all__: list[str] = []
