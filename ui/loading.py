"""Loading what a command needs, without looking for garbage among it.

Imports, models and the page make a million objects that stay. Python's collector of cycles would go
through all of them several times meanwhile, a sixth of the processor time in which the page starts,
and again while questions are answered.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["loading"]


@contextmanager
def loading() -> Iterator[None]:
    """Collect no garbage until the end, and then only among what is made later."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if collecting:
            gc.enable()
