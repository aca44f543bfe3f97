"""A transformer span reader from scratch; no weights of it ship.

Data passes through `shards` (training text), `characters` (tokens), `network`, `pretraining`,
`finetuning`, with `checkpoints` between, and `export` (ONNX). Written for one GPU (half an hour
reads billions of characters) and the same on a CPU at toy scale, which is how it is tested.
"""
