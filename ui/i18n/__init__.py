"""Every sentence a person reads, in Chinese and English.

`messages` (the tables), `translation` (what the lower layers say).
"""

__all__: list[str] = []
