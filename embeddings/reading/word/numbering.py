"""Automatic numbers of Word paragraphs (一、, （二）, 3.), which are no part of their text."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from embeddings.reading.word.package import WORD
from embeddings.reading.word.styles import Styles, is_on, value_of, whole_number
from embeddings.text.numerals import NUMERALS, han_numeral

__all__ = ["Numbering", "shown_number"]

_LEGAL = str.maketrans("一二三四五六七八九十", "壹贰叁肆伍陆柒捌玖拾")
_LEGAL_TRADITIONAL = str.maketrans("一二三四五六七八九十", "壹貳參肆伍陸柒捌玖拾")
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l")),
    *((40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_SIGNS = {  # numFmt → first sign of a Unicode run, and how many there are
    "decimalEnclosedCircle": ("①", 20),
    "decimalEnclosedCircleChinese": ("①", 20),
    "decimalEnclosedFullstop": ("⒈", 20),
    "decimalEnclosedParen": ("⑴", 20),
    "ideographEnclosedCircle": ("㊀", 10),
}
_HAN = frozenset(
    {"chineseCounting", "chineseCountingThousand", "japaneseCounting", "ideographDigital"}
    | {"japaneseDigitalTenThousand", "taiwaneseCounting", "taiwaneseCountingThousand"}
)
_STOPS = ".．"
_MOST_LINKS = 5  # links from a list style to its list


@dataclass(frozen=True, slots=True, kw_only=True)
class _Level:
    kind: str  # numFmt
    shown: str  # lvlText: （%2）
    start: int
    style: str  # paragraphs in this style stand at this level
    legal: bool  # all numbers of the label in digits
    restart: int | None  # 0: never; else the level whose number restarts this one


def shown_number(value: int, kind: str) -> str:
    """Return a number as Word shows it in the number format `kind` (ECMA-376, 17.18.59)."""
    if kind in _HAN:
        return han_numeral(value)
    if kind in _SIGNS:
        first, count = _SIGNS[kind]
        return chr(ord(first) + value - 1) if 0 < value <= count else str(value)
    if kind == "chineseLegalSimplified":
        return _legal(value, _LEGAL)
    if kind == "ideographLegalTraditional":
        return _legal(value, _LEGAL_TRADITIONAL)
    if kind in {"ideographTraditional", "ideographZodiac"}:
        signs = _STEMS if kind == "ideographTraditional" else _BRANCHES
        return signs[value - 1] if 0 < value <= len(signs) else str(value)
    if kind in {"upperLetter", "lowerLetter"} and value > 0:
        letter = chr(ord("A") + (value - 1) % 26) * ((value - 1) // 26 + 1)
        return letter if kind == "upperLetter" else letter.lower()
    if kind in {"upperRoman", "lowerRoman"} and 0 < value < 4000:
        return _roman(value).upper() if kind == "upperRoman" else _roman(value)
    if kind == "decimalZero":
        return f"{value:02d}"
    if kind == "decimalFullWidth":
        return "".join(chr(ord(digit) + 0xFEE0) for digit in str(value))
    return str(value)


class Numbering:
    """Counts the numbered paragraphs of a document as Word does.

    Lists that share one definition continue counting under another number, unless that has a start
    of its own.
    """

    def __init__(self, document: Any, styles: Styles) -> None:
        from docx.oxml import parse_xml  # noqa: PLC0415 - loaded where there is a Word file

        self._styles = styles
        self._levels: dict[str, dict[int, _Level]] = {}  # numId → its levels
        self._list: dict[str, str] = {}  # numId → key of its shared counts
        self._starts: dict[str, dict[int, int]] = {}  # numId → starts of its own
        self._begun: set[str] = set()
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        for relation in document.part.rels.values():
            if relation.reltype.endswith("/numbering") and not relation.is_external:
                self._read(parse_xml(relation.target_part.blob))

    def label(self, paragraph: Any, text: str) -> str:
        """Return the number before a paragraph with this text, followed by a tab if needed.

        Empty if the paragraph has none or only a bullet. The tab, as in Word, separates the number
        from a figure at the beginning of the text.
        """
        found = self._styles.numbering(paragraph)
        if found is None:
            return ""
        number, level = found
        levels = self._levels.get(number, {})
        if level is None:
            level = self._level_by_style(paragraph, levels)
        if level not in levels:
            return ""
        shown = self._count(number, level, levels)
        if levels[level].kind in {"bullet", "none"} or not shown.strip():
            return ""
        last, first = shown[-1], text[:1]
        runs_in = last.isalnum() or last in NUMERALS or (last in _STOPS and first.isdigit())
        return f"{shown}\t" if runs_in else shown

    def _level_by_style(self, paragraph: Any, levels: dict[int, _Level]) -> int:
        names = self._styles.style_chain_ids(paragraph)
        return next((depth for depth, each in levels.items() if each.style in names[:1]), 0)

    def _count(self, number: str, level: int, levels: dict[int, _Level]) -> str:
        counts = self._counts[self._list[number]]
        if number not in self._begun:
            self._begun.add(number)
            for depth in self._starts.get(number, {}):
                counts.pop(depth, None)
        starts = {depth: each.start for depth, each in levels.items()}
        starts |= self._starts.get(number, {})
        counts[level] = counts.get(level, starts[level] - 1) + 1
        for deeper in [each for each in counts if each > level and each in levels]:
            restart = levels[deeper].restart
            if restart is None or (restart and level < restart):
                del counts[deeper]
        text = levels[level].shown
        for depth, each in levels.items():
            value = counts.setdefault(depth, starts[depth]) if depth < level else counts.get(depth)
            kind = "decimal" if levels[level].legal and depth != level else each.kind
            shown = shown_number(starts[depth] if value is None else value, kind)
            text = text.replace(f"%{depth + 1}", shown)
        return text

    def _read(self, root: Any) -> None:
        abstract = {
            each.get(f"{WORD}abstractNumId"): each
            for each in root.iterchildren(f"{WORD}abstractNum")
        }
        numbers = {each.get(f"{WORD}numId"): each for each in root.iterchildren(f"{WORD}num")}
        for number, each in numbers.items():
            shared = value_of(each, "abstractNumId")
            for _ in range(_MOST_LINKS):
                link = value_of(abstract[shared], "numStyleLink") if shared in abstract else ""
                linked = numbers.get(self._styles.number_of(link) or "") if link else None
                if linked is None:
                    break
                shared = value_of(linked, "abstractNumId")
            if shared not in abstract:
                continue
            self._list[number] = shared
            self._levels[number] = _levels(abstract[shared])
            for override in each.iterchildren(f"{WORD}lvlOverride"):
                depth = whole_number(override.get(f"{WORD}ilvl"))
                if override.find(f"{WORD}startOverride") is not None:
                    start = whole_number(value_of(override, "startOverride"))
                    self._starts.setdefault(number, {})[depth] = start
                self._levels[number] |= _levels(override)


def _levels(parent: Any) -> dict[int, _Level]:
    return {
        whole_number(level.get(f"{WORD}ilvl")): _Level(
            kind=value_of(level, "numFmt"),
            shown=value_of(level, "lvlText"),
            start=whole_number(value_of(level, "start") or "1"),
            style=value_of(level, "pStyle"),
            legal=is_on(level.find(f"{WORD}isLgl")),
            restart=whole_number(restart) if (restart := value_of(level, "lvlRestart")) else None,
        )
        for level in parent.iterchildren(f"{WORD}lvl")
    }


def _legal(value: int, table: dict[int, int]) -> str:
    text = han_numeral(value)
    return f"一{text}".translate(table) if 10 <= value < 20 else text.translate(table)


def _roman(value: int) -> str:
    text = ""
    for worth, signs in _ROMAN:
        count, value = divmod(value, worth)
        text += signs * count
    return text
