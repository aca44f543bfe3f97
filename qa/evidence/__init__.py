"""Ranked paragraphs → scored clauses and windows; knows no answer.

`query` (the question as evidence needs it), `word_similarity` (soft word matching),
`county_names`, `name_conflicts` (1号线 is not 2号线), `clauses` with `clause_features`, `windows`
with `window_features`, `boosted_trees` (tree ensembles), `calibrated_model` (a regression whose
probabilities mean what they say), `evidence` (the scored windows).
"""

__all__: list[str] = []
