"""Several indicators named in one breath: 粮食产量和城镇新增就业, 城镇和农村居民人均可支配收入."""

import re

from qa.facts.indicator_names import is_listed_thing, leading_restriction, read_name

__all__ = ["named_apart"]

_AND = re.compile(r"以及|[和与跟、及]")


def named_apart(said: str) -> tuple[str, ...]:
    """Return the words that name each indicator of `said`; `said` alone where it names one.

    和 stands within names too (软件和信息技术服务业): it is taken apart only where each part is an
    indicator that reports name for certain, or where restricting words of one kind stand before
    one name: 城镇和农村居民收入 are 城镇居民收入 and 农村居民收入.
    """
    parts = [part for part in _AND.split(said) if part]
    if len(parts) < 2:
        return (said,)
    completed = _completed(parts)
    if completed:
        return completed
    names = [read_name(part) for part in parts]
    apart = len(set(names)) == len(names) and all(is_listed_thing(name) for name in names)
    return tuple(parts) if apart else (said,)


def _completed(parts: list[str]) -> tuple[str, ...]:
    """Return the names of restricting words before one name; empty where a part is more."""
    last = leading_restriction(parts[-1])
    if last is None or last[1] == parts[-1]:
        return ()
    group, word = last
    if any(leading_restriction(part) != (group, part) for part in parts[:-1]):
        return ()
    return (*(parts[-1].replace(word, part, 1) for part in parts[:-1]), parts[-1])
