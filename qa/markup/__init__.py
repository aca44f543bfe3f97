"""Escaped text and markup; what the page, the terminal and the evaluation report are written with.

`plain_text` makes control characters visible, `html` builds escaped elements, `svg` builds the
parts of a drawing from them.
"""

__all__: list[str] = []
