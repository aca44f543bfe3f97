"""Answers → scores.

`answer_metrics` (one answer), `retrieval_metrics`, `calibration`, `bootstrap` (intervals),
`scores` (a whole run).
"""

__all__: list[str] = []
