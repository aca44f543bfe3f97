"""Low-rank maps beside the weights of the bundled sentence encoder, and products kept exact.

The reader shares the encoder's weights, so these stay as they are: what is learnt besides are maps
of rank four ("LoRA", Hu et al. 2021) of the upper eight layers. Data passes through
`bundled_weights` (the ONNX file in torch again), `questions` (a question, its answer and what looks
like one), `batches`, `network` (the layers with their maps), `fitting` and `graph` (maps into the
ONNX file). `outliers` finds the few channels whose activations eight bits cannot hold, which
`graph` multiplies in full precision. `python -m embeddings.training.low_rank --help` runs each
step.
"""

__all__: list[str] = []
