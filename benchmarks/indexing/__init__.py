"""What indexing costs.

`council` (52 reports), `local` (1,437, beside another version of the program), `workers` (one
process and several), `one_more_report` (added to a large index).
"""

__all__: list[str] = []
