"""NumPy files read by one thread at a time.

`numpy.load` parses a file's header with `ast.literal_eval`. In CPython before 3.11.8 and 3.12.1 the
parser counts its depth for all threads together, so that two that load at once may fail at random:
SystemError, "AST constructor recursion depth mismatch" (python/cpython#106905).
"""

import threading
from contextlib import suppress
from pathlib import Path
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

__all__ = ["load_array"]

_LOADING = threading.Lock()
_TRIES_BEFORE = 2  # the last one: other threads (inspection, type hints) parse code as well


def load_array(path: Path, *, mapped: Literal["r"] | None = None) -> npt.NDArray[Any]:
    """Return the array in `path`, of its own shape and dtype; mapped, not read, if `mapped`.

    Raises:
        OSError, ValueError: as `numpy.load`.
    """
    with _LOADING:
        for _ in range(_TRIES_BEFORE):
            with suppress(SystemError):
                return _loaded(path, mapped)
        return _loaded(path, mapped)


def _loaded(path: Path, mapped: Literal["r"] | None) -> npt.NDArray[Any]:
    values: npt.NDArray[Any] = np.load(path, mmap_mode=mapped, allow_pickle=False)
    return values
