"""A searchable set of reports.

`passage_index` (the protocol, `IndexQuery`, `Candidate`), `passages` (report → passages at two
granularities), `batching` (reports being added), `passage_table`, `fact_table` and `catalogue`
(rows, facts and reports), `stored` (a report as lines of JSON), `state` (all of it as one immutable
value), `merging` (states concatenated on disk), `segments` (an index in parts), `embedded` and
`in_memory` (two implementations), `qdrant` (a third one, over a vector engine), `files` (state ↔
files), `opening` (`open_index`), `verification` with `fact_verification` and `leg_verification` (an
index checked for consistency).
"""

__all__: list[str] = []
