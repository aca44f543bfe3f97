"""Questions made of reports by program, with their answers checked.

`wordings` (how people put such things), `made` (a made question, and which of many are kept),
`told_paragraphs` (those that tell of one year); `figure_questions` (one figure), `pair_questions`
(two), `list_questions` (what an enumeration lists), `honour_questions` (who was named what),
`lacking_questions` (what a report lacks). `__main__` reads reports and writes the set.
"""

__all__: list[str] = []
