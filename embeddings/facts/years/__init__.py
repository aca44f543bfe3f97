"""The years of a figure.

`time_words` (those of a paragraph), `in_force` (which of them applies), `periods` (resolved).
"""

__all__: list[str] = []
