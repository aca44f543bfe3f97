"""A directory of immutable snapshots; knows no index.

`manifest` (what a snapshot says of itself), `pointer` (which one counts), `snapshots` (written
whole, switched to in one step, under one lock), `checksums` (its bytes are those written).
"""

__all__: list[str] = []
