"""How the weights of retrieval and answering were made; nothing here runs when a user asks."""

__all__: list[str] = []
