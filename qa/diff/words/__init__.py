"""Terms over many reports.

`corpus` (texts folded once for counting), `term_counts` (a term by year and place), `mentions` (its
sentences, and sentences shared by two reports), `spread` (document frequencies), `new_terms` (terms
that are new, or more or less frequent).
"""

__all__: list[str] = []
