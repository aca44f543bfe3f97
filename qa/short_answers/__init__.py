"""Quoted text → short answers.

`short_answers` chooses by the expected answer type among `figures`, `dates`, `enumerations` and
`phrases`.
"""

__all__: list[str] = []
