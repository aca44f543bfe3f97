"""A second look at the evidence: a model reads question and sentences together.

`units` (what is read), `features` (what is said of a window), `evidence_reader` (the windows put in
a new order).
"""
