"""A directory of immutable snapshots; knows no index.

`manifest` (the description of a snapshot), `pointer` (the current one), `file_writer` (its files,
hashed while written), `snapshots` (written completely, then made current in one step, under a
lock), `checksums` (integrity of its files), `arrays` (NumPy files, read by one thread at a time).
"""

__all__: list[str] = []
