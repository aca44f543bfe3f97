"""Lexical and dense search over arrays.

`vocabulary`, `counting` and `postings` (terms and their counts), `packed_postings` (the same on
disk), `bm25` (lexical search), `dense` (vector search), `top_k` (the k best of many scores),
`distinct` (values).
"""

__all__: list[str] = []
