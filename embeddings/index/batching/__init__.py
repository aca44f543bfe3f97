"""New reports on their way into an index.

`report_passages` (a report's passages and terms in flat arrays), `vector_cache` (vectors of an
earlier state), `granularity_batch` (passages counted and embedded), `report_batch` (the reports of
an index state).
"""

__all__: list[str] = []
