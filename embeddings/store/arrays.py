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


def load_array(
    path: Path, *dtypes: npt.DTypeLike, mapped: Literal["r"] | None = None
) -> npt.NDArray[Any]:
    """Return the array in `path`; mapped, not read, if `mapped`.

    Args:
        path: the file.
        dtypes: those that it may have, with one dimension; any array if none is given.
        mapped: "r" to map it for reading.

    Raises:
        OSError, ValueError: as `numpy.load`.
        ValueError: if its dtype or shape is another.
    """
    with _LOADING:
        values = _tried(path, mapped)
    if dtypes and (values.dtype not in [np.dtype(each) for each in dtypes] or values.ndim != 1):
        raise ValueError(f"{path.name}: {values.dtype} of shape {values.shape}")
    return values


def _tried(path: Path, mapped: Literal["r"] | None) -> npt.NDArray[Any]:
    for _ in range(_TRIES_BEFORE):
        with suppress(SystemError):
            return _loaded(path, mapped)
    return _loaded(path, mapped)


def _loaded(path: Path, mapped: Literal["r"] | None) -> npt.NDArray[Any]:
    values: npt.NDArray[Any] = np.load(path, mmap_mode=mapped, allow_pickle=False)
    return values
