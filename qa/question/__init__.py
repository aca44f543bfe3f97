"""What is asked, read once.

`limits` (length and number of parts), `english` (an English question in Chinese words),
`follow_ups` (a follow-up made self-contained), `answer_type`, `focus_noun` and `asked_units`
(expected answer), `aspect` (results or targets), `scope`, `asked_periods` and `region_objects`
(years and regions), `synonyms` (everyday words → the reports' own), `decomposition` (the parts of a
comparison), `question` (the value), `separate_questions` (several in one input).
"""

__all__: list[str] = []
