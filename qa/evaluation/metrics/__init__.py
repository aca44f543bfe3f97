"""Answers → scores.

`answer_metrics` (one answer), `retrieval_metrics`, `calibration`, `bootstrap` (intervals),
`two_kinds` (new or known), `scores` (a whole run), `score_file` (written and read back).
"""

__all__: list[str] = []
