"""Answers → HTML, terminal text, JSON, files.

`marks` (excerpts marked in their paragraph), `answer_html`, `answer_text`, `answer_json`,
`refusal_text`, `other_places` (另见), `data_points` and `chart_svg` (one indicator drawn), `export`
(Markdown, Word, CSV); `diff` (reports against each other).
"""

__all__: list[str] = []
