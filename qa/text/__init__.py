"""Reading report language; knows no question.

`figures` (figures with unit and qualifier), `time_patterns` and `time_expressions` (years and
spans), `tense_cues` (words of targets and of results), `clauses` (a sentence's clauses),
`part_of_speech`, `quoted_names`, `word_rarity`, `paragraph` and `paragraph_facts` (one analysis of
a paragraph).
"""

__all__: list[str] = []
