"""Tables of characters, words and names that are made by program.

`readings` (of characters, in pinyin), `rarity` (of words), `counties` (their short names),
`common_names` (of indicators).
"""

__all__: list[str] = []
