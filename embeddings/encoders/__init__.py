"""Text → unit vectors.

`encoder` (the protocol, `load_encoder`), `static` (the bundled static model), `row_sums` (many
vectors summed), `onnx` (the bundled sentence encoder, without torch), `transformer` (any
sentence-transformers model), `weights` (which weights these are), `model/` and `sentence_model/`
(the bundled weights).
"""

__all__: list[str] = []
