"""A searchable set of reports.

`passage_index` (the protocol, `IndexQuery`, `Candidate`), `passages` (Report → passages at two
granularities), `batch` (new reports on their way in), `passage_table`, `fact_table` and `catalogue`
(rows, facts and reports), `state` (all of it as one immutable value), `embedded` and `in_memory`
(the two implementations), `files` (state ↔ snapshot files), `opening` (`open_index`),
`verification` (an index proved against itself).
"""

__all__: list[str] = []
