"""How a span reader was trained and measured; no weights of it ship.

Data passes through `examples` (question, window, span), `vectors` (frozen word vectors), `features`
(what is known of a window word beside its vector), `network`, `fitting` and `measuring`.
"""
