"""Question → ranked paragraphs.

`retriever` asks the index; `features` with `word_features` and `scope_features` describe a
candidate, `ranker` scores it, `reranking` scores the best again by the sentence encoder where that
is wanted, `merging` takes parts in turn, equal text and `versions` of it once, `coverage` says
which years and regions are not indexed.
"""

__all__: list[str] = []
