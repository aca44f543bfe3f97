"""Escaped text and markup, for the page, the terminal and the evaluation report.

`plain_text` makes control characters visible, `html` builds escaped elements, `svg` builds the
parts of a drawing from them.
"""

__all__: list[str] = []
