"""How a target is called in a table of targets: as its report writes it, and told apart."""

import re
from functools import lru_cache

from embeddings.facts.records import Fact, Measure
from embeddings.records import Report
from embeddings.text.folding import fold

__all__ = ["ECONOMY", "bare_indicator", "common_name", "made_thing", "names_a_thing", "target_name"]

ECONOMY = "经济增长"
# Nouns that name a kind of thing and no thing: a figure of theirs is of what the sentence says.
_OF_ANYTHING = re.compile(
    r"(?:推进|实施|开展|落实|抓好|完成|建设)?(?:项目|企业|工程|任务|措施|活动|工作)|实施|开展|组织|完成|推进|落实"
)
_ADDED = frozenset({"新增", "净增"})  # restricting words that say that a thing is made
_BETWEEN = re.compile(r"[\s、和与及]")
_LETTERS = re.compile(r"[a-z]+")  # folded: gdp, r&d, pm2.5
_NUMBERING = re.compile(r"^[(（]?[一二三四五六七八九十\d]{1,3}[)）]")  # 6)农村劳动力转移就业
# 落实好增值税起征点从月销售额3万元提高到10万元
_ABOUT_A_NAME = re.compile(r"^(?:落实好|将|把)|(?:从|由)[^\W\d]{0,8}$")
_CLAUSE_ENDS = re.compile(r"[，,；;。：:]")
_PER_HEAD = re.compile(r"^(城镇|农村)人均((?:常住)?居民)")  # of 城乡居民人均可支配收入
_FALLS = ("降低", "下降", "减少", "降幅")
# Words for one indicator: 粮食总产 is 粮食产量, 外贸进出口总额 is 进出口总额.
_COMMON = (
    (re.compile(r"总产量?$"), "产量"),
    (re.compile(r"^(?:推动|力争|确保|争取)(?=.{4})"), ""),
    (re.compile(r"(?:对?外贸易?|货物贸易|(?<!服务)贸易)(?=进出口)|(?<=进出口)(?:外贸|贸易)"), ""),
    (re.compile(r"成交额$"), "交易额"),
    (
        re.compile(r"(?:国内外|中外|海内外|境内外|国内)?游客接待(?:总?人[次数]|总?量)?$"),
        "接待游客",
    ),
    (re.compile(r"(?<=接待)(?:国内外|中外|海内外|境内外)(?=游客)"), ""),
)
# What makes a thing, in whatever words: 新建小微公园 is done where they are 建成.
_MAKING = re.compile(
    r"^(?:新(?:\(?改扩?\)?)?建成?|新改扩?建|建成|建设|新增|净增|新?培育|新?创建|新创|创成|打造)(?:了|成)?"
)
# That it is done names no thing: 办好民生实事, 民生实事全面.
_DOING = re.compile(r"^(?:实施|推进|完成|办好|办成|办结|抓好|组织|开展|实现|落实)+")
_ADVERBS = re.compile(r"(?:全面|全部|超额|如期|顺利|均)$")
_MARKS = {"“": "”", "(": ")", "《": "》"}  # folded
_AROUND = 24  # characters beside a figure and its indicator in which a mark is closed


def bare_indicator(fact: Fact) -> str:
    """Return the indicator without the number of its item."""
    return _NUMBERING.sub("", fact.indicator)


def target_name(fact: Fact, report: Report) -> str:
    """Return the name of an indicator; with 增加 or 降低 if the figure is what that amounts to."""
    name = "".join((*fact.restrictions, bare_indicator(fact)))
    end = fact.indicator_start + len(name) + 2 * _AROUND
    said = report.text[fact.indicator_start : end]
    if fact.indicator_start < fact.start < end:  # 以上 of 200家以上 is no part of a name
        said = report.text[fact.indicator_start : fact.start] + report.text[fact.end : end]
    led = report.text[max(0, fact.indicator_start - _AROUND) : fact.indicator_start]
    led = _CLAUSE_ENDS.split(led)[-1]
    written = _in_written_order(name, _BETWEEN.sub("", fold(said)))
    if written is None:
        longer = _in_written_order(name, _BETWEEN.sub("", fold(led + said)))
        written = longer if longer and _is_restricted(longer, fact) else name
    name = _PER_HEAD.sub(r"\1\2人均", written)
    name = _LETTERS.sub(lambda letters: letters[0].upper(), name)
    name = _ABOUT_A_NAME.sub("", name) or name
    name = _with_marks_closed(name, _around(fact, report))
    if name == "经济" and fact.measure is Measure.CHANGE:
        return ECONOMY
    if fact.measure is Measure.INCREASE:
        return f"{name}{'减少' if fact.direction < 0 else '增加'}"
    falls = fact.measure is Measure.CHANGE and fact.direction < 0
    return name if not falls or name.endswith(_FALLS) else f"{name}降低"


def _is_restricted(name: str, fact: Fact) -> bool:
    """Whether a name is the indicator with its restricting words anywhere in it."""
    for words in fact.restrictions:
        name = name.replace(words, "", 1)
    return name == bare_indicator(fact)


@lru_cache(maxsize=4096)
def common_name(indicator: str) -> str:
    """Return the name of an indicator in the commonest of its words."""
    for words, common in _COMMON:
        indicator = words.sub(common, indicator)
    return indicator


@lru_cache(maxsize=4096)
def made_thing(indicator: str, restrictions: frozenset[str]) -> tuple[str, frozenset[str]] | None:
    """Return what is to be made or done, without the verb; None if no verb of it is said.

    With the restricting words that are left of `restrictions`.
    """
    left = restrictions - _ADDED
    thing = _MAKING.sub("", _DOING.sub("", indicator))
    said = thing != indicator or len(left) < len(restrictions)
    thing = _ADVERBS.sub("", thing)
    if thing.endswith("总投资"):
        return None  # of other projects each year, and not what was spent
    return (thing, left) if said or thing != indicator else None


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


def _in_written_order(name: str, said: str) -> str | None:
    """Return a name in the order of the report's words: a restricting word may be within it.

    城镇、农村常住居民人均可支配收入 has two names, each without one run of its characters.
    None if the words are not of the name.
    """
    characters = sorted(name)
    for spare in range(min(_AROUND, len(said) - len(name)) + 1):
        written = said[: len(name) + spare]
        for start in range(len(name) + 1):
            shorter = written[:start] + written[start + spare :]
            if sorted(shorter) == characters:
                return shorter
    return None


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
