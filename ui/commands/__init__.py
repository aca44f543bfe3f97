"""The commands of `govreport`, one module per group.

`options` holds what they share; `asking` (ask, search), `indexing` (index), `library` (reports,
forget, verify), `measuring` (evaluate, compare, testset), `serving` (chat), `housekeeping`
(doctor, data). Whatever is slow to import is imported inside the command that needs it.
"""
