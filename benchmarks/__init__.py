"""Programs that measure; each writes its result under `benchmarks/results/`.

Run from the project root: `python -m benchmarks.quality`. `recording` writes the files. The rooms:
`reading`, `indexing`, `search`, `scale`, `absence` (what reports do not say), `comprehension` (of
other texts), `safety`, `serving` (the page in a browser).
"""
