"""What rankers are fitted and measured with.

`examples` (candidates of a question, with labels), `loss`, `dev_sets` (retrieval of the dev sets).
"""

__all__: list[str] = []
