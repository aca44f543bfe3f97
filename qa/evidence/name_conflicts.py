"""Names that must match exactly: 1号线 is not 2号线, 美国 not 全国, 苏州昆山 not 苏州."""

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import zip_longest

from embeddings.lazy_regex import lazy_regex
from embeddings.text.folding import fold
from embeddings.text.numerals import numeral_value
from qa.evidence.county_names import county_at, is_county
from qa.text.asking_words import ASKING
from qa.text.part_of_speech import tagged

__all__ = ["unmet_names", "unmet_places"]

_DIGITS = r"\d+|[一二三四五六七八九十]+"
# Names with a number; a count (3条, 5所) is not a name.
_NUMBERED = lazy_regex(
    rf"(?P<number>{_DIGITS})(?P<kind>号线|号桥|号井|号机组|号文件|号公路|号院|号楼|环路?(?![境保节])|中(?=的|学|新|扩|建|分|校|投|总|什|何|在|有|是|$)|中学|小学|医院|水厂|标段|大街|路公交)"
)
# Lines named together: 1、2号线, 1号2号线, 1至4号线
_LINES = lazy_regex(
    rf"(?P<listed>(?:(?:{_DIGITS})号?(?P<to>至|到|[-—~])?[、和与及]?)+)(?<=[\d一二三四五六七八九十])号线"
)
_ONE_LINE = lazy_regex(rf"({_DIGITS})(?:号?(至|到|[-—~]))?")
# A stretch of a line: 横琴到机场那段 is not 拱北至横琴段.
_STRETCH = lazy_regex(r"([\u4e00-\u9fff]{2})[至到]([\u4e00-\u9fff]{2}?)(?:这一|那一|这|那|区间)?段")
_WHOLE = lazy_regex(r"[\d一二三四五六七八九十第]$")
_FOREIGN = lazy_regex(
    r"美国|日本|英国|法国|德国|俄罗斯|印度(?!尼)|印度尼西亚|朝鲜|韩国|乌克兰|加拿大|澳大利亚|巴西|意大利|西班牙|泰国|越南|新加坡|以色列|伊朗|埃及|南非|墨西哥|土耳其|波兰|荷兰|瑞士|瑞典"
)

_SHORT_FORMS = "俄韩德法美英泰越"  # 日 and 印 are parts of many words
# What a district is called: 天府新区 are two words, of which only the second is known as a place.
_DISTRICT = ("新区", "区", "县", "镇", "乡", "街道")
# The segmenter calls them places too.
_NO_NAMES = frozenset(
    ["城市", "外国", "新区", "经开区", "老城区", "新城", "海关", "山区", "大桥", "新建"]
)
_SHORTEST = 2  # characters of the name of a place
# Tags of proper names that the shortest places behind a city have as well: 宁波慈溪, 佛山顺德.
_PROPER = frozenset(["nr", "nrt", "nz"])
_YEAR = lazy_regex(r"(?:19|20)\d\d年度?")
_HAN_PAIR = lazy_regex(r"[\u4e00-\u9fff]{2}")
_ENDING = lazy_regex(r"(?<=..)(?:新区|[市区县镇乡])$")


def unmet_places(
    folded: str, regions: Sequence[tuple[int, int]], texts: Sequence[str]
) -> tuple[str, ...]:
    """Return the places that a question begins with, unknown as regions, if no text has them.

    They stand at its head, behind a year there, or behind a region: 昆山2023年GDP, 苏州昆山GDP.

    Args:
        folded: the question.
        regions: the spans of its places that are known as regions.
        texts: of the cited paragraphs, with their headings and titles.
    """
    held = [fold(text) for text in texts]
    ends = {end for _, end in regions}
    year = _YEAR.match(folded)
    heads = {0, *ends} | ({year.end()} if year else set())
    heads = {start for start in heads if not any(a <= start < b for a, b in regions)}
    counties = {start: name for start in sorted(heads) if (name := county_at(folded, start))}
    named = list(counties.values())
    heads = {start for start in heads - counties.keys() if not _is_met(folded[start:], held)}
    words = tagged(folded) if heads else ()
    for word, following in zip_longest(words, words[1:]):
        if word.start not in heads or len(word.text) < _SHORTEST or ASKING.search(word.text):
            continue
        if any(start < word.end and word.start < end for start, end in regions):
            continue
        behind = word.start in ends and word.tag in _PROPER and len(word.text) == _SHORTEST
        told = word.tag == "ns" or (word.tag == "nz" and is_county(word.text))  # 义乌 is nz
        if behind or (told and word.text not in _NO_NAMES):
            named.append(word.text)
        elif word.is_noun and following is not None and following.text in _DISTRICT:
            named.append(word.text + following.text)
    return tuple(
        name
        for name in dict.fromkeys(named)
        if not any(_ENDING.sub("", name) in text for text in held)
    )


def _is_met(rest: str, held: Sequence[str]) -> bool:
    """Whether the texts lack no place at the start of `rest`, told without tagging words."""
    pair = rest[:_SHORTEST]
    return _HAN_PAIR.fullmatch(pair) is None or any(pair in text for text in held)


def unmet_names(question: str, texts: Sequence[str]) -> tuple[str, ...]:
    """Return the numbered names, stretches and countries of `question` that no text contains."""
    folded = fold(question)
    held = [fold(text) for text in texts]
    unmet = []
    for match in _NUMBERED.finditer(folded):
        if match.start() and folded[match.start() - 1] in "第" and match["kind"] == "中":
            continue
        number = numeral_value(match["number"])
        if match["kind"] == "号线" and any(number in _lines_of(text) for text in held):
            continue
        if match["kind"] == "中" and any(_school(match["number"]).search(text) for text in held):
            continue  # 南昌一中朝阳新城校区
        if not any(
            numeral_value(other["number"]) == number and other["kind"][:1] == match["kind"][:1]
            for text in held
            for other in _NUMBERED.finditer(text)
            if not (
                other.start()
                and _WHOLE.search(text[: other.start()])
                and text[other.start() - 1] != "第"
            )
        ):
            unmet.append(match[0])
    unmet += [
        match[0]
        for match in _STRETCH.finditer(folded)
        if not any(
            re.search(f"{match[1]}.{{0,4}}[至到—-].{{0,4}}{match[2]}", text) for text in held
        )
    ]
    unmet += [
        name
        for name in dict.fromkeys(_FOREIGN.findall(folded))
        if not any(name in text or _is_shortened(name, text) for text in held)
    ]
    return tuple(unmet)


def _school(number: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\d十第]){number}中(?![心央等])")


def _is_shortened(country: str, text: str) -> bool:
    """Whether a text has the short form of a country: 与俄共建 for 俄罗斯."""
    letter = country[0] if country[0] in _SHORT_FORMS else ""
    return (
        bool(letter)
        and re.search(rf"[对与中赴驻]{letter}(?!语|文)|{letter}[方资]", text) is not None
    )


def _lines_of(text: str) -> set[Decimal | None]:
    """Return the numbers of the lines that folded `text` names together: 1、2号线, 1至4号线."""
    found: set[Decimal | None] = set()
    for match in _LINES.finditer(text):
        before: Decimal | None = None  # where a range begins
        for digits, to in _ONE_LINE.findall(match["listed"]):
            number = numeral_value(digits)
            if before is not None and number is not None:
                found.update(Decimal(one) for one in range(int(before), int(number)))
            found.add(number)
            before = number if to else None
    return found
