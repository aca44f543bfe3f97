"""Tables of characters, words and names that are made by program.

`readings` (of characters, in pinyin), `rarity` (of words), `counties` (their short names).
"""

__all__: list[str] = []
