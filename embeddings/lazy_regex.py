"""A regular expression that is compiled when it is first matched.

Python takes a fifth of a second to compile the expressions with which a question is read, half of
which a given question never comes to.
"""

import re
from typing import Any, AnyStr, cast

__all__ = ["lazy_regex"]

_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "sub", "subn", "split")
_VALUES = ("groups", "groupindex")


class _LazyRegex:
    """Stands for a `re.Pattern`; its methods are those of the pattern from the first call on."""

    def __init__(self, pattern: str | bytes, flags: int) -> None:
        self.pattern = pattern
        self.flags = flags

    def __getattr__(self, name: str) -> Any:
        if name not in _METHODS and name not in _VALUES:
            raise AttributeError(name)
        compiled = re.compile(self.pattern, self.flags)
        for one in (*_METHODS, *_VALUES):
            setattr(self, one, getattr(compiled, one))  # found before __getattr__ from now on
        return getattr(compiled, name)


def lazy_regex(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """Return `re.compile(pattern, flags)`, compiled at the first call of one of its methods.

    It is for patterns of modules, whose methods alone are called: functions of `re` do not take it.
    A malformed pattern is an error at that call; a test compiles them all.
    """
    return cast("re.Pattern[AnyStr]", _LazyRegex(pattern, flags))
