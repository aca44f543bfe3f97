"""Keeping an index up to date.

`file_reader` and `worker` (files read by a process of their own), `reconciliation` (new, changed,
moved, gone), `distinct_titles`, `file_reading`, `update` (`index_paths`),
`forgetting` (`forget_reports`), `editing` (`edit_report`).
"""

__all__: list[str] = []
