"""A figure question read into the frame of a fact, and the facts that answer it.

`asked_operation`, `asked_measure` and `asked_name` read the question, `indicator_names` makes names
comparable, with `names/` (`synonyms`, `common_names`), `frames` puts them together; `fact_book`
(the facts of a snapshot), `conditions` (what must hold), `lookup` (facts of one frame), `rows`
(cells of one period of one place), `grid` (all cells asked for), `intervals` (values with hedges),
`calculations` (over the cells).
"""

__all__: list[str] = []
