"""Radicals in the place of ideographs (⻄宁, ⼈⺠): read as ideographs, stored as in the file.

PDF files name the glyph of an ideograph by the radical that looks like it. Titles, headings and
regions are recognised in the folded text, which has the same length; the stored text is the file's.
"""

from collections.abc import Sequence
from dataclasses import replace

from embeddings.reading import Line
from embeddings.text.folding import fold_radicals

__all__ = ["fold_lines", "restore_radicals"]

_REACH = 200  # characters of the source in which the next stored one is looked for


def fold_lines(lines: Sequence[Line]) -> Sequence[Line]:
    """Return the lines with ideographs for radicals; the same lines where there are none."""
    folded = [fold_radicals(line.text) for line in lines]
    if all(text is line.text for text, line in zip(folded, lines, strict=True)):
        return lines
    return [replace(line, text=text) for text, line in zip(folded, lines, strict=True)]


def restore_radicals(text: str, source: Sequence[Line]) -> str:
    """Return the stored `text` with the radicals that its characters have in `source`.

    Stored lines stand in the source in their order, less white space; where a cleaning rule has
    changed one, its characters are looked for one by one.
    """
    if fold_lines(source) is source:
        return text
    written = "".join("".join(line.text.split()) for line in source)
    folded = fold_radicals(written)
    restored: list[str] = []
    place = 0
    for line in text.split("\n"):
        bare = "".join(line.split())
        at = folded.find(bare, place)
        if at >= 0:
            characters = iter(written[at : at + len(bare)])
            place = at + len(bare)
            restored.append("".join(c if c.isspace() else next(characters) for c in line))
            continue
        found: list[str] = []
        for character in line:
            at = folded.find(character, place, place + _REACH)
            found.append(character if at < 0 else written[at])
            place = place if at < 0 else at + 1
        restored.append("".join(found))
    return "\n".join(restored)
