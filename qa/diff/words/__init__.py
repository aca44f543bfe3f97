"""Terms over many reports.

`corpus` (texts folded once for counting), `term_counts` (a term by year and place), `contexts` (the
clause that contains it), `mentions` (its sentences, and sentences shared by two reports), `spread`
(document frequencies), `names` (runs of words that can form a term), `new_terms` (terms that are
new), `changed_terms` (more or less frequent, or gone).
"""

__all__: list[str] = []
