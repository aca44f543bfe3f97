"""Quoted text → short answers.

`short_answers` chooses by the expected answer type among `figures`, `dates`, `enumerations` (with
`enumeration_bounds`) and `phrases` (with `phrase_candidates` and `phrase_features`);
`token_scores` holds what a reader says of the text.
"""

__all__: list[str] = []
