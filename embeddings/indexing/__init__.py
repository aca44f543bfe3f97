"""Keeping an index up to date.

`worker_process` and `worker` (the two sides of a worker process), `workers` (those of a run),
`asked_names` (gazetteer look-ups of a file), `file_reader` (one file in a worker),
`reconciliation` (new, changed, moved, gone), `distinct_titles`, `spill_file` (texts on disk
meanwhile), `file_reading` (all files of a run), `preparation` (reports segmented and embedded),
`update` (`index_paths`), `forgetting` (`forget_reports`), `editing` (`edit_report`).
"""

__all__: list[str] = []
