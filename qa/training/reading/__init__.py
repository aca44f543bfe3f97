"""Questions for the reader of `embeddings.training.joint_reader`, and what it adds to the evidence.

`units` (the sentences of the passages found, labelled), `window_features` (what the reader says of
a window) and `choice` (windows chosen with and without it); `__main__` runs both steps.
"""
