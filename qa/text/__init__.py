"""Paragraphs analysed for answering; knows no question.

`paragraph` (one analysis of a paragraph, its parts computed when asked for), `clause_columns`
(its clauses as arrays), `part_of_speech`, `quoted_names`, `word_rarity`,
`asking_words` (question words, used before a question is parsed as well).
"""

__all__: list[str] = []
