"""Marks of notes within a line are removed: 生产总值②增长 → 生产总值增长, 产业[1] → 产业.

A number in square brackets after a word is always such a mark; `〔2023〕12号` has four digits. A
circled number is one unless the document numbers items with them: then it follows punctuation or
begins a line (包括：①…；②…).
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from embeddings.reading import Line
from embeddings.reading.superscripts import NOTE_MARK
from embeddings.records import Change

__all__ = ["take_off_note_marks"]

_WORD = "(?<=[A-Za-z\u3400-\u4dbf\u4e00-\u9fff”’》）)%％])"
_BRACKETED = re.compile(_WORD + " ?[\\[［〔]\\d{1,3}[\\]］〕]")
_CIRCLED = re.compile(_WORD + " ?[①-⑳㉑-㉟]")
_COUNTING = re.compile("[：:；;，,、。．.！？!?] ?[①-⑳㉑-㉟]")


def take_off_note_marks(lines: Sequence[Line]) -> tuple[list[Line], list[Change]]:
    """Return the lines without marks of notes, and the changes."""
    counting = any(_COUNTING.search(line.text) for line in lines)
    found: list[Line] = []
    changes: list[Change] = []
    for line in lines:
        text = _BRACKETED.sub("", line.text)
        if not counting:
            text = _CIRCLED.sub("", text)
        if text != line.text:
            changes.append(Change(rule=NOTE_MARK, line=line.number, before=line.text, after=text))
            line = replace(line, text=text)
        found.append(line)
    return found, changes
