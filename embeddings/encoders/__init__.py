"""Text → unit vectors; question and sentence → what one says to the other.

`encoder` (the protocol, `load_encoder`), `static` (the bundled static model), `row_sums` (many
vectors summed), `onnx` (the bundled sentence encoder, without torch), `transformer` (any
sentence-transformers model), `joint_reader` (question and sentence read together, over
`reading_units`), `weights` (which weights these are), `model/` and `sentence_model/` (the bundled
weights).
"""

__all__: list[str] = []
