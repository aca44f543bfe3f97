"""How a target is called in a table of targets: as its report writes it, and told apart."""

import re

from embeddings.facts.records import Fact, Measure
from embeddings.records import Report
from embeddings.text.folding import fold

__all__ = ["ECONOMY", "bare_indicator", "names_a_thing", "target_name"]

ECONOMY = "经济增长"
# Nouns that name a kind of thing and no thing: a figure of theirs is of what the sentence says.
_OF_ANYTHING = re.compile(
    r"(?:推进|实施|开展|落实|抓好|完成|建设)?(?:项目|企业|工程|任务|措施|活动|工作)"
)
_BETWEEN = re.compile(r"[\s、和与及]")
_LETTERS = re.compile(r"[a-z]+")  # folded: gdp, r&d, pm2.5
_NUMBERING = re.compile(r"^[(（]?[一二三四五六七八九十\d]{1,3}[)）]")  # 6)农村劳动力转移就业
# 落实好增值税起征点从月销售额3万元提高到10万元
_ABOUT_A_NAME = re.compile(r"^(?:落实好|将|把)|(?:从|由)[^\W\d]{0,8}$")
_FALLS = ("降低", "下降", "减少", "降幅")
_MARKS = {"“": "”", "(": ")", "《": "》"}  # folded
_AROUND = 24  # characters beside a figure and its indicator in which a mark is closed


def bare_indicator(fact: Fact) -> str:
    """Return the indicator without the number of its item."""
    return _NUMBERING.sub("", fact.indicator)


def target_name(fact: Fact, report: Report) -> str:
    """Return the name of an indicator; with 增加 or 降低 if the figure is what that amounts to."""
    name = "".join((*fact.restrictions, bare_indicator(fact)))
    said = report.text[fact.indicator_start : fact.indicator_start + len(name) + 2 * _AROUND]
    name = _in_written_order(name, _BETWEEN.sub("", fold(said)))
    name = _LETTERS.sub(lambda letters: letters[0].upper(), name)
    name = _ABOUT_A_NAME.sub("", name) or name
    name = _with_marks_closed(name, _around(fact, report))
    if name == "经济" and fact.measure is Measure.CHANGE:
        return ECONOMY
    if fact.measure is Measure.INCREASE:
        return f"{name}{'减少' if fact.direction < 0 else '增加'}"
    falls = fact.measure is Measure.CHANGE and fact.direction < 0
    return name if not falls or name.endswith(_FALLS) else f"{name}降低"


def names_a_thing(fact: Fact, report: Report) -> bool:
    """Whether a figure is an amount of a thing that its indicator names.

    Not of 项目100个以上, of the ages of 为60岁以上老年人接种, or of the name “升级版45条”.
    """
    indicator = bare_indicator(fact)
    if _OF_ANYTHING.fullmatch(indicator) or (fact.unit == "岁" and "寿命" not in indicator):
        return False
    before = report.text[max(0, fact.start - _AROUND) : fact.start]
    after = report.text[fact.end : fact.end + _AROUND]
    opened = before.rfind("“") > before.rfind("”")
    closed = after.find("”")
    return not (opened and closed >= 0 and not 0 <= after.find("“") < closed)


def _in_written_order(name: str, said: str) -> str:
    """Return a name in the order of the report's words: a restricting word may be within it.

    城镇、农村常住居民人均可支配收入 has two names, each without one run of its characters.
    """
    characters = sorted(name)
    for spare in range(min(_AROUND, len(said) - len(name)) + 1):
        written = said[: len(name) + spare]
        for start in range(len(name) + 1):
            shorter = written[:start] + written[start + spare :]
            if sorted(shorter) == characters:
                return shorter
    return name


def _with_marks_closed(name: str, around: str) -> str:
    """Return a name with the mark closed that it opens, where the report closes it.

    The figure may be between both: 城镇燃气“瓶改管”80个小区, 建设“四好农村路”600公里.
    """
    for opening, closing in _MARKS.items():
        place = name.rfind(opening)
        if place < 0 or closing in name[place:]:
            continue
        rest = name[place + 1 :]
        pattern = rf"\{opening}([^\{opening}\{closing}]+)\{closing}"
        for quoted in re.findall(pattern, around):
            if rest.startswith(quoted):
                return f"{name[: place + 1]}{quoted}{closing}{rest[len(quoted) :]}"
        return name[:place] + rest
    return name


def _around(fact: Fact, report: Report) -> str:
    first = max(0, min(fact.start, fact.indicator_start) - _AROUND)
    return fold(report.text[first : max(fact.end, fact.indicator_end) + _AROUND])
