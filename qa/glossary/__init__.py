"""Terms that reports explain in the notes at their end (名词解释).

`asked_term` (the term whose meaning is asked for), `term_notes` (the notes of a report), `glossary`
(those of all reports, by term).
"""

__all__: list[str] = []
