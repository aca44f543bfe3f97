"""Every sentence a person reads, in Chinese and English.

`messages` (the tables), `negotiation` (which language a browser asks for).
"""

__all__: list[str] = []
