"""Index states that lie on disk, put one behind the other without reading them whole.

`arrays` (files written block by block), `vocabularies`, `postings`, `facts`, `states`
(`StateMerge`), `shards` (states in folders of their own), `stack` (shards as they come in).
"""

__all__: list[str] = []
