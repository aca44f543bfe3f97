"""Answers → HTML, terminal text, JSON, files.

`marks` (excerpts marked in their paragraph), `answer_html`, `answer_text`, `answer_json`,
`refusal_text`, `doubts` (parts that nothing supports), `other_places` (另见), `figure_table` (a
table of figures), `inert` (text that neither Markdown nor a spreadsheet runs), `whole_page` (one
HTML file), `export` (Markdown, Word, one HTML file); `charts` (one indicator drawn), `diff`
(reports compared).
"""

__all__: list[str] = []
