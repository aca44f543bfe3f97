"""Physical lines → logical lines: sentences broken at a link or a page break are rejoined."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from embeddings.parsing.lines.wrapping import Wrapping, wrapping_of
from embeddings.reading import Line
from embeddings.records import Change

__all__ = ["LINE_JOIN", "NUMBERED", "LogicalLine", "ends_sentence", "is_salutation", "join_lines"]

LINE_JOIN = "line-join"  # name of the rule in the table of cleaning rules
NUMBERED = re.compile(
    "^(?:(?P<han>[一二三四五六七八九十]{1,3}(?:、|[.．](?![\\d一二三四五六七八九十])))"
    "|(?P<part>第[一二三四五六七八九十]{1,3}(?:部分|章|节|篇)[：:、　 ]?)"
    "|(?P<bracket>[（(][一二三四五六七八九十]{1,3}[)）][、，]?|[㈠-㈩])"
    "|(?P<ordinal>第[一二三四五六七八九十]{1,3}[，、：])"
    "|(?P<bracket_digit>[（(]?\\d{1,2}[)）]|[①-⑳⑴-⒇])"
    "|(?P<digit>\\d{1,2}[、.．](?!\\d)|[⒈-⒛]))"
)
_BARE_ITEM = re.compile(
    "[（(]?[一二三四五六七八九十\\d]{1,3}(?:[、)）]|[是要])|第[一二三四五六七八九十]{1,3}[，、]?|[—―－-]{1,3}"
)
_INDENT = re.compile("[\u3000\u2003]{2,}|[ \u00a0\u2002\u3000]{4,}|\t")
_CONTINUES = re.compile("[，、；：？！。,;:?!％%）)」』》〉】〕］…·．’]|”(?![—－-])")
_SHARE_FIRST = re.compile("[-−－]?\\d[\\d.]*[%％‰]")  # 6.3%。 begins no paragraph
_LABEL = re.compile("[\u4e00-\u9fff]{2,8}[：:](?=.)")  # 责任单位：市教育局
_OPEN_END = re.compile("[《〈“‘「『（(〔【［，、,]$|—$")
# A figure broken at its point: …收入完成102. / 7亿元. 附件1. and 第3. are no figures.
_DECIMAL_POINT = re.compile("[^\\W\\d_件表图第注条]\\d+[.．]$")
_COMPLETE = re.compile("[。！？!?；;：:…][”’」』）)》】]*$")
_INNER_STOP = re.compile("[。！？!?；;]")
_SALUTATION = re.compile(
    "^(?:主席团?[，,、]\\s*)?(?:尊敬的)?(?:各位代表|各位委员|各位领导|同志们|各位同志)"
    "(?:[，,、]\\s*(?:同志们|朋友们|各位委员|各位来宾|各位同志))*\\s*[:：!！,，]?$"
)
_AMOUNT = re.compile("\\d\\s*(?:[%％]|[亿万千百]?元|[亿万]|个百分点)")  # no title has one
_SPLIT_FIGURE = re.compile("\\d[.．]$")
_REPORT_WORDS = "政府工作报告"
_TITLE = "工作报告"
_YEAR = "(?:[\\d０-９〇○零一二三四五六七八九]{4}年)"
_PLACE_LINE = re.compile(_YEAR + "?[㐀-鿿]{2,14}[省市区县州盟旗](?:人民政府)?|" + _YEAR)
_TITLE_LINE = re.compile("(?:" + _YEAR + ")?(?:人民政府|政府)?工作报告(?:[（(].{1,12}[）)])?")
_SESSION = re.compile("工作报告.*第.{1,3}届人民代表大会.*会议")
_DATED_SESSION = re.compile(  # —— 2026年1月20日在青岚市第十六届人民代表大会第五次会议上
    "[（(]?[—―－-]{0,3} ?(?:19|20)\\d\\d年\\d{1,2}月\\d{1,2}日在.{4,60}会议上?[）)]?"
)
_ATTACHMENT = re.compile("附(?:件|录|表)?[ 　]*[一二三四五六七八九十\\d]{0,2}[ 　]*[:：]?")
_LONGEST_HEADING = 80  # characters; the longest in 52 State Council reports has 66
_LONGEST_TITLE = 60  # characters of a line of the title block
_LONGEST_SESSION = 120  # of one that names the title, the session and the speaker
_LONGEST_HEAD = 16  # lines of the title block
_LONGEST_MENU = 80  # lines of a site's menu that may precede it
_SHORT = 60  # characters; a longer line without a full stop is a broken paragraph, no fragment
_END = 40  # last characters searched for the end of a sentence; searching all is quadratic
_SEAM = 20  # characters on each side of a join that a change shows
_BODY = 40  # characters from which a line shows how the file indents its paragraphs


@dataclass(slots=True)
class LogicalLine:
    """A title, a heading or a paragraph: the text of one or more physical lines."""

    text: str
    number: int  # line of the source where it begins
    heading: int | None = None  # level, where the format marks it
    page: int | None = None
    whole: bool = False  # a whole paragraph, by the format
    body: bool = False  # no heading, by the format
    head: bool = False  # belongs to the title block
    pieces: int = 1  # number of its physical lines
    last: str = ""  # the last of them, its indent included
    changes: list[Change] = field(default_factory=list)  # the joins that touch a figure


@dataclass(frozen=True, slots=True, kw_only=True)
class _Physical:
    line: Line
    text: str
    indented: bool
    marked: bool  # after an empty but indented line: begins a paragraph
    after_break: bool  # after the mark of a page break
    after_blank: bool  # after an empty line


def ends_sentence(text: str) -> bool:
    """Return whether `text` ends as a sentence, a list item or a lead does."""
    return _COMPLETE.search(text[-_END:]) is not None


def is_salutation(text: str) -> bool:
    """Return whether `text` is a salutation (各位代表) and nothing else."""
    return _SALUTATION.match(text) is not None


def join_lines(lines: Sequence[Line]) -> list[LogicalLine]:
    """Return the logical lines of a document, title block first.

    A line joins the one before if that cannot end there (an opening bracket, a comma, the middle of
    a sentence) or this cannot begin there (a closing bracket, a comma). If the file indents its
    paragraphs, an indent always begins one, and the lines without indent after an empty indented
    line are one paragraph.
    """
    physical = _physical(lines)
    indents = _indents(physical)
    head = _head_length(physical)
    wrapping = wrapping_of([this.line.text for this in physical if not this.line.whole])
    joined: list[LogicalLine] = []
    run = False  # inside a paragraph that an empty indented line has begun
    for position, this in enumerate(physical):
        following = physical[position + 1] if position + 1 < len(physical) else None
        previous = joined[-1] if joined else None
        if previous is None or previous.head:
            joins = previous is not None and position < head and _completes_title(previous, this)
        else:
            joins = _joins(previous, this, following, indents=indents, run=run, wrapping=wrapping)
        if joins and previous is not None:
            if previous.text[-1:].isdigit() or _SPLIT_FIGURE.search(previous.text[-_END:]):
                previous.changes.append(_seam(previous, this))
            previous.text += this.text
            previous.pieces += 1
            previous.last = this.line.text
            continue
        run = indents and this.marked and not this.indented
        joined.append(
            LogicalLine(
                text=this.text,
                number=this.line.number,
                heading=this.line.heading,
                page=this.line.page,
                whole=this.line.whole,
                body=this.line.body,
                head=position < head,
                last=this.line.text,
            )
        )
    return joined


def _seam(previous: LogicalLine, this: _Physical) -> Change:
    """Return the change that joins a figure with its rest in the line below."""
    before, after = previous.text[-_SEAM:], this.text[:_SEAM]
    return Change(
        rule=LINE_JOIN, line=this.line.number, before=f"{before}\n{after}", after=before + after
    )


def _physical(lines: Sequence[Line]) -> list[_Physical]:
    found: list[_Physical] = []
    marked = after_break = after_blank = False
    for line in lines:
        text = line.text.strip()
        indented = _INDENT.match(line.text) is not None
        if text:
            found.append(
                _Physical(
                    line=line,
                    text=text,
                    indented=indented,
                    marked=marked,
                    after_break=after_break or line.page_break,
                    after_blank=after_blank,
                )
            )
            marked = after_break = after_blank = False
        else:
            after_blank = True
            marked = marked or indented
            after_break = after_break or line.page_break
    return found


def _indents(physical: Sequence[_Physical]) -> bool:
    body = [this.indented for this in physical if len(this.text) >= _BODY]
    marks = sum(this.marked for this in physical)
    return 2 * (sum(body) + marks) > len(body)


def _head_length(physical: Sequence[_Physical]) -> int:
    """Return the number of lines of the title block: up to the salutation or the first text."""
    titled = False
    for position, this in enumerate(physical[:_LONGEST_MENU]):
        if _begins_text(this):
            return position if position <= _LONGEST_HEAD or titled else min(1, len(physical))
        titled = titled or _TITLE in this.text
    return min(1, len(physical))


def _begins_text(this: _Physical) -> bool:
    longest = _LONGEST_SESSION if _SESSION.search(this.text) else _LONGEST_TITLE
    return bool(
        is_salutation(this.text)
        or NUMBERED.match(this.text)
        or len(this.text) > longest
        or _AMOUNT.search(this.text)
        or (ends_sentence(this.text) and this.text.endswith(("。", "！", "：", ":")))
    )


def _completes_title(previous: LogicalLine, this: _Physical) -> bool:
    """Return whether a title or session broken over two lines ends in the second."""
    if _PLACE_LINE.fullmatch(previous.text) and _TITLE_LINE.fullmatch(this.text):
        return True
    whole = previous.text + this.text
    if _DATED_SESSION.fullmatch(whole) and not _DATED_SESSION.fullmatch(previous.text):
        return True
    return whole.endswith(_REPORT_WORDS) and not (
        previous.text.endswith(_REPORT_WORDS) or this.text.endswith(_REPORT_WORDS)
    )


def _joins(
    previous: LogicalLine,
    this: _Physical,
    following: _Physical | None,
    *,
    indents: bool,
    run: bool,
    wrapping: Wrapping | None,
) -> bool:
    if this.line.whole or previous.whole or this.line.heading or previous.heading:
        return False
    if _CONTINUES.match(this.text):
        return True
    if indents and (this.indented or this.marked):
        return False
    if _OPEN_END.search(previous.text[-_END:]):
        return True
    if _DECIMAL_POINT.search(previous.text[-_END:]) and this.text[0].isdigit():
        return True
    if previous.text[-1].isdigit() and re.match("[.．]\\d", this.text):
        return True
    if is_salutation(this.text) or is_salutation(previous.text):
        return False
    numbered = NUMBERED.match(this.text) is not None
    if wrapping is not None and wrapping.fills(previous.last):
        fresh = this.after_blank or this.indented or (numbered and ends_sentence(previous.text))
        return not fresh
    if ends_sentence(previous.text):
        return run and not numbered and not _stands_alone(this, following)
    if previous.text[-1].isdigit() and this.text[0].isdigit():  # 附件1, then 2012年实事: no 12012年
        return False
    if _ATTACHMENT.fullmatch(previous.text):
        return False
    if following is not None and following.line.whole and len(this.text) < _SHORT:
        return False  # the caption of a table, or its lone first cell
    return _is_broken(previous, this, numbered=numbered, indents=indents)


def _stands_alone(this: _Physical, following: _Physical | None) -> bool:
    """Return whether a line without full stop is a heading, in a file that indents its text."""
    if ends_sentence(this.text) or len(this.text) > _LONGEST_HEADING:
        return False
    return (
        following is None
        or following.indented
        or following.marked
        or NUMBERED.match(following.text) is not None
    )


def _is_broken(previous: LogicalLine, this: _Physical, *, numbered: bool, indents: bool) -> bool:
    """Return whether `previous`, without a full stop, continues in `this`."""
    number = NUMBERED.match(previous.text)
    if _LABEL.match(this.text):
        return False
    if _SHARE_FIRST.match(this.text) and number is None:
        return True
    if _BARE_ITEM.fullmatch(previous.text):
        return True
    could_be_heading = (
        len(previous.text) <= _LONGEST_HEADING and _INNER_STOP.search(previous.text) is None
    )
    if not could_be_heading:
        return not (numbered and not ends_sentence(this.text))
    if number is not None or numbered:
        return False
    if indents or previous.pieces > 1 or this.after_break:
        return True
    return not ends_sentence(this.text) and len(this.text) < _SHORT
