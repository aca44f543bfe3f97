"""Which written questions the sentence encoder never sees: what uses it is fitted on them.

One fold held out from one model; a model per fold, as the static encoder has, would cost five
trainings of half an hour.
"""

__all__ = ["HELD_OUT_FOLD"]

HELD_OUT_FOLD = 0  # of `embeddings.training.folds`
