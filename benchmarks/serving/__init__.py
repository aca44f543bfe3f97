"""A page that runs, and a browser before it.

`server` starts `govreport chat` of this checkout or another, and a browser; `states` are those of
the page that `benchmarks.accessibility` looks at; `asking` measures how long an answer takes;
`side_by_side` does so for two checkouts in turn (`benchmarks.page` for this one alone), and
`first_question` for the command line.
"""

__all__: list[str] = []
