"""Characters of a question as typed or pasted: white space, widths, numbering, quotation marks."""

import re

from embeddings.lazy_regex import lazy_regex

__all__ = ["clean_characters"]

_INVISIBLE = lazy_regex(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufffc]")
_LINE_BREAK = lazy_regex(r"\s*[\r\n\u2028\u2029]+\s*")
_SPACE = lazy_regex(r"[^\S\r\n]+")
_WIDE_SPACE = lazy_regex(r"[^\S\r\n]{2,}")
_WORD_LIKE = r"[0-9A-Za-z\u3400-\u4dbf\u4e00-\u9fff〇]"
_HAN = r"[\u3400-\u4dbf\u4e00-\u9fff〇，。？！、：；“”（）《》]"
_BESIDE_HAN = lazy_regex(rf"(?<={_HAN}) | (?={_HAN})")
# The number or sign of a list, or of an examination paper, before a question.
_NUMBERING = lazy_regex(
    r"^(?:[●○•·◆◇■□★☆▪▶►➢✓√\-*>#—\s]+|第?\d{1,3}题[:：、.．]?\s*|[问Qq]\d*[:：]\s*|"
    r"[（(]\s*(?:\d{1,3}|[一二三四五六七八九十]+)\s*[)）]\s*|\d{1,3}\s*[、)）:：]\s*|"
    r"\d{1,3}\s*[.．]\s*(?!\d)|[一二三四五六七八九十]+、\s*(?![一二三四五六七八九十]))"
)
_QUOTATION_MARKS = ("“”", "「」", "『』", "【】", "[]", "‘’", '""', "''")
_REPEATED = lazy_regex(r"[?？!！~～。.…\s]{2,}$")
# Share of single characters among the pieces between spaces from which all spaces are removed.
_SPELLED_OUT = 0.6
_CUT_AT_LEAST, _CUT_LENGTH = 4, 2.6  # pieces, and their mean length, of a text cut into words


def clean_characters(text: str) -> str:
    """Return `text` without the traces of typing and pasting."""
    text = _INVISIBLE.sub("", text)
    text = "".join(_half_width(letter) for letter in text)
    text = _LINE_BREAK.sub(_joint, text.strip())
    text = _unspaced(text).strip()
    bare = _NUMBERING.sub("", text)
    text = bare if re.search(_WORD_LIKE, bare) else text
    text = _unquoted(text)
    end = _REPEATED.search(text)
    if end:
        mark = "？" if re.search(r"[?？]", end[0]) else "。"
        text = text[: end.start()] + mark
    return text


def _unquoted(text: str) -> str:
    """Return `text` without quotation marks that enclose all of it."""
    if len(text) < 3 or text[0] + text[-1] not in _QUOTATION_MARKS:
        return text
    opening, closing, inside = text[0], text[-1], text[1:-1]
    if opening == closing:
        return text if opening in inside else inside.strip()
    depth = 0
    for letter in inside:
        depth += (letter == opening) - (letter == closing)
        if depth < 0:  # “十三五”和“十四五”
            return text
    return text if depth else inside.strip()


def _half_width(letter: str) -> str:
    """Return a full-width letter, digit or sign of figures as the usual one."""
    if "０" <= letter <= "ｚ" and letter not in "：；？［］":
        return chr(ord(letter) - 0xFEE0)
    return {"％": "%", "．": ".", "－": "-", "＋": "+", "／": "/"}.get(letter, letter)


def _joint(match: re.Match[str]) -> str:
    """Return the replacement of a line break: nothing between Chinese characters, else a space."""
    text = match.string
    before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
    latin = re.compile(r"[A-Za-z]")
    return " " if latin.match(before) and latin.match(after) else ""


def _unspaced(text: str) -> str:
    """Return `text` without the spaces that a person would not type.

    Spaces between all its characters or words are removed; one between two longer pieces
    (2019年目标 城镇新增就业) or between Latin words stays.
    """
    pieces = _SPACE.split(text)
    if len(pieces) < 2:
        return text
    single = sum(len(piece) == 1 for piece in pieces) / len(pieces)
    if len(pieces) >= 3 and single >= _SPELLED_OUT:
        return " ".join("".join(_SPACE.split(part)) for part in _WIDE_SPACE.split(text))
    text = " ".join(pieces)
    if len(pieces) >= _CUT_AT_LEAST and len("".join(pieces)) / len(pieces) <= _CUT_LENGTH:
        return _BESIDE_HAN.sub("", text)
    # a run of single characters in a text that is otherwise whole: 粮 食播种面积
    return re.sub(r"(?<![^ ])([\u4e00-\u9fff]) (?=[\u4e00-\u9fff](?: |$))", r"\1", text)
