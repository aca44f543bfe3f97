"""Lines with several paragraphs → one line each: a report in one line, paragraphs too long.

A paragraph over 1,300 characters is never relevant in the test sets' retrieval scores and too long
to read as a citation: it is cut at ends of sentences.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from embeddings.reading import Line
from embeddings.records import Change

__all__ = ["LONGEST_PARAGRAPH", "LONG_PARAGRAPH", "split_blobs", "split_long"]

LONGEST_PARAGRAPH = 1300  # characters; a longer paragraph is cut
_LONGEST_PART = 1200  # characters of each part
LONG_PARAGRAPH = "long-paragraph"  # names of rules in the table of cleaning rules
_BLOB = 3000  # characters from which a line is several paragraphs, not one
_FEW_LINES = 5  # a document of at most so many has lost its line ends
_BLOB_OF_FEW = 200  # characters from which a line of such a document is several paragraphs
_BREAKS = re.compile("<br\\s*/?>|</(?:p|div)>", re.IGNORECASE)  # tags that end a line
_ESCAPED = re.compile("(?:\\\\[nrt]|\\\\u3000)+")  # \n written out, as in a JSON string
_GAPS = re.compile("(?<=\\S)(?=[\u3000\u2003\xa0]{2,}|[ \xa0]{4,}|\t+)")
_SPACES = re.compile("(?<=[㐀-鿿。！？；：”）)])[ \u3000\xa0]+(?=[㐀-鿿“（(—―])")
_STARTS = re.compile(
    "(?<=[。！？；：!?])(?=各位代表[：！，:!,]|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[)）]"
    "|(?:——|――|--)(?!\\d))"
    "|(?<=各位代表[：:])(?=.)|(?<=工作报告)(?=各位代表[：:])"
)
_GLUED_HEADING = re.compile(  # 一、过去五年工作回顾五年来，…
    "(\\s*[一二三四五六七八九十]{1,3}、[^，。；：\\s]{0,30}?"
    "(?:回顾|目标任务|主要任务|重点工作|主要工作|工作任务|工作安排|工作部署|自身建设|总体要求|工作建议))\\s*"
    "(?=[^的和与及、，。；：（(是为中上下之等方取已\\s])(?!任务|安排|部署|目标|重点|要求|情况|建议|措施|思路|暨)"
)
_LONGEST_HEADING = 80  # characters; a longer line that begins like one includes its paragraph
_SENTENCE_END = re.compile("[。！？；][”’」』）)]*")
_FEWEST_PARTS = 4


def split_blobs(lines: Sequence[Line]) -> list[Line]:
    """Return the lines; one with a whole report is cut at gaps, else before its headings.

    A document of a few lines has lost its line ends: its lines are cut at a smaller length, and at
    spaces, which occur in no Chinese sentence.
    """
    few = sum(bool(line.text.strip()) for line in lines) <= _FEW_LINES
    found: list[Line] = []
    for line in lines:
        parts = [line.text]
        if "<" in line.text and _BREAKS.search(line.text):
            parts = _BREAKS.split(line.text)
        elif len(line.text) > (_BLOB_OF_FEW if few and not line.whole else _BLOB):
            parts = _cut(line.text, few and not line.whole)
        elif len(line.text) > _LONGEST_HEADING and not line.whole:
            parts = _unglued(line.text)
        if len(parts) == 1:
            found.append(line)
        else:
            found += [replace(line, text=part, whole=False) for part in parts]
    return found


def _cut(text: str, few: bool) -> list[str]:
    patterns = (_ESCAPED, _GAPS, _SPACES) if few else (_GAPS,)
    for pattern in patterns:
        parts = pattern.split(text)
        if len(parts) >= _FEWEST_PARTS:
            return parts
    return [cut for part in _STARTS.split(text) for cut in _unglued(part)]


def _unglued(part: str) -> list[str]:
    """Return a heading and the paragraph in the same line; else the part alone."""
    heading = _GLUED_HEADING.match(part)
    return [part] if heading is None else [heading[1], part[heading.end() :]]


def split_long(text: str, number: int) -> tuple[list[str], list[Change]]:
    """Return a paragraph as it is, or one over 1,300 characters in parts of at most 1,200.

    Parts end with sentences; a longer sentence stays whole. `number` is the line number for
    changes.
    """
    if len(text) <= LONGEST_PARAGRAPH:
        return [text], []
    ends = [match.end() for match in _SENTENCE_END.finditer(text)]
    if not ends or ends[-1] < len(text):
        ends.append(len(text))
    wanted = -(-len(text) // _LONGEST_PART)  # parts of about equal length read best
    target = len(text) / wanted
    parts: list[str] = []
    start = last = 0
    for end in ends:
        if last > start and (end - start > _LONGEST_PART or last - start >= target):
            parts.append(text[start:last])
            start = last
        last = end
    parts.append(text[start:])
    change = Change(rule=LONG_PARAGRAPH, line=number, before=text, after="\n".join(parts))
    return parts, [change] if len(parts) > 1 else []
