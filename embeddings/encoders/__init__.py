"""Text → unit vectors.

`encoder` (the protocol, `load_encoder`), `static` (the bundled static model), `transformer` (any
sentence-transformers model), `weights` (which weights these
are), `model/` (the bundled weights).
"""

__all__: list[str] = []
