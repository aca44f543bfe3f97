"""The years of a figure: `time_words` (those of a paragraph), `periods` (resolved)."""

__all__: list[str] = []
