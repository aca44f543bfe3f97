"""Quoted text → short answers.

`short_answers` chooses by the expected answer type among `figures` (as `figure_bounds` writes
them), `dates`, `enumerations` (with `enumeration_bounds`) and `phrases` (with `phrase_candidates`,
`phrase_features`, and `read_phrases` for a text that was read); `token_scores` holds what a reader
says of the text.
"""

__all__: list[str] = []
