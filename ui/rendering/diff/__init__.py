"""Reports read against each other → terminal text, JSON, Markdown, one HTML file.

`objects` (JSON), `values` (a fact or a difference as a person reads it), `diff_html` (two reports
side by side in one file), `brief_markdown` (one page on a report).
"""

__all__: list[str] = []
