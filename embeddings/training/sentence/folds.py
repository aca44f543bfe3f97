"""The written questions held out from the sentence encoder, on which its users are fitted.

One fold held out from one model; a model per fold, as the static encoder has, would cost five
trainings of half an hour.
"""

__all__ = ["HELD_OUT_FOLD"]

HELD_OUT_FOLD = 0  # of `embeddings.training.folds`
