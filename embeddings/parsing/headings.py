"""Recognition of headings, their kind and number, and of run-in headings."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from unicodedata import normalize

from embeddings.language.term_notes import heads_term_notes, read_term_note
from embeddings.parsing.lines.joining import NUMBERED, LogicalLine, ends_sentence, is_salutation
from embeddings.text.dates import han_number, plain_years

__all__ = ["Heading", "heading_of", "headings_of", "run_in_heading"]

_LONGEST = 80  # characters; the longest heading in 52 State Council reports has 66
_LONGEST_LEAD = 60  # characters of a run-in heading with a number
_LONGEST_ITEM_LEAD = 40  # with 一是, 第一， or a dash
_LONGEST_BARE_LEAD = 24  # with none of these
_MOST_COMMAS = 2  # of a heading without number
_INNER_STOP = re.compile("[。！？!?；;]")
_AMOUNT = re.compile("\\d\\s*(?:[%％]|[亿万千百]?元|[亿万]|个百分点|公里|吨|公顷)")
_FIGURE = re.compile("\\d")
_YEAR = re.compile("(?:19|20)\\d\\d(?: *[年—－-]|(?!\\d))")
_NOTE = re.compile("^(?:[〔（(【]?注[〕）)】：:]|＠|\\*|※)")
_CAPTION = re.compile(
    "[（(]?(?:计量)?单位[：:]|附?[表图] ?[一二三四五六七八九十\\d]{1,3}(?:[-—]\\d)?[ 　:：.、]"
)
_ADDRESS = re.compile("^(?:现在|下面)?，?我(?:代表|受|向|作)|请予审议|请各位|谢谢")
_LEAD = re.compile("(?P<lead>[^。！？；：]{2,60})。")
_ITEM = re.compile("^(?:[一二三四五六七八九十]是|[一二三四五六七八九十]要|首先，|[—―－-]{1,3})")
_DASHES = "—―－-"
_NO_LEAD = re.compile(
    "^(?:[这那他我你她它其此]|各位|同志|大家|当前|同时|总之|但|现在|关于|回顾)"
    "|是|如下$|如表|见[上下]?表|了$|我们|有人|已经|仍|不|去年|今年|必须|过去|，请|\\d|[０-９]"
)
_LEADING = re.compile(  # 一、2022年工作回顾： but not 二、今年的主要任务是：
    "(?P<title>[一二三四五六七八九十]{1,3}、[^，。；：]{2,30}"
    "(?:回顾|总结|目标|任务|工作|重点|要求|思路|安排|部署|建议|措施|建设))[:：]"
)
_ITEMS = frozenset({"bracket", "digit", "bracket_digit"})  # kinds that number the items of a list
_ABOVE_ITEMS = frozenset({"part", "han", "end"})
_AFTER_NOTES = re.compile("实事(?:项目)?[^，。；：]{0,12}$|^附[件表录]")
_CLOSING = frozenset({"结束语", "结语", "尾声"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading's title, its kind (kinds nest in the order in which they appear) and number.

    `run_in` headings are the first sentence of a paragraph; `single` ones hold that only.
    """

    title: str
    kind: str
    value: int | None = None
    run_in: bool = False
    single: bool = False


def heading_of(line: LogicalLine) -> Heading | None:
    """Return the heading that a line is; None for a paragraph."""
    text = line.text
    if line.body:
        return None
    if heads_term_notes(text):
        return Heading(title=text, kind="closing")
    if line.heading is None and (colon := _LEADING.fullmatch(text)):
        text = colon["title"]
    if line.heading is None:
        if not _looks_like_heading(text):
            return None
    elif len(text) > _LONGEST or text.endswith("。") or _INNER_STOP.search(text):
        return None  # a paragraph in the style of a heading
    kind, value = _kind(text)
    if kind == "bare" and line.heading is not None:
        kind = f"marked{line.heading}"
    return Heading(title=text, kind=kind, value=value)


def headings_of(lines: Sequence[LogicalLine]) -> list[Heading | None]:
    """Return the heading of each line, None for titles and paragraphs.

    A single heading without number before a numbered series (首先报告2001年的工作, then 一、 to
    八、) belongs to that series; otherwise the series would be below it.
    """
    found = _without_items([None if line.head else heading_of(line) for line in lines], lines)
    found = _without_notes(found, lines)
    only = [heading for heading in found if heading is not None]
    bare = [heading for heading in only if heading.kind == "bare"]
    if len(bare) == 1 and only[0] is bare[0]:
        numbered = [heading for heading in only if heading.value is not None]
        if len(numbered) > 2 and numbered[0] is only[1]:
            first = Heading(title=bare[0].title, kind=numbered[0].kind, value=0)
            found[found.index(bare[0])] = first
    return found


def _without_items(
    found: Sequence[Heading | None], lines: Sequence[LogicalLine]
) -> list[Heading | None]:
    """Return the headings without those of empty sections: items of a list are text."""
    kept = list(found)
    kinds = [_item_kind(line) for line in lines]
    item = False
    for place, (kind, below) in enumerate(zip(kinds, [*kinds[1:], "end"], strict=False)):
        goes_on = item and kind == kinds[place - 1]
        item = kind in _ITEMS and (goes_on or below == kind or below in _ABOVE_ITEMS)
        if item:
            kept[place] = None
    return kept


def _without_notes(
    found: Sequence[Heading | None], lines: Sequence[LogicalLine]
) -> list[Heading | None]:
    """Return the headings without those that are a note on a term (11.RCEP：区域全面…协定).

    What comes after the notes (2014年十件民生实事) is no part of them.
    """
    kept = list(found)
    noted = False
    for place, (heading, line) in enumerate(zip(found, lines, strict=True)):
        if heading is None:
            continue
        if heading.kind == "closing":
            noted = heads_term_notes(line.text)
        elif noted and read_term_note(line.text) is not None:
            kept[place] = None
        elif noted and _AFTER_NOTES.search(line.text):
            kept[place] = replace(heading, kind="closing", value=None)
            noted = False
    return kept


def _item_kind(line: LogicalLine) -> str | None:
    """Return the kind of number at the beginning of a short line without a full stop."""
    match = NUMBERED.match(line.text)
    short = len(line.text) <= _LONGEST and not ends_sentence(line.text)
    return match.lastgroup if match and short and line.heading is None and not line.head else None


def run_in_heading(text: str) -> Heading | None:
    """Return the heading at the beginning of a paragraph: its first sentence, if short enough.

    If that is the whole paragraph, the following paragraphs are below it as well.
    """
    match = _LEAD.match(text)
    if match is None:
        return None
    lead = match["lead"]
    alone = match.end() == len(text)
    number = NUMBERED.match(lead)
    if number is not None and number.lastgroup != "ordinal":
        kind, value = _kind(lead)
        if len(lead) > _LONGEST_LEAD or number.end() == len(lead):
            return None
        return Heading(title=lead, kind=kind, value=value, run_in=True)
    if number is not None or _ITEM.match(lead):
        title = lead.lstrip(_DASHES)
        if not title or len(title) > _LONGEST_ITEM_LEAD or re.search("\\d", title):
            return None
        return Heading(title=title, kind="item", run_in=True, single=not alone)
    if alone or len(lead) > _LONGEST_BARE_LEAD or len(lead) < 4 or _NO_LEAD.search(lead):
        return None
    return Heading(title=lead, kind="lead", run_in=True, single=True)


def _looks_like_heading(text: str) -> bool:
    if len(text) > _LONGEST or ends_sentence(text) or text[-1] in "，、,":
        return False
    if (
        _INNER_STOP.search(text)
        or is_salutation(text)
        or _NOTE.match(text)
        or _CAPTION.match(text)
        or _ADDRESS.search(text)
        or "|" in text
    ):
        return False
    if NUMBERED.match(text) is not None:
        return _AMOUNT.search(text) is None
    return (
        text.count("，") <= _MOST_COMMAS
        and _FIGURE.search(_YEAR.sub("", plain_years(text))) is None
    )


def _kind(title: str) -> tuple[str, int | None]:
    match = NUMBERED.match(title)
    if match is not None and match.lastgroup is not None:
        return match.lastgroup, _value(match[0])
    if re.fullmatch("[一二三四五六七八九十]{1,3}", title):
        return "han", han_number(title)
    return ("closing" if title in _CLOSING else "bare"), None


def _value(marker: str) -> int | None:
    plain = normalize("NFKC", marker)  # ㈠ is (一), ⑴ is (1), ① is 1
    if digits := re.search("\\d+", plain):
        return int(digits[0])
    numeral = re.search("[一二三四五六七八九十]+", plain)
    return han_number(numeral[0]) if numeral else None
