"""Every sentence a person reads, in Chinese and English.

`messages` (the tables).
"""

__all__: list[str] = []
