"""The passages of an index in Qdrant, for many readers; the extra `qdrant`.

`terms` (BM25 as a product of sparse vectors) and `points` (passages as an engine stores them,
without text), `engine` (the protocol of an engine), `location` and `client` (Qdrant by its
address), `connecting` (if the extra is installed), `qdrant_index` (a `PassageIndex` over index and
engine), `publishing` (a snapshot loaded into an engine, and opened).
"""

__all__: list[str] = []
