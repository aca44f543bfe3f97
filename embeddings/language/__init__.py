"""Reading report language: knows no report, no question and no index.

`clauses` (a sentence's clauses), `units` (units of figures), `unit_conversion` (斤 into 吨),
`figures` (figures with unit and qualifier), `unit_heads` (units in the heads of tables),
`time_patterns` and `time_expressions` (years and spans), `tense_cues` (words of targets and of
results), `negation` (negation words), `term_notes` (notes that explain a report's terms).
"""

__all__: list[str] = []
