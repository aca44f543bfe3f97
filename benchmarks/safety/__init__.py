"""What may not happen, tried on purpose.

`damage` (bytes of an index flipped), `interruptions` (writers killed, out of disk, not allowed).
"""

__all__: list[str] = []
