"""Text → unit vectors.

`encoder` (the protocol, `load_encoder`), `static` (the bundled static model), `transformer` (any
sentence-transformers model), `cross_encoder` (any cross-encoder), `weights` (which weights these
are), `model/` (the bundled weights).
"""

__all__: list[str] = []
