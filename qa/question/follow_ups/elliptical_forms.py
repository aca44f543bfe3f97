"""Elliptical questions (还有呢, 失业率呢, 两年相差多少), written out in full.

Each function returns the self-contained question; an empty string for a question of another form.
"""

import re
from collections.abc import Sequence

from embeddings.text.folding import fold
from qa.question.question import Reading

__all__ = ["comparison_question", "difference_question", "indicator_question", "repeat_question"]

_REPEAT = re.compile(r"^(?:那|还有|别的|其他的?|除此之外|此外|呢|吗|哪些|什么|没有|没)+[\s?？。]*$")
_DIFFERENCE = re.compile(
    r"^(?:这|那)?(?:两年|两者|二者|两个|它们|前后|两边)?(?:之间)?的?(?:相差|差距?|比较)"
)
_COMPARISON = re.compile(
    r"^(?:和|与|跟|同|比|较)(?P<with>.{1,14}?)(?:相)?比(?:较)?(?:呢|怎么样|如何)?[\s?？。]*$"
)
# Indicators, by the endings of their names; each has its own unit.
_INDICATOR = re.compile(
    r"(?:率|比重|占比|面积|规模|总值|gdp|总额|产量|产值|里程|总量|赤字|指数|cpi|投资|储备)$"
)
_WHOLE = re.compile(r"(?:率|比重|占比|指数|gdp|cpi)$")  # complete names
_UNIT_ASKED = re.compile(
    r"(?:多少|几)(?!呢)[\u4e00-\u9fff]|率|比重|面积|几成|(?:完成|实现|达到)了?[吗没]"
)
_TARGET = re.compile(r"目标|计划|预期")
_GLUE = "的，,、 ？?。"


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
    """Return the question for the difference of the last two questions' figures.

    `subject` is the common subject of `earlier` and `before`.
    """
    if not earlier or not _DIFFERENCE.match(asked) or not all(subject):
        return ""
    years = [[word for word in reading.times(text) if word.years] for text in (earlier, before)]
    if not all(years):
        return ""
    first, last = (
        text[word[0].start : word[0].end]
        for text, word in zip((earlier, before), years, strict=True)
    )
    regions = [reading.regions(text) for text in (earlier, before)]
    region = "".join(dict.fromkeys(before[place.start : place.end] for place in regions[1]))
    if first != last and subject[0] == subject[1]:
        return f"{first}和{last}{region}{subject[1]}相差多少？"
    if first == last and subject[0] != subject[1]:
        return f"{last}{region}{subject[0]}和{subject[1]}相差多少？"
    return ""


def _scope(text: str, reading: Reading) -> str:
    """Return the years and regions of a question, in its own words."""
    spans = [(word.start, word.end) for word in reading.times(text) if not word.base]
    spans += [(place.start, place.end) for place in reading.regions(text)]
    return "".join(text[start:end] for start, end in sorted(spans))
