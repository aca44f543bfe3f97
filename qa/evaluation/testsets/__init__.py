"""Test sets: read, checked, made.

`test_set` (the records), `jsonl`, `squad`, `beir`, `corpus` and `cells` with `cell_wordings` (forms
that are read), `checking`, `statistics`, `drafting` and `feedback` (making one).
"""

__all__: list[str] = []
