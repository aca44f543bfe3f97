"""The rules that change something inside a line, in the order in which they are applied."""

import re
from html import unescape

from embeddings.parsing.cleaning.rule import HAN, Rule
from embeddings.parsing.lines.spaced_numbers import join_spaced_digits
from embeddings.parsing.radicals import RADICAL
from embeddings.text.folding import fold_radicals

__all__ = ["CHARACTER_RULES"]


def _unescape(match: re.Match[str]) -> str:
    """Return the character of an entity; every kind of space as a plain one."""
    sign = unescape(match[0])
    return " " if sign.isspace() else sign


CHARACTER_RULES = (
    Rule(
        name=RADICAL,
        pattern=None,
        rewrite=fold_radicals,
        reason="PDF files name an ideograph by the radical that looks like it, which no search "
        "would find",
        example="⼈⺠政府",
    ),
    Rule(
        name="html-tag",
        pattern=re.compile(
            "</?(?:p|br|div|span|b|i|u|em|strong|font|a|img|center|o:p|h[1-6])(?:\\s[^<>]{0,300})?/?>",
            re.IGNORECASE,
        ),
        reason="tags of the page that a text was copied from",
        example="<p>各位代表：</p>",
    ),
    Rule(
        name="html-entity",
        pattern=re.compile(
            "&(?:nbsp|ensp|emsp|ldquo|rdquo|lsquo|rsquo|mdash|ndash|hellip|middot|bull|quot|amp|lt|gt"
            "|#\\d{2,5}|#x[0-9a-f]{2,4});",
            re.IGNORECASE,
        ),
        reason="signs and spaces written as in the source of a page",
        example="&nbsp;&nbsp;各位代表：&ldquo;十三五&rdquo;",
        replacement=_unescape,
    ),
    Rule(
        name="zero-width",
        pattern=re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe0e\ufe0f\ufeff]"),
        reason="invisible characters left by web editors and page breaks break search terms",
        example="各位代表：\u200d",
    ),
    Rule(
        name="control",
        pattern=re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]"),
        reason="control characters and half surrogates are no text",
        example="工作\x01报告",
    ),
    Rule(
        name="private-use",
        pattern=re.compile("(?<!\\d)[\ue000-\uf8ff]|[\ue000-\uf8ff](?!\\d)"),
        reason="characters of a font's private area show as boxes and mean nothing elsewhere; "
        "between two digits one stays, since it may be a point",
        example="\ue5e5一、工作回顾",
    ),
    Rule(
        name="name-asterisk",
        pattern=re.compile(f"(?<=[{HAN}])[*＊](?=[{HAN}])"),
        reason="sites put asterisks between the characters of leaders' names",
        example="习*近*平总书记",
    ),
    Rule(
        name="spaced-digits",
        pattern=None,
        rewrite=join_spaced_digits,
        reason="digits set apart by single spaces are one number where both sides prove it: a word "
        "or sign behind them, and before them no place where the item of a list may begin",
        example="1 9 9 8 年",
    ),
    Rule(
        name="space-in-number-unit",
        pattern=re.compile(f"(?<=\\d) (?=[{HAN}％%‰℃])|(?<=[{HAN}]) (?=\\d)"),
        reason="a single space between a number and the word beside it is layout",
        example="增长 8.7 个百分点",
    ),
    Rule(
        name="space-in-sentence",
        pattern=re.compile(
            f"(?<=[{HAN}“（《，。、；：！？”）》]) (?=[{HAN}“（《，。、；：！？”）》])"
        ),
        reason="a single space between two Chinese characters or signs is layout",
        example="一、 过去五年工作回顾",
    ),
    Rule(
        name="stray-quote",
        pattern=re.compile("^'+|(?<=[。！？])'+$"),
        reason="what a wiki's bold mark leaves at the ends of a line",
        example="——改革开放进一步深化。'",
    ),
)
