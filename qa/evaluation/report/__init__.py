"""Scores → what a person reads.

`failures`, `phrases`, `summary` (text), `plots`, `page_assets` and `page` (one inert HTML file),
`comparison` (two runs), `trec` (run and qrels files).
"""

__all__: list[str] = []
