"""The seed of every draw in an evaluation."""

__all__ = ["SEED"]

SEED = 20170101  # of every random choice of the evaluation; written into its results
