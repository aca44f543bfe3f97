"""Radicals in place of ideographs (⻄宁, ⼈⺠) → the ideographs.

PDF files may encode the glyph of an ideograph as the radical that looks like it, which no search
would find. Texts copied from PDF files have them as well.
"""

from collections.abc import Sequence
from dataclasses import replace

from embeddings.reading import Line
from embeddings.records import Change
from embeddings.text.folding import fold_radicals

__all__ = ["RADICAL", "replace_radicals"]

RADICAL = "radical"  # the rule's name in the table of cleaning rules


def replace_radicals(lines: Sequence[Line]) -> tuple[Sequence[Line], list[Change]]:
    """Return the lines with ideographs for radicals, of the same length, and what was changed."""
    folded = [fold_radicals(line.text) for line in lines]
    changes = [
        Change(rule=RADICAL, line=line.number, before=line.text, after=text)
        for line, text in zip(lines, folded, strict=True)
        if text != line.text
    ]
    if not changes:
        return lines, changes
    found = [replace(line, text=text) for line, text in zip(lines, folded, strict=True)]
    return found, changes
