"""Comparison of two reports, and terms counted over many.

`records` (the values), `statements` (a report's sentences), `similarity` (of every pair),
`alignment` (which sentence became which), `rewording` (words changed within one statement),
`bare_figures`, `stated_figures`, `comparability` and `figure_changes` (values of one figure),
`report_diff` (two reports side by side); `targets` with `target_names` (planned and achieved);
`words/` (terms counted over many reports, new ones found); `brief` (one page on a report);
`analysis` (all of it over one index), `asked/` (what a question asks of it).
"""

__all__: list[str] = []
