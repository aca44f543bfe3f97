"""Lines → lines by the table of cleaning rules, with every change recorded."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby

from embeddings.language.figures import find_figures
from embeddings.parsing.cleaning.character_rules import CHARACTER_RULES
from embeddings.parsing.cleaning.line_rules import (
    CONTENTS,
    LICENCE_TAIL,
    LINE_RULES,
    PAGE_MARK,
    TAIL_RULES,
)
from embeddings.parsing.cleaning.place_rules import BEFORE_TITLE, HEADING_NOISE
from embeddings.parsing.cleaning.rule import Rule
from embeddings.parsing.lines.joining import NUMBERED, LogicalLine, ends_sentence
from embeddings.reading import Line
from embeddings.records import Change
from embeddings.text.bigrams import bigrams
from embeddings.text.gazetteer import BUNDLED

__all__ = ["clean_lines", "drop_before_title", "drop_contents", "noisy_headings"]

_TITLE_WORDS = "工作报告"
_KEPT_BEFORE_TITLE = re.compile(
    "(?:19|20)\\d\\d *年|[一二][〇○零一二三四五六七八九]{3}年|代表大会|工作报告"
    "|^[㐀-鿿]{2,14}[省市区县州盟旗](?:人民政府)?$"
    "|(?:省长|市长|区长|县长|州长|盟长|旗长|专员|主席|总理)[　 ]*[㐀-鿿·　 ]{2,12}$"
)
_NATION_BEFORE = re.compile("^中国[·•・ ]+")  # 中国·兰州
_EARLIEST_TAIL = 0.5  # share of the lines before which no tail rule applies
_SHORTEST_SENTENCE = 15  # characters; a shorter one may be a slogan of the page
_LONGEST_NOISE_LINE = 120  # characters; a longer line is text
_SHORTEST_CONTENTS = 3  # lines of a table of contents
_EDGE = 15  # lines with text at either end of a document, where a page's own words are
_COUNTER = re.compile(
    "(?:浏览|阅读|点击|访问)[㐀-鿿]{0,3}\\s*[:：]?\\s*\\d+(?![\\d.]|\\s*[万亿])\\s*次?"
)
_FEWEST_NOISY = 2  # minimum headings with the same noise
_NOISE_NEEDS = 2000  # characters of report below which absence is no evidence


def clean_lines(lines: Sequence[Line]) -> tuple[list[Line], list[Change]]:
    """Return the lines that remain, each cleaned, and what was changed.

    Leading white space stays, since it marks the beginning of a paragraph.
    """
    kept: list[Line] = []
    changes: list[Change] = []
    filled = [place for place, line in enumerate(lines) if line.text.strip()]
    head = next((n for n, place in enumerate(filled) if _is_sentence(lines[place].text)), 0)
    edges = {*filled[: max(_EDGE, head + 1)], *filled[-_EDGE:]}  # a site's menus may come first
    earliest_tail = int(len(lines) * _EARLIEST_TAIL)
    below = Counter(line.text.strip() for line in lines)
    cut = False  # by a page number
    for position, line in enumerate(lines):
        text, told = _clean_characters(line)
        changes += told
        bare = text.strip()
        tail = _matching(TAIL_RULES, bare) if position >= earliest_tail else None
        if tail is not None and _ends_report(tail, lines[position:]):
            changes += [_dropped(tail, each) for each in lines[position:] if each.text.strip()]
            break
        rule_ = _matching(LINE_RULES, bare)
        if rule_ is not None and _is_noise(rule_, bare, below, edge=position in edges):
            changes.append(_dropped(rule_, line))
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


def _clean_characters(line: Line) -> tuple[str, list[Change]]:
    text = line.text
    changes: list[Change] = []
    for rule in CHARACTER_RULES:
        after = rule.apply(text)
        if after != text:
            changes.append(Change(rule=rule.name, line=line.number, before=text, after=after))
            text = after
    return text, changes


def _dropped(rule: Rule, line: Line) -> Change:
    return Change(rule=rule.name, line=line.number, before=line.text, after="")


def _ends_report(rule: Rule, rest: Sequence[Line]) -> bool:
    """Return whether nothing of the report follows the line that a tail rule matches."""
    return rule.name == LICENCE_TAIL or not any(_is_content(line.text.strip()) for line in rest)


def _is_content(text: str) -> bool:
    """Return whether a line is report text: an item of a list, a sentence, an amount."""
    return NUMBERED.match(text) is not None or _is_sentence(text) or _holds_amount(text)


def _is_sentence(text: str) -> bool:
    return len(text.strip()) >= _SHORTEST_SENTENCE and ends_sentence(text.strip())


def _holds_amount(text: str) -> bool:
    figures = find_figures(_COUNTER.sub("", text))
    return any(figure.unit and figure.unit_class != "time" for figure in figures)


def _is_noise(rule: Rule, text: str, below: Counter[str], *, edge: bool) -> bool:
    """Return whether a line that matches a rule is noise at its place."""
    if rule.name == CONTENTS:
        match = rule.pattern and rule.pattern.match(text)
        heading = match and match["heading"]
        return not heading or below[heading.strip()] > 0
    return (edge or not rule.edge) and not _holds_amount(text)


def _first_repeated(texts: Sequence[str]) -> int:
    """Return the place of the first text that stands before it too; their number if none does."""
    seen: set[str] = set()
    for place, text in enumerate(texts):
        if text in seen:
            return place
        seen.add(text)
    return len(texts)


def drop_contents(lines: Sequence[Line]) -> tuple[list[Line], list[Change]]:
    """Return the lines without a table of contents that has no page numbers.

    It is the first run of adjacent numbered lines that all occur, in the same words, as lines
    further down.
    """
    bare = [line.text.strip() for line in lines]
    places = [place for place, text in enumerate(bare) if text]
    runs = groupby(places, key=lambda place: NUMBERED.match(bare[place]) is not None)
    first = next((list(run) for numbered, run in runs if numbered), [])
    texts = [bare[place] for place in first]
    first = first[: _first_repeated(texts)]  # the report may begin right behind it
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
    """Return the lines without those of the title block before the title."""
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


def noisy_headings(headings: Iterable[str], report_text: str) -> dict[str, str]:
    """Return the headings with text appended by a site, mapped to the headings without it.

    `report_text` is the whole report, each heading included once. One heading alone is no evidence.
    """
    if len(report_text) < _NOISE_NEEDS or HEADING_NOISE.pattern is None:
        return {}
    found: dict[str, str] = {}
    for heading in headings:
        match = HEADING_NOISE.pattern.match(heading)
        noise = match["noise"] if match else ""
        if match and all(report_text.count(pair) <= 1 for pair in bigrams(noise)):
            found[heading] = match["heading"]
    return found if len(found) >= _FEWEST_NOISY else {}


def _matching(rules: Sequence[Rule], text: str) -> Rule | None:
    if not text or len(text) > _LONGEST_NOISE_LINE:
        return None
    return next((rule for rule in rules if rule.pattern and rule.pattern.match(text)), None)
