"""The Gradio components of the page.

`labels` (texts that change with the language), `frame` (bar and sidebar), `tabs` (one class per
tab), `components` (all of them).
"""

__all__: list[str] = []
