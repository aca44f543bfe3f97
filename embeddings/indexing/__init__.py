"""Keeping an index up to date.

`reconciliation` (new, changed, moved, gone), `distinct_titles`, `update` (`index_paths`,
`forget_reports`), `editing` (`edit_report`).
"""

__all__: list[str] = []
