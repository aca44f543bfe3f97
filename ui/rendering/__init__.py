"""Answers → HTML, terminal text, JSON, files.

`marks` (excerpts marked in their paragraph), `answer_html`, `answer_text`, `answer_json`,
`refusal_text`, `other_places` (另见), `export` (Markdown, Word); `charts` (one indicator drawn),
`diff` (reports against each other).
"""

__all__: list[str] = []
