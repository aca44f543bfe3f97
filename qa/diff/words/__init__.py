"""Words over many reports.

`corpus` (texts folded once for counting), `term_counts` (a term by year and place), `mentions` (who
says it, who copies whom), `spread` (how many texts hold a term), `new_terms` (terms that are new,
said more or less often).
"""

__all__: list[str] = []
