"""How the bundled encoder was made: `python -m embeddings.training --help`.

Nothing here is imported when a user indexes or asks.
"""

__all__: list[str] = []
