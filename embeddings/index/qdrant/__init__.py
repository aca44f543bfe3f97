"""The passages of an index in Qdrant, for many readers; the extra `qdrant`.

`terms` (BM25 as a product of sparse vectors) and `points` (passages as an engine keeps them,
without text), `engine` (what is asked of an engine), `location` and `client` (Qdrant by its
address), `connecting` (either where the extra is installed), `qdrant_index` (a `PassageIndex` over
both sides), `publishing` (a snapshot loaded, and opened).
"""

__all__: list[str] = []
