"""Index states on disk, concatenated without reading them whole.

`arrays` (files written block by block), `vocabularies`, `postings`, `facts`, `states`
(`StateMerge`), `shards` (states in their own folders), `stack` (shards as they are finished).
"""

__all__: list[str] = []
