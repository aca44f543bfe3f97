"""Lines → lines by the table of cleaning rules, with every change told."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from embeddings.parsing.cleaning_rules import (
    BEFORE_TITLE,
    CHARACTER_RULES,
    CONTENTS,
    HEADING_NOISE,
    LINE_RULES,
    PAGE_MARK,
    TAIL_RULES,
    Rule,
)
from embeddings.parsing.line_joining import NUMBERED, LogicalLine
from embeddings.reading import Line
from embeddings.records import Change
from embeddings.text.gazetteer import BUNDLED

__all__ = ["clean_lines", "drop_before_title", "drop_contents", "strip_heading_noise"]

_TITLE_WORDS = "工作报告"
_KEPT_BEFORE_TITLE = re.compile(
    "(?:19|20)\\d\\d *年|[一二][〇○零一二三四五六七八九]{3}年|代表大会|工作报告"
    "|^[㐀-鿿]{2,14}[省市区县州盟旗](?:人民政府)?$"
)
_NATION_BEFORE = re.compile("^中国[·•・ ]+")  # 中国·兰州
_EARLIEST_TAIL = 0.5  # share of the lines before which no tail rule applies
_LONGEST_NOISE_LINE = 120  # characters; a longer line is text
_SHORTEST_CONTENTS = 3  # lines of a table of contents
_NOISE_NEEDS = 2000  # characters of report below which absence proves nothing


def clean_lines(lines: Sequence[Line]) -> tuple[list[Line], list[Change]]:
    """Return the lines that remain, each cleaned, and what was changed.

    Leading white space stays: it tells where a paragraph begins.
    """
    kept: list[Line] = []
    changes: list[Change] = []
    earliest_tail = int(len(lines) * _EARLIEST_TAIL)
    cut = False  # by the number of a page
    for position, line in enumerate(lines):
        text = line.text
        for rule in CHARACTER_RULES:
            after = rule.apply(text)
            if after != text:
                changes.append(Change(rule=rule.name, line=line.number, before=text, after=after))
                text = after
        bare = text.strip()
        if position >= earliest_tail and (rule_ := _matching(TAIL_RULES, bare)):
            changes += [
                Change(rule=rule_.name, line=dropped.number, before=dropped.text, after="")
                for dropped in lines[position:]
                if dropped.text.strip()
            ]
            break
        if rule_ := _matching(LINE_RULES, bare):
            changes.append(Change(rule=rule_.name, line=line.number, before=line.text, after=""))
            cut = cut or rule_.name == PAGE_MARK
            continue
        page_break = cut or (bool(line.text) and not text)
        cut = cut and not bare
        kept.append(
            line
            if text == line.text and not page_break
            else replace(line, text=text, page_break=page_break)
        )
    return kept, changes


def drop_contents(lines: Sequence[Line]) -> tuple[list[Line], list[Change]]:
    """Return the lines without a table of contents that has no page numbers.

    It is the first run of numbered lines with nothing between them that all stand, in the same
    words, as lines further down.
    """
    bare = [line.text.strip() for line in lines]
    places = [place for place, text in enumerate(bare) if text]
    runs = groupby(places, key=lambda place: NUMBERED.match(bare[place]) is not None)
    first = next((list(run) for numbered, run in runs if numbered), [])
    below = Counter(bare[first[-1] + 1 :]) if first else Counter()
    if len(first) < _SHORTEST_CONTENTS or not all(below[bare[place]] for place in first):
        return list(lines), []
    dropped = set(first)
    kept = [line for place, line in enumerate(lines) if place not in dropped]
    changes = [
        Change(rule=CONTENTS, line=lines[place].number, before=lines[place].text, after="")
        for place in first
    ]
    return kept, changes


def drop_before_title(
    lines: Sequence[LogicalLine],
) -> tuple[list[LogicalLine], list[Change]]:
    """Return the lines without what stands in the title block before the title."""
    titles = [place for place, line in enumerate(lines) if line.head and _TITLE_WORDS in line.text]
    if not titles:
        return list(lines), []
    kept: list[LogicalLine] = []
    changes: list[Change] = []
    for place, line in enumerate(lines):
        named = BUNDLED.canonical(_NATION_BEFORE.sub("", line.text)) is not None
        if place >= titles[-1] or named or _KEPT_BEFORE_TITLE.search(line.text):
            kept.append(line)
        else:
            changes.append(
                Change(rule=BEFORE_TITLE.name, line=line.number, before=line.text, after="")
            )
    return kept, changes


def strip_heading_noise(heading: str, report_text: str) -> str:
    """Return `heading` without what a site appended to it; unchanged where nothing shows that.

    `report_text` is the whole report, this heading included once.
    """
    if len(report_text) < _NOISE_NEEDS:
        return heading
    match = HEADING_NOISE.pattern and HEADING_NOISE.pattern.match(heading)
    if not match:
        return heading
    noise = match["noise"]
    if any(report_text.count(noise[at : at + 2]) > 1 for at in range(len(noise) - 1)):
        return heading
    return match["heading"]


def _matching(rules: Sequence[Rule], text: str) -> Rule | None:
    if not text or len(text) > _LONGEST_NOISE_LINE:
        return None
    return next((rule for rule in rules if rule.pattern and rule.pattern.match(text)), None)
