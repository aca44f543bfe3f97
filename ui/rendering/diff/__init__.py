"""Reports read against each other → terminal text, JSON, files.

`values` (a fact, a difference, a term's counts as a person reads them), `objects` (JSON),
`diff_html` (two reports side by side in one file); one page on a report: `brief_parts`, then one
format each, `brief_markdown`, `brief_word`, `brief_page`; a term: `term_chart`, `term_files` (CSV,
workbook), `term_page`; `term_lists` (terms that came, rose, fell, went).
"""

__all__: list[str] = []
