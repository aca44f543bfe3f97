"""An answer in the making, the same however it was found.

`draft` is that value, `answers` the answer or the refusal made of it.
"""

__all__: list[str] = []
