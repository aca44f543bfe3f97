"""A directory of immutable snapshots; knows no index.

`manifest` (what a snapshot says of itself), `snapshots` (written whole, one pointer, one lock).
"""

__all__: list[str] = []
