"""The Gradio components of the page.

`labels` (texts that follow the language), `frame` (bar and sidebar), `tabs` (one class a tab),
`components` (all of them).
"""

__all__: list[str] = []
