"""The commands of `govreport`, one module per group.

`options` holds what they share, `plain_values` takes values as they are, `terminal` writes, `help`
and `wrong_use` word help and mistakes;
`asking` (ask, search), `tables` (table), `comparing/` (diff, brief, words, terms), `indexing`
(index), `library` (reports, forget, verify), `measuring` (evaluate, compare, testset), `serving`
(chat), `housekeeping` (doctor, with `diagnostics`; data). Whatever is slow to import is imported
inside the command that needs it.
"""
