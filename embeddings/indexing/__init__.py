"""Keeping an index up to date.

`worker_process` and `worker` (the two sides of a process that does what it is asked), `workers`
(those of a run), `asked_names`, `file_reader` (files read by one), `reconciliation` (new, changed,
moved, gone), `distinct_titles`, `spill_file` (texts on disk meanwhile), `file_reading`,
`preparation` (reports segmented and embedded), `update` (`index_paths`), `forgetting`
(`forget_reports`), `editing` (`edit_report`).
"""

__all__: list[str] = []
