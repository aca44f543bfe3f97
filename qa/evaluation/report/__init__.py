"""Scores → reports for people.

`failures`, `phrases`, `summary` (text); `bilingual`, `plots`, `failure_cards`, `page_assets` and
`page` (one inert HTML file); `comparison` (two runs), `trec` (run and qrels files).
"""

__all__: list[str] = []
