"""The indicators that the words of one question name together: 城镇和农村居民收入 are two."""

from embeddings.lazy_regex import lazy_regex
from qa.facts.indicator_names import (
    IndicatorName,
    ends_with_restriction,
    is_listed_thing,
    leading_restriction,
    read_name,
)

__all__ = ["named_apart", "of_country"]

_EVERYDAY = (
    (lazy_regex(r"城里(?:人(?!均|口|次|才)|居民)?"), "城镇居民"),
    (lazy_regex(r"(?:乡下|农村)人(?!均|口|次|才)|乡下(?:居民)?"), "农村居民"),
)
_AND = lazy_regex(r"以及|[和与跟、及]")
# Two of them side by side are as good as joined: 城里人农村人收入.
_SIDE_BY_SIDE = lazy_regex(r"(?<=城镇居民)(?=农村居民)|(?<=农村居民)(?=城镇居民)")
_PARTS = "城镇|城市|农村|农牧民|农民|进口|出口|第[一二三]产业|[一二三]产|存款|贷款"
# 农村居民收入比城镇高多少, 城镇居民收入是农民的几倍
_THAN = lazy_regex(
    rf"(?P<one>.*?(?P<own>{_PARTS}).*?)(?:(?<!占)(?:要|会)?比|(?<!占)相当于|是)(?P<other>{_PARTS})(?:居民|人)?(?P<rest>.*)"
)
_SAME = lazy_regex(r"(?:的|人均|可支配|纯|收入|余额|比重|占比|增加值|增速|增长|总额|额|目标)*")
_RECKONED = lazy_regex("可支配|纯收入")
_BALANCES = {"存款", "贷款"}
_OF_COUNTRY = ("农民", "农牧民")


def named_apart(said: str) -> tuple[str, ...]:
    """Return the name of each indicator in `said`; `said` alone if it names one.

    和 occurs within names too (软件和信息技术服务业): a name is split only if a part is a listed
    indicator, or if restricting words of one group precede one name: 城镇和农村居民收入 are
    城镇居民收入 and 农村居民收入.
    """
    for everyday, written in _EVERYDAY:
        said = everyday.sub(written, said)
    said = _SIDE_BY_SIDE.sub("和", said)
    if (sides := _THAN.fullmatch(said)) and _SAME.fullmatch(sides["rest"]):
        own, other = sides["own"], sides["other"]
        if {own, other} == _BALANCES and sides["one"] == own:
            return (f"{own}余额", f"{other}余额")
        if own not in _OF_COUNTRY:
            other = "农村" if other in _OF_COUNTRY else other
            return (sides["one"], sides["one"].replace(own, other, 1))
        return (sides["one"], other + sides["one"].replace(own, "", 1))
    parts = [part for part in _AND.split(said) if part]
    if len(parts) < 2:
        return (said,)
    if completed := _completed(parts):
        return completed
    names = [read_name(part) for part in parts]
    apart = len(set(names)) == len(names) and any(is_listed_thing(name) for name in names)
    return tuple(parts) if apart else (said,)


def of_country(name: IndicatorName, said: str) -> IndicatorName:
    """Return the name of what country people earn, whichever way reports reckon it.

    农村居民收入 is 人均纯收入 until 2014, and 人均可支配收入 since; who names one means that one.
    """
    everyday = name == read_name("农村居民收入") and not _RECKONED.search(said)
    return read_name("农民的收入") if everyday else name


def _completed(parts: list[str]) -> tuple[str, ...]:
    """Return one name per restricting word before a common name; empty for any other form."""
    last = leading_restriction(parts[-1])
    if last is None:
        return ()
    if last[1] == parts[-1]:  # 进口和出口 are names in themselves, 城镇和农村 are not
        apart = all(leading_restriction(part) == ("trade", part) for part in parts)
        return tuple(parts) if apart else ()
    group, word = last
    before = [part.removesuffix("居民") for part in parts[:-1]]
    if not all(ends_with_restriction(part, group) for part in before):
        return ()
    return (*(parts[-1].replace(word, part, 1) for part in before), parts[-1])
