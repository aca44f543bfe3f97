"""What may not happen, tried on purpose.

`damage` (bytes of an index flipped).
"""

__all__: list[str] = []
