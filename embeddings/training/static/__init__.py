"""The training of the static encoder.

`recipe` runs all of it: `parts` (vectors of parts of words), `loop` (the training), `evaluation`
(dev sets), `distillation` (several runs in one), `export` (the model's folder).
"""

__all__: list[str] = []
