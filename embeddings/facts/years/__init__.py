"""Of which years a figure is: `time_words` (those of a paragraph), `periods` (what they make)."""

__all__: list[str] = []
