"""What is asked, read once.

`asking_words` (question words), `question` (the value), `rewriting` with `ellipsis` (a follow-up
made self-contained), `answer_type`, `focus_noun` and `asked_units` (what is asked for), `aspect`
(results or targets), `scope` (years and regions), `decomposition` (the parts of a comparison),
`synonyms` (everyday words → the reports' own).
"""

__all__: list[str] = []
