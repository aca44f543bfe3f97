"""Text folded for matching, never for storing: one character in, one character out.

Full width becomes half width, traditional becomes simplified, upper case becomes lower case, and
look-alikes in reports (`∶ ・ ―`) become the usual character. Radicals, which PDF files have in
place of ideographs (⻄宁, ⼈⺠), become the ideograph that they look like. The result has the
length of the input, so that offsets in one are offsets in the other.

The full-width comma is kept: in half width it would join two figures (`增长100，200`). The table of
characters, `traditional.tsv`, is made from the dictionaries of OpenCC (Apache-2.0) by
`python -m embeddings.training.traditional`.
"""

import re
import unicodedata
from pathlib import Path

from embeddings.lazy_regex import lazy_regex

__all__ = ["fold", "fold_radicals", "folding_table", "without_whitespace"]

_KEPT = "，"
_LOOK_ALIKES = {
    "∶": ":",
    "︰": ":",
    "・": "·",
    "･": "·",
    "•": "·",
    "‧": "·",
    "∙": "·",
    "⋅": "·",
    "―": "—",
    "─": "—",
    "━": "—",
    "‐": "-",
    "‑": "-",
    "–": "-",
    "−": "-",
    "〜": "~",
    "「": "“",
    "」": "”",
    "『": "“",
    "』": "”",
    "〝": "“",
    "〞": "”",
    "○": "〇",
    "\t": " ",
    "\ufeff": " ",
    "\u200b": " ",
}
# Blocks whose characters are compatible with a single other one: spaces, radicals, compatibility
# ideographs, small and full-width forms.
_COMPATIBLE = (
    range(0x00A0, 0x00A1),
    range(0x2000, 0x200B),
    range(0x2E80, 0x2FE0),
    range(0x3000, 0x3001),
    range(0xF900, 0xFB00),
    range(0xFE50, 0xFE70),
    range(0xFF01, 0xFFF0),
)
# Radical, ideograph, radical, …: the block U+2E80–2EFF after EquivalentUnifiedIdeograph.txt of the
# Unicode Character Database, without those of rare ideographs. NFKC has the Kangxi
# radicals; its 戶 for ⼾ is the traditional form, and fonts show ⼾ for 户.
_RADICAL_PAIRS = (
    "⺁厂⺂乛⺃乚⺄乙⺅亻⺆冂⺈刀⺉刂⺊卜⺋㔾⺌小⺍小⺎兀⺏尣⺐尢⺒巳⺓幺⺔彑⺖忄⺗㣺⺘扌⺙攵⺛旡⺝月⺞歺⺟母⺠民⺡氵⺢氺⺣灬⺤爫⺥爫⺦丬⺧牛⺨犭⺩王⺪疋⺫目⺬示⺭礻"
    "⺮竹⺯糹⺰纟⺱罓⺲罒⺶羊⺷羊⺹耂⺺肀⺻聿⺼肉⺽臼⺾艹⺿艹⻀艹⻁虎⻂衤⻃覀⻄西⻅见⻆角⻈讠⻉贝⻋车⻌辶⻍辶⻎辶⻏邑⻐钅⻑長⻒镸⻓长⻔门⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞"
    "⻝食⻟飠⻠饣⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀⻳龟"
)
_RADICAL = lazy_regex("[\u2e80-\u2fdf]")
_KANGXI = range(0x2F00, 0x2FD6)
_RADICALS = {
    **{code: unicodedata.normalize("NFKC", chr(code)) for code in _KANGXI},
    **dict(zip(map(ord, _RADICAL_PAIRS[::2]), _RADICAL_PAIRS[1::2], strict=True)),
    ord("⼾"): "户",
}
# Latin, Greek and Cyrillic, and the full-width letters: the scripts with case in Chinese reports.
_CASED = (range(0x41, 0x5B), range(0xC0, 0x250), range(0x370, 0x530), range(0xFF21, 0xFF3B))


def _table() -> dict[int, str]:
    table: dict[int, str] = {}
    for block in _COMPATIBLE:
        for code in block:
            folded = unicodedata.normalize("NFKC", chr(code))
            if len(folded) == 1 and folded != chr(code) and chr(code) != _KEPT:
                table[code] = folded
    for block in _CASED:
        for code in block:
            lowered = table.get(code, chr(code)).lower()
            if len(lowered) == 1:
                table[code] = lowered
    rows = Path(__file__).with_name("traditional.tsv").read_text(encoding="utf-8")
    for row in rows.splitlines():
        table[ord(row[0])] = row[2]
    table.update(_RADICALS)
    for code, folded in tuple(table.items()):  # a compatibility ideograph may be traditional
        table[code] = table.get(ord(folded), folded)
    table.update({ord(sign): plain for sign, plain in _LOOK_ALIKES.items()})
    return table


_TABLE = _table()


# Lone surrogates, from undecodable bytes of a command line, are rejected by tokenizers.
_HALVES = dict.fromkeys(range(0xD800, 0xE000), "\ufffd")
_FOLDED = {chr(code): folded for code, folded in (_TABLE | _HALVES).items()}
# ten times as fast as `str.translate`, which raises an internal error for unmapped characters
_CHANGING = lazy_regex(f"[{re.escape(''.join(map(chr, _TABLE)))}\ud800-\udfff]")


def fold(text: str) -> str:
    """Return `text` folded for matching, of the same length; half surrogates become U+FFFD."""
    return _CHANGING.sub(lambda found: _FOLDED[found[0]], text)


def fold_radicals(text: str) -> str:
    """Return `text` with the ideograph for every radical, of the same length: ⻄宁 is 西宁."""
    return text.translate(_RADICALS) if _RADICAL.search(text) else text


def without_whitespace(text: str) -> str:
    """Return `text` folded and without white space, equal for equal wordings."""
    return "".join(fold(text).split())


def folding_table() -> dict[str, str]:
    """Return every character that `fold` changes, with its replacement."""
    return {chr(code): folded for code, folded in _TABLE.items() if chr(code) != folded}
