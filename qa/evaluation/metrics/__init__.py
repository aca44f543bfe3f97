"""Answers → scores.

`answer_metrics` (one answer), `retrieval_metrics`, `calibration`, `bootstrap` (intervals),
`scores` (a whole run), `score_file` (written and read back).
"""

__all__: list[str] = []
