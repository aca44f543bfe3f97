"""Paragraphs analysed for answering; knows no question.

`part_of_speech`, `quoted_names`, `word_rarity`, `paragraph` and `paragraph_facts` (one analysis of
a paragraph).
"""

__all__: list[str] = []
