"""Reading report language: knows no report, no question and no index.

`clauses` (a sentence's clauses), `units` (units of figures), `figures` (figures with unit and
qualifier), `time_patterns` and `time_expressions` (years and spans), `tense_cues` (words of targets
and of results), `negation` (negation words).
"""

__all__: list[str] = []
