"""A draft of an answer, the same value however the answer was found.

`draft` (the value), `answers` (the answer or the refusal made of it), `joined` (the
answers to several questions).
"""

__all__: list[str] = []
