"""Keeping an index up to date.

`reconciliation` (new, changed, moved, gone), `update` (`index_paths`, `forget_reports`).
"""

__all__: list[str] = []
