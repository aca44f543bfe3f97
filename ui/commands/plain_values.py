"""Values of options that need no conversion, taken as they are.

Typer converts every value, absent ones too, with adapters of pydantic, which take as long to import
and to build as a question to find. A text, a switch, a default and a readable path need none; any
other value is converted, and refused, by typer itself.
"""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, get_args, get_origin

__all__ = ["taken_plainly"]


def taken_plainly(parameters: list[Any]) -> list[Any]:
    """Return the parameters of a command, which take plain values as they are from now on."""
    for parameter in parameters:
        conversion = parameter.get_runtime_param
        if not isinstance(conversion, _PlainValue):
            parameter.get_runtime_param = _PlainValue(conversion)
    return parameters


class _PlainValue:
    """Stands for typer's conversion of one parameter, and asks for it where there is need."""

    def __init__(self, conversion: Callable[[], Any]) -> None:
        self._conversion = conversion

    def __call__(self) -> "_PlainValue":
        return self

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:
        """Return the value as the command's function takes it, as typer's own conversion does."""
        annotation = param.type_descriptor.annotation
        many = param.multiple or param.nargs == -1
        if value is None:
            return () if many else None
        if many and get_origin(annotation) is list and get_args(annotation) == (str,):
            if isinstance(value, list | tuple) and all(isinstance(one, str) for one in value):
                return list(value)
        elif not many and isinstance(annotation, type):
            if type(value) is annotation:
                return value
            if annotation is Path and isinstance(value, str) and _is_readable(value):
                return Path(value)
        return self._conversion().coerce(value, param=param, ctx=ctx)


def _is_readable(path: str) -> bool:
    """Whether a path can be read, or leads to nothing: the command says what that means."""
    return not os.path.exists(path) or os.access(path, os.R_OK)
