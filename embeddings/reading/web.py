"""Web pages saved from a browser: the main text, without navigation, buttons and imprint.

trafilatura decides where the main text is; our own walk then reads that part of the page whole,
since an extractor that drops one paragraph in a hundred drops the answer.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from embeddings.errors import EncodingError, FormatError
from embeddings.messages import Message
from embeddings.reading.document import Document, Line
from embeddings.reading.encoding import Decoded, decode
from embeddings.records import Change, SourceFile

__all__ = ["NAVIGATION", "read_web_page"]

NAVIGATION = "navigation"  # the rule's name in the table of cleaning rules
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,20})", re.I)
_CHARSET_WITHIN = 4096  # bytes
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030", "unicode": "utf-8"}
_DECLARATION = re.compile("^\\s*<\\?xml[^>]*\\?>", re.IGNORECASE)
_UNSEEN = re.compile(
    "head|script|style|noscript|template|select|option|button|textarea|iframe|svg|object|embed|"
    "audio|video|canvas|map|nav|footer|input"
)
_INLINE = re.compile(
    "a|abbr|acronym|b|bdo|big|cite|code|data|del|dfn|em|font|i|img|ins|kbd|label|mark|q|ruby|s|"
    "samp|small|span|strike|strong|sub|sup|time|tt|u|var|wbr|.*:.*"
)
_CELLS = frozenset({"td", "th"})
_HEADING = re.compile("h([1-6])")
_TITLE_METAS = frozenset({"articletitle", "og:title", "title", "contenttitle"})
_SPACE = re.compile("\\s+")
_SESSION = re.compile(
    "[^。]{0,4}(?:19|20)\\d\\d年\\d{1,2}月[^。]{0,40}(?:代表大会|会议)[^。]{0,12}"
)
_HEAD_LINES = 12  # of the main text, in which its own title may stand
_MAIN_SHARE = 0.95  # of the main text's characters that the element read must hold
_LONG = 20  # characters from which a line tells where the main text is
_LONGEST_CELL = 120  # characters; a longer cell belongs to a table for layout
_BROKEN_SHARE = 0.3  # of long lines ending in mid-sentence: the page breaks lines, not paragraphs
_REPORT = "工作报告"
_TITLE_LINE = re.compile("[^，。；：]{0,30}工作报告(?:[（(][^）)]{0,16}[）)])?")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Block:
    text: str
    element: Any  # the block element that holds it
    heading: int | None = None
    row: bool = False
    typed: bool = False  # in <pre>, where line ends are the author's


def read_web_page(data: bytes, source: SourceFile, *, encoding: str | None = None) -> Document:
    """Return the document in a web page.

    Raises `FormatError` where the page holds no text, and as `decode` does.
    """
    decoded = _decode(data, source.name, encoding)
    # lxml and trafilatura cost 0.4 s and are needed for web pages only
    from lxml import etree, html  # noqa: PLC0415

    text = _DECLARATION.sub("", decoded.text).replace("\0", "")
    try:
        root = html.document_fromstring(text)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as err:
        raise FormatError("web_unreadable", name=source.name, reason=err) from err
    blocks = _blocks(root)
    inside = _main(blocks, _main_text(text))
    kept = [block for block, is_main in zip(blocks, inside, strict=True) if is_main]
    if not any(len(block.text.strip()) >= _LONG for block in kept):
        raise FormatError("web_without_text", name=source.name)
    title = _title(root)
    head = _head(blocks, inside, title)
    return Document(
        lines=(*(Line(text=text, number=0, whole=True) for text in head), *_lines(kept)),
        source=replace(source, encoding=decoded.encoding),
        metadata={"title": title} if title else {},
        notices=(decoded.notice,) if decoded.notice else (),
        changes=tuple(
            Change(rule=NAVIGATION, line=number, before=block.text.strip(), after="")
            for number, (block, is_main) in enumerate(zip(blocks, inside, strict=True), 1)
            if not is_main and block.text.strip()
        ),
    )


def _head(blocks: Sequence[_Block], inside: Sequence[bool], title: str) -> list[str]:
    """Return the title, and the session below it, where they stand above the main text."""
    first = inside.index(True)
    main = [_SPACE.sub("", block.text) for block in blocks[first : first + _HEAD_LINES]]
    if not title or any(_TITLE_LINE.fullmatch(text) for text in main):
        return []
    above = [_SPACE.sub("", block.text) for block in blocks[:first]]
    session = [text for text in above if _SESSION.fullmatch(text)]
    return [title, *session[:1]]


def _decode(data: bytes, name: str, encoding: str | None) -> Decoded:
    """Decode by byte-order mark, then by what the page says of itself, then by detection."""
    declared = _CHARSET.search(data[:_CHARSET_WITHIN])
    if encoding is not None or declared is None or data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return decode(data, name=name, encoding=encoding)
    charset = declared[1].decode("ascii").lower()
    try:
        return decode(data, name=name, encoding=_WIDER.get(charset, charset))
    except EncodingError:
        found = decode(data, name=name)
        notice = Message("read_other_than_declared", declared=charset, encoding=found.encoding)
        return replace(found, notice=notice)


def _main_text(text: str) -> str:
    """Return the characters that trafilatura takes for the main text, without white space."""
    import trafilatura  # noqa: PLC0415

    try:
        found = trafilatura.extract(
            text, include_comments=False, include_tables=True, favor_recall=True
        )
    except (RecursionError, ValueError):
        found = None
    return _SPACE.sub("", found or "")


def _blocks(root: Any) -> list[_Block]:
    """Return the page's lines in reading order, cut where a browser would cut them."""
    from lxml import etree  # noqa: PLC0415

    blocks: list[_Block] = []
    parts: list[str] = []
    open_: list[Any] = [root]

    def flush() -> None:
        text = "".join(parts)
        parts.clear()
        if text.strip():
            heading = next((_HEADING.fullmatch(e.tag) for e in reversed(open_) if e.tag), None)
            level = int(heading[1]) if heading else None
            typed = any(element.tag == "pre" for element in open_)
            blocks.append(_Block(text=text, element=open_[-1], heading=level, typed=typed))

    def add(text: str | None) -> None:
        if text and "\n" in text and any(element.tag == "pre" for element in open_):
            for line in text.splitlines(keepends=True):
                parts.append(line.rstrip("\r\n"))
                if line.endswith(("\r", "\n")):
                    flush()
        else:
            parts.append(_one_line(text))

    walk = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    for event, element in walk:
        tag = element.tag if isinstance(element.tag, str) else ""
        tag = tag.lower()
        if event in {"comment", "pi"} or not tag:
            add(element.tail)
            continue
        inline = _INLINE.fullmatch(tag) is not None
        unseen = _UNSEEN.fullmatch(tag) is not None
        if event == "start":
            if unseen:
                walk.skip_subtree()
                continue
            if tag == "tr" and (row := _data_row(element)):
                flush()
                blocks.append(_Block(text=row, element=element, row=True))
                walk.skip_subtree()
                open_.append(element)
                continue
            if not inline:
                flush()
                open_.append(element)
            add(element.text)
        else:
            if not unseen and not inline:
                flush()
                open_.pop()
            add(element.tail)
    flush()
    return blocks


def _one_line(text: str | None) -> str:
    """Return text with its source line ends taken out; no browser shows them."""
    if not text:
        return ""
    return re.sub("[ \t]*[\r\n]+[ \t]*", "", text)


def _data_row(row: Any) -> str:
    """Return the cells of a table row set apart by bars; empty for a row that is layout."""
    cells = [cell for cell in row if isinstance(cell.tag, str) and cell.tag.lower() in _CELLS]
    if len(cells) < 2 or any(True for _ in row.iter("table", "div", "script", "h1", "h2", "h3")):
        return ""
    texts = [_SPACE.sub(" ", "".join(cell.itertext())).strip() for cell in cells]
    if max(map(len, texts)) > _LONGEST_CELL or sum(map(bool, texts)) < 2:
        return ""
    return " | ".join(texts)


def _main(blocks: Sequence[_Block], main_text: str) -> list[bool]:
    """Return for each block whether it stands in the element that holds the main text."""
    weights = [_weight(block, main_text) for block in blocks]
    total = sum(weights)
    if not total:
        return [True] * len(blocks)
    held: dict[Any, int] = defaultdict(int)
    depth: dict[Any, int] = {}
    for block, weight in zip(blocks, weights, strict=True):
        above = [block.element, *block.element.iterancestors()] if weight else []
        for place, element in enumerate(reversed(above)):
            held[element] += weight
            depth[element] = place
    holders = [element for element in held if held[element] >= _MAIN_SHARE * total]
    main = max(holders, key=lambda element: depth[element])
    inside: dict[Any, bool] = {}
    for block in blocks:
        element = block.element
        if element not in inside:
            inside[element] = element is main or any(
                above is main for above in element.iterancestors()
            )
    return [inside[block.element] for block in blocks]


def _weight(block: _Block, main_text: str) -> int:
    bare = _SPACE.sub("", block.text)
    if len(bare) < _LONG:
        return 0
    if not main_text:
        return len(bare) if "。" in bare else 0
    return len(bare) if bare in main_text else 0


def _lines(blocks: Sequence[_Block]) -> Iterable[Line]:
    long = [block.text.strip() for block in blocks if len(block.text.strip()) >= _LONG]
    broken = sum(not text.endswith(tuple("。！？：；”…!?:;）")) for text in long)
    whole = broken <= _BROKEN_SHARE * len(long)
    for number, block in enumerate(blocks, 1):
        yield Line(
            text=block.text.replace("\xa0", " ").rstrip(),
            number=number,
            whole=(whole and not block.typed) or block.row,
            heading=block.heading if block.heading and block.heading > 1 else None,
        )


def _title(root: Any) -> str:
    """Return the page's title: what it names as the article's, its first heading, its own."""
    found: list[str] = [
        meta.get("content", "")
        for meta in root.iter("meta")
        if (meta.get("name") or meta.get("property") or "").lower() in _TITLE_METAS
    ]
    found += ["".join(heading.itertext()) for heading in root.iter("h1")]
    found += [title.text or "" for title in root.iter("title")]
    for text in found:
        for part in re.split("[_|｜»>]|\\s[-—–]+\\s|(?<=报告)[-—–]+", text):
            if _REPORT in part:
                return _SPACE.sub("", part)
    return ""
