"""How answers and quotes are compared.

`normalisation` (the form under which two texts are equal), `figures` (figures with their units),
`quote_locations` (where a quote is in a report).
"""

__all__: list[str] = []
