"""The two retrieval legs over arrays.

`vocabulary`, `counting` and `postings` (terms and their counts), `bm25` (the lexical leg), `dense`
(the vector leg), `top_k` (the k best of many scores).
"""

__all__: list[str] = []
