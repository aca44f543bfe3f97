"""A reader that sees question and sentence together, on the sentence encoder's lower layers.

No weights of it ship; `embeddings/training/EXPERIMENTS.md` has what it gave. Data passes through
`examples` (a question and the sentences among which it chooses), `lower_states` (their states under
the lower layers, each text by itself), `network` (the upper layers, over question and sentence
together), `losses` and `fitting`; `export` writes both parts as int8 ONNX.
"""
