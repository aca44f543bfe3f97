"""Elliptical questions (还有呢, 失业率呢, 两年相差多少, 谁更高), written out in full.

Each function returns the self-contained question; an empty string for a question of another form.
"""

from collections.abc import Sequence

from embeddings.lazy_regex import lazy_regex
from embeddings.text.folding import fold
from qa.question.follow_ups.ellipsis import BOTH
from qa.question.question import Reading

__all__ = ["comparison_question", "difference_question", "indicator_question", "repeat_question"]

_REPEAT = lazy_regex(r"^(?:那|还有|别的|其他的?|除此之外|此外|呢|吗|哪些|什么|没有|没)+[\s?？。]*$")
_COMPARISON = lazy_regex(
    r"^(?:和|与|跟|同|比|较)(?P<with>.{1,14}?)(?:相)?比(?:较)?(?:呢|怎么样|如何)?[\s?？。]*$"
)
# Indicators, by the endings of their names; each has its own unit.
_INDICATOR = lazy_regex(
    r"(?:率|比重|占比|面积|规模|总值|gdp|总额|产量|产值|里程|总量|赤字|指数|cpi|投资|储备)$"
)
_WHOLE = lazy_regex(r"(?:率|比重|占比|指数|gdp|cpi)$")  # complete names
_UNIT_ASKED = lazy_regex(
    r"(?:多少|几)(?!呢)[\u4e00-\u9fff]|率|比重|面积|几成|(?:完成|实现|达到)了?[吗没]"
)
_TARGET = lazy_regex(r"目标|计划|预期")
_GLUE = "的，,、 ？?。"
_SIDES = 2  # of a comparison


def repeat_question(asked: str, before: str) -> str:
    """Return the last question again: 还有呢 asks for the rest of its answer."""
    return before if _REPEAT.match(asked) else ""


def indicator_question(core: str, before: str, reading: Reading) -> str:
    """Return the question for another indicator (失业率呢 after 新增就业多少人).

    Its asking words are its own, since those of the last question name another unit.
    """
    name = fold(core)
    whole = _WHOLE.search(name) or _UNIT_ASKED.search(before)
    if not _INDICATOR.search(name) or name in fold(before) or not whole:
        return ""
    if name.startswith(("占", "其中", "比", "较", "同比")):
        return ""
    target = _TARGET.search(before)
    return f"{_scope(before, reading)}{core}{target[0] if target else ''}是多少？"


def comparison_question(asked: str, before: str) -> str:
    """Return the last question, compared with another year or place (和2016年比呢)."""
    match = _COMPARISON.match(asked)
    return f"{before.rstrip(_GLUE)}，和{match['with']}相比如何？" if match else ""


def difference_question(
    asked: str, before: str, earlier: str, subject: Sequence[str], reading: Reading
) -> str:
    """Return the question that compares the figures of the last two: 相差多少, 谁更高.

    They differ in one thing: year, place or subject. `subject` holds those of `earlier` and
    `before`.
    """
    both = BOTH.match(asked)
    if both is None or not subject or not subject[-1]:
        return ""
    told = "相差多少？" if both["way"] is None else f"哪个更{both['way']}？"
    told = f"{both['measure'] or ''}{told}"
    years, places = _years(before, reading), _places(before, reading)
    about = subject[-1].strip("和与跟")
    if len(places) == _SIDES and len(years) <= 1:  # the last question names both
        return f"{'和'.join(places)}{''.join(years)}{about}{told}"
    if len(years) == _SIDES and len(places) <= 1:
        return f"{'和'.join(years)}{''.join(places)}{about}{told.replace('哪个', '哪年')}"
    if not earlier or not years or not all(subject):
        return ""
    former = _years(earlier, reading), _places(earlier, reading)
    same_year, same_place = former[0] == years, former[1] == places
    if not same_year and same_place and subject[0] == about and former[0]:
        sides = f"{former[0][0]}和{years[0]}{''.join(places)}{about}"
        return f"{sides}{told.replace('哪个', '哪年')}"
    if same_year and not same_place and subject[0] == about and former[1] and places:
        return f"{former[1][0]}和{places[0]}{years[0]}{about}{told}"
    if same_year and same_place and subject[0] != about:
        return f"{years[0]}{''.join(places)}{subject[0]}和{about}{told}"
    return ""


def _years(text: str, reading: Reading) -> list[str]:
    """Return the years that a question names, in its own words."""
    words = (word for word in reading.times(text) if word.years)
    return list(dict.fromkeys(text[word.start : word.end] for word in words))


def _places(text: str, reading: Reading) -> list[str]:
    """Return the places that a question names, in its own words."""
    return list(dict.fromkeys(text[one.start : one.end] for one in reading.regions(text)))


def _scope(text: str, reading: Reading) -> str:
    """Return the years and regions of a question, in its own words."""
    spans = [(word.start, word.end) for word in reading.times(text) if not word.base]
    spans += [(place.start, place.end) for place in reading.regions(text)]
    return "".join(text[start:end] for start, end in sorted(spans))
