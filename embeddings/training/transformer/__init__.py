"""A transformer span reader from scratch: shards, characters, pretraining, fine-tuning, export.

Written for one GPU (half an hour reads billions of characters) and the same on a CPU at toy
scale, which is how it is tested; no weights of it ship.
"""
