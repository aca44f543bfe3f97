"""Quoted text → short answers.

`short_answers` chooses by the expected answer type among `figures`, `dates`, `enumerations` and
`phrases` (with `phrase_candidates` and `phrase_features`).
"""

__all__: list[str] = []
