"""Administrative names (行政区划) and their short forms: 兰州市 → 兰州, 国务院 → 全国.

The provincial and prefecture-level units stand in `regions.tsv` (`BUNDLED`); the gazetteer of an
index has the counties and districts of its reports as well (`Gazetteer.with_reports`).
"""

import re
from bisect import insort
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, replace
from functools import cached_property
from importlib import resources
from operator import neg
from typing import cast

from embeddings.lazy_regex import lazy_regex
from embeddings.records import Report
from embeddings.text.segmentation import segment

__all__ = ["BUNDLED", "NATION", "Gazetteer"]

NATION = "全国"
_NATION_NAMES = (
    "全国",
    "国务院",
    "中华人民共和国",
    "中央人民政府",
    "中国",
    "我国",
    "全國",
    "國務院",
)
_SUFFIX = lazy_regex("(?:市|省|地区|盟|自治区|自治州|特别行政区|新区|林区)$")
_COUNTY_SUFFIX = lazy_regex("(?:[左右前后中]|联合)?旗|区|县|自治县|自治旗|矿区|新区|开发区")
_COUNTY_ENDING = lazy_regex(
    "(?:(?:回|土|藏|苗|彝|瑶|侗|满|壮|傣|黎|水|羌|怒|各|蒙古|朝鲜|布依|土家|哈尼|哈萨克|维吾尔|傈僳|拉祜|东乡|纳西|"
    "景颇|达斡尔|仫佬|布朗|撒拉|毛南|仡佬|锡伯|阿昌|普米|鄂温克|德昂|保安|裕固|独龙|鄂伦春|塔吉克|畲|佤)族)*"
    "(?:自治县|自治旗|县|市|区|旗)$"
)
_GOVERNMENT = lazy_regex("(?:市|省|区|县|州|盟|旗)?人民政府$")
_GOVERNMENT_WORDS = lazy_regex("人民政府$|政府$")
_BEFORE = lazy_regex(
    "(?:^|[年月日到与和及、，。？！：；“《（(\\s\\d]|请问|比较|对比|关于|查询|在)$"
)
_YEAR_BEFORE = lazy_regex(r"(?:19|20)\d\d年(?:度)?$")
_LOOKED_AHEAD = 4  # characters after a name that may make it another word: 大理石
_AFTER = lazy_regex(
    "(?:$|[\\d\\s，。？！、（(:：]|[与和跟及的](?!.{0,2}睦)|今年|去年|明年|前年|近年|全[市州区]|政府|工作报告|GDP|地区生产"
    "|生产总值|财政|人口|经济|城[镇乡]|农村|居民|常住|规上|规模|固定|社会|一般公共|进出口)"
)
_NATION_NOT = lazy_regex(
    "全国(?:人大|人民代表|政协|文明|双拥|卫生|模范|先进|劳动模范|劳模|重点|百强|最|第[一二三四五六七八九十]|首|示范|试点|"
    "统一|性|一流|[前领]|知名|著名|各地|统战|妇联|总工会|优秀|十[大佳]|民族团结)"
    "|中国(?:共产党|特色|式|梦|制造|人民解放军|人民政治|人民银行|科学院|石油|石化|移动|电信|联通|铁路|银行|工程院"
    "|[（(])|我国(?=第[一二三四])"
)
_Match = tuple[int, int, str]


@dataclass(frozen=True, kw_only=True, eq=False)  # no slots: has a cached property
class Gazetteer:
    """Administrative units by their names; a value that never changes."""

    names: Mapping[str, str]  # any accepted name → canonical short name
    guarded: Set[str]  # names that are also ordinary words
    parents: Mapping[str, str]  # canonical → canonical of the unit above
    fulls: Mapping[str, str]  # canonical → full name
    held: Set[str] = frozenset()  # guarded names of places with indexed reports

    @cached_property
    def units(self) -> frozenset[str]:
        """The canonical names."""
        return frozenset(self.names.values())

    def canonical(self, name: str) -> str | None:
        """Return the short name of the unit called `name`; None if it is unknown.

        Accepts full names, short names and names of governments (兰州市人民政府).
        """
        name = name.strip()
        if found := self.names.get(name):
            return found
        bare = _GOVERNMENT.sub("", name)
        for candidate in (name.removesuffix("人民政府"), bare, bare.removesuffix("政府")):
            if found := self.names.get(candidate):
                return found
        above, rest = self.split_name(name)
        if not rest:
            return above
        found = self.names.get(rest)
        same = found is not None and self.parents.get(found) in {above, None}
        return found if same else None  # another district of that name

    def parent(self, name: str) -> str | None:
        """Return the unit above `name`: 兰州 → 甘肃, 甘肃 → 全国; None where unknown."""
        unit = self.canonical(name)
        return None if unit is None else self.parents.get(unit)

    def ancestors(self, name: str) -> tuple[str, ...]:
        """Return the units that contain `name`, nearest first, the nation last."""
        found: list[str] = []
        above = self.parent(name)
        while above is not None and above not in found:
            found.append(above)
            above = self.parent(above)
        if name != NATION and NATION not in found:
            found.append(NATION)
        return tuple(found)

    def full_name(self, name: str) -> str:
        """Return the full name of a unit: 兰州 → 兰州市; `name` itself if it is unknown."""
        unit = self.canonical(name)
        return name if unit is None else self.fulls.get(unit, unit)

    def children(self, name: str) -> tuple[str, ...]:
        """Return the units directly below `name`, in the order of the table."""
        unit = self.canonical(name)
        return tuple(below for below, above in self.parents.items() if above == unit)

    def split_name(self, name: str) -> tuple[str | None, str]:
        """Return the deepest known unit that `name` begins with, and the rest.

        甘肃省兰州市城关区 → 兰州, 城关区; (None, name) if it begins with none.
        """
        above: str | None = None
        rest = name
        while matched := self._name_at(rest, 0):
            remaining = rest[len(matched) :]
            if _COUNTY_SUFFIX.fullmatch(remaining):
                break  # 资阳区 in 益阳 has the name of a city, 克拉玛依区 that of its own
            unit = self.names[matched]
            if above is not None and above != unit and above not in self.ancestors(unit):
                break  # another district of that name
            suffix = re.match("[市省州区](?=.)", remaining)
            above = unit
            rest = remaining[suffix.end() :] if suffix else remaining
            if not rest:
                break
        return above, rest

    def find(self, text: str) -> list[_Match]:
        """Return (start, end, canonical name) of every unit in `text`, longest match first.

        A name that is also an ordinary word (白银, 安康, 长治) counts only with its suffix, or if
        the words around it indicate a place: 安康2020年, 白银的财政收入.
        """
        found: list[_Match] = []
        for start, name in self._names_in(text):
            end = start + len(name)
            unit = self.names[name]
            if unit == NATION and (
                _NATION_NOT.match(text, start) or text[start - 1 : start] == "新"
            ):
                continue
            if name in self.guarded and not self._stands_for_a_place(text, start, end):
                continue
            if end < len(text) and text[end] in "市省州" and text[end : end + 2] not in {"市场"}:
                end += 1
            found.append((start, end, unit))
        return found

    def _stands_for_a_place(self, text: str, start: int, end: int) -> bool:
        """Whether the words around a name that is also an ordinary word indicate a place."""
        if not _BEFORE.search(text, max(0, start - 4), start):
            return False
        if _AFTER.match(text, end):
            return True
        # 长治粮食产量, 2021年长治粮食产量, if there is a report of 长治; not 大理石产量
        return (
            text[start:end] in self.held
            and (not start or _YEAR_BEFORE.search(text, max(0, start - 6), start) is not None)
            and text[start:end] == segment(text[start : end + _LOOKED_AHEAD]).words[0]
        )

    def with_unit(
        self, name: str, *, parent: str | None = None, aliases: Iterable[str] = ()
    ) -> "Gazetteer":
        """Return a gazetteer with one more county, district or other unit.

        Its name without 县, 市, 区 … is known too if the words around it indicate a place.
        """
        gazetteer = self._copied()
        gazetteer._add(name, parent=parent, aliases=aliases)
        return gazetteer

    def with_reports(self, reports: Iterable[Report]) -> "Gazetteer":
        """Return a gazetteer with the regions of `reports`; itself if it has them all.

        The unit above one comes from the issuer: 兰州市城关区人民政府 is below 兰州.
        """
        reports = tuple(reports)
        held = self.guarded & {report.region for report in reports if report.region}
        known = self if held <= self.held else replace(self, held=self.held | held)
        for report in reports:
            name = report.region
            if name is None or name in known.names or known.canonical(name) is not None:
                continue
            place = _GOVERNMENT_WORDS.sub("", report.issuer or "")
            above, rest = known.split_name(place)
            same = place.endswith(name) or name == f"{above}{rest}"
            if known.names is self.names:
                known = known._copied()
            known._add(name, parent=above, aliases=(place,) if same else ())
        return known

    def _copied(self) -> "Gazetteer":
        return replace(
            self,
            names=dict(self.names),
            guarded=set(self.guarded),
            parents=dict(self.parents),
            fulls=dict(self.fulls),
        )

    def _add(self, name: str, *, parent: str | None, aliases: Iterable[str]) -> None:
        """Add a unit to a private copy, which is shared by thousands of additions."""
        for alias in (name, *aliases):
            self._name(alias, name)
        short = _COUNTY_ENDING.sub("", name)
        if len(short) > 1 and short not in self.names:
            self._name(short, name)
            cast(set[str], self.guarded).add(short)
        if parent is not None:
            cast(dict[str, str], self.parents)[name] = parent
        cast(dict[str, str], self.fulls).setdefault(name, name)

    def _name(self, name: str, unit: str) -> None:
        if name and name not in self.names:
            cast(dict[str, str], self.names)[name] = unit
            lengths = self._lengths.setdefault(name[0], [])
            if len(name) not in lengths:
                insort(lengths, len(name), key=neg)

    def _names_in(self, text: str) -> Iterator[tuple[int, str]]:
        """Yield (start, name) of the names in `text`, the longest first, none inside another."""
        lengths, end = self._lengths, 0
        for start, character in enumerate(text):
            if start < end or character not in lengths:
                continue
            if name := self._name_at(text, start):
                yield start, name
                end = start + len(name)

    def _name_at(self, text: str, start: int) -> str | None:
        """Return the longest name that begins at `start`."""
        for length in self._lengths.get(text[start : start + 1], ()):
            name = text[start : start + length]
            if name in self.names:
                return name
        return None

    @cached_property
    def _lengths(self) -> dict[str, list[int]]:
        """The lengths of the names that begin with a character, longest first."""
        lengths: dict[str, set[int]] = {}
        for name in self.names:
            lengths.setdefault(name[0], set()).add(len(name))
        return {first: sorted(found, reverse=True) for first, found in lengths.items()}


def _bundled() -> Gazetteer:
    names = dict.fromkeys(_NATION_NAMES, NATION)
    guarded: set[str] = set()
    parents: dict[str, str] = {}
    fulls: dict[str, str] = {}

    def add(short: str, full: str, above: str) -> None:
        for name in (short, full):
            names.setdefault(name, short)
        fulls.setdefault(short, full)
        parents.setdefault(short, above)

    text = resources.files("embeddings").joinpath("text/regions.tsv").read_text(encoding="utf-8")
    for line in text.splitlines():
        if not line or line.startswith("#"):
            continue
        full, short, below = line.split("\t")
        add(short, full, NATION)
        for entry in below.split():
            name, _, given = entry.rstrip("!").partition("=")
            unit = given or _SUFFIX.sub("", name)
            add(unit, name, short)
            if entry.endswith("!"):
                guarded.add(unit)
            if name.endswith("自治州"):
                names.setdefault(f"{unit.removesuffix('州')}州", unit)
            elif name.endswith(("地区", "盟")) and not unit.endswith("盟"):
                names.setdefault(f"{unit}市", unit)
    names.setdefault("内蒙", "内蒙古")
    return Gazetteer(names=names, guarded=guarded, parents=parents, fulls=fulls)


BUNDLED = _bundled()  # the units known without reports
