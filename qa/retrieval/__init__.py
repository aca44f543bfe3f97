"""Question → ranked paragraphs.

`retriever` runs the steps: `report_filter` (a caller's years and regions), `question_reading` (the
question self-contained, with its parts), `candidate_search` (both legs of the index), `features`
with `word_features` and `scope_features` (of a candidate), `ranker` (their score), `reranking` (the
best scored again by the sentence encoder, optional), `merging` (parts in turn, equal text and
`versions` of it once), `coverage` (years and regions that are not indexed).
"""

__all__: list[str] = []
