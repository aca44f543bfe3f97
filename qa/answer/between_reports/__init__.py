"""Answers computed over several reports.

`asked_reports` (which reports a question is about), then what is found there: `changed` (terms and
targets that are new, gone or changed) and `said` (a term: its counts, first and last year, places);
`quoted_drafts` makes drafts of it, `between` chooses.
"""

__all__: list[str] = []
