"""Answers → HTML, terminal text, JSON, files.

`html` and `plain_text` (escaping), `marks` (excerpts marked in their paragraph), `answer_html`,
`answer_text`, `answer_json`, `refusal_text`, `other_places` (另见), `data_points` and `chart_svg`
(one indicator drawn), `export` (Markdown, Word, CSV).
"""

__all__: list[str] = []
