"""What reports call their indicators.

`synonyms` (names of one indicator), `common_names`, `sides` (several indicators named together),
`fact_names` (by which a fact may be asked for).
"""

__all__: list[str] = []
