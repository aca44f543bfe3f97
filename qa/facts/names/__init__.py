"""What reports call their indicators: `synonyms` (names of one indicator), `common_names`."""

__all__: list[str] = []
