"""List numbers directly before a figure are separated from it: 4.3个乡镇 → 4. 3个乡镇.

`4.3个乡镇` is item 4 of a list, of 3 villages, if the lines around it are the items 3 and 5. A
space is inserted after such a number, so that it is not read as part of the figure.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from embeddings.parsing.lines.joining import ends_sentence
from embeddings.reading import Line
from embeddings.records import Change

__all__ = ["LIST_NUMBER", "separate_list_numbers"]

LIST_NUMBER = "list-number"  # name of the rule in the table of cleaning rules
_ITEM = re.compile("\\s*[（(]?(?P<number>\\d{1,3}) ?[.．、)）]")
_DOTTED = re.compile("\\s*(?P<number>\\d{1,3}) ?[.．]")
_GLUED = re.compile("\\s*(?P<number>(?!0)\\d{1,3})[.．](?=\\d.{5})(?!\\d{1,2}[\\s　、])")
_INLINE = re.compile("(?:^|[。；：！;:])[\\s“]*(?P<number>\\d{1,2})[.．](?P<glued>(?=\\d))?")
_REACH = 6  # lines with text within which the item before or after must be
_FEWEST_INLINE = 3  # items in a row that make a list within a line


def separate_list_numbers(lines: Sequence[Line]) -> tuple[list[Line], list[Change]]:
    """Return the lines with a space after each list number directly before a figure."""
    found: list[Line] = []
    changes: list[Change] = []
    filled = [place for place, line in enumerate(lines) if line.text.strip()]
    order = {place: at for at, place in enumerate(filled)}
    for place, line in enumerate(lines):
        cuts = _inline_cuts(line.text)
        glued = _GLUED.match(line.text)
        if glued is not None and _is_item(int(glued["number"]), lines, filled, order[place]):
            cuts.add(glued.end())
        if not cuts:
            found.append(line)
            continue
        text = line.text
        for cut in sorted(cuts, reverse=True):
            text = f"{text[:cut]} {text[cut:]}"
        changes.append(Change(rule=LIST_NUMBER, line=line.number, before=line.text, after=text))
        found.append(replace(line, text=text))
    return found, changes


def _is_item(number: int, lines: Sequence[Line], filled: Sequence[int], at: int) -> bool:
    """Return whether the item before or after `number` is near, and a line may begin here."""
    above = lines[filled[at - 1]].text.strip() if at else ""
    goes_on = above.endswith(("，", "、", ","))
    if goes_on or (above and number > 1 and not (ends_sentence(above) or _ITEM.match(above))):
        return False
    before = [lines[place].text for place in filled[max(0, at - _REACH) : at]]
    after = [lines[place].text for place in filled[at + 1 : at + 1 + _REACH]]
    above_it, below_it = _next_to(number, before[::-1], -1), _next_to(number, after, 1)
    if number in (above_it, below_it):  # 1.教育惠民。 above 1.3万名幼儿
        return False
    return above_it == number - 1 or below_it == number + 1


def _next_to(number: int, texts: Sequence[str], step: int) -> int | None:
    """Return the number of the next item of the list, or `number` where that has its item.

    None where neither is among `texts`, the nearest first, or another list comes first.
    """
    for text in texts:
        match = _DOTTED.match(text)
        if match is None or int(match["number"]) not in (number, number + step):
            continue
        if int(match["number"]) == number and _GLUED.match(text):
            return None
        return int(match["number"])
    numbers = [int(match["number"]) for text in texts if (match := _ITEM.match(text))]
    return number + step if number + step in numbers else None


def _inline_cuts(text: str) -> set[int]:
    """Return the offsets for spaces: after the numbers of a list of three items within a line."""
    items = _without_figures(list(_INLINE.finditer(text)))
    if len(items) < _FEWEST_INLINE:
        return set()
    cuts: set[int] = set()
    run = [items[0]]
    for item in [*items[1:], None]:
        if item is not None and int(item["number"]) == int(run[-1]["number"]) + 1:
            run.append(item)
            continue
        if len(run) >= _FEWEST_INLINE:
            cuts |= {each.end() for each in run if each["glued"] is not None}
        run = [] if item is None else [item]
    return cuts


def _without_figures(items: Sequence[re.Match[str]]) -> list[re.Match[str]]:
    """Return the items without figures that begin like one: 1.教育惠民。1.3万名幼儿…."""
    apart = [place for place, item in enumerate(items) if item["glued"] is None]
    kept = []
    for place, item in enumerate(items):
        above = next((items[at] for at in reversed(apart) if at < place), None)
        below = next((items[at] for at in apart if at > place), None)
        taken = {near["number"] for near in (above, below) if near is not None}
        if item["glued"] is None or item["number"] not in taken:
            kept.append(item)
    return kept
