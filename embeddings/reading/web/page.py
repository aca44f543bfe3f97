"""Web pages saved from a browser: the main text, without navigation, buttons and imprint.

trafilatura locates the main text; that part of the page is then read completely, since an extractor
that drops one paragraph in a hundred may drop the answer.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from embeddings.errors import EncodingError, FormatError
from embeddings.messages import Message
from embeddings.reading.document import Document, Line, breaks_lines
from embeddings.reading.encoding import Decoded, decode
from embeddings.reading.web.blocks import Block, page_blocks, shown_text
from embeddings.reading.web.visibility import Visibility
from embeddings.records import Change, SourceFile

__all__ = ["NAVIGATION", "read_web_page"]

NAVIGATION = "navigation"  # the rule's name in the table of cleaning rules
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,20})", re.I)
_CHARSET_WITHIN = 4096  # bytes
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030", "unicode": "utf-8"}
_LATIN = frozenset({"iso-8859-1", "latin1", "windows-1252", "us-ascii", "ascii"})
_DECLARATION = re.compile("^\\s*<\\?xml[^>]*\\?>", re.IGNORECASE)
_FURNITURE = re.compile(
    "(?:^|[\\s_-])(?:foot|footer|bottom|copyright|copy|nav|navbar|menu|crumbs?|breadcrumbs?|sidebar|"
    "share|related)(?:$|[\\s_-])",
    re.IGNORECASE,
)
_TITLE_METAS = frozenset({"articletitle", "og:title", "title", "contenttitle"})
_SPACE = re.compile("\\s+")
_SESSION = re.compile(
    "[^。]{0,4}(?:19|20)\\d\\d年\\d{1,2}月[^。]{0,40}(?:代表大会|会议)[^。]{0,12}"
)
_HEAD_LINES = 12  # of the main text that may contain its title
_MAIN_SHARE = 0.95  # minimum share of the main text's characters in the element read
_LONG = 20  # minimum characters of a line to locate the main text
_DEEPEST = 256  # nesting depth: the parser drops deeper elements
_LONGEST = 1_300  # characters of a paragraph; a longer one is a text
_PART = re.compile("h[1-6]|p|table|ul|ol|dl|blockquote")  # of a text, beside its paragraphs
_SENTENCE = re.compile("[。；！]")
_FRAME = re.compile("(?:https?:)?//|about:|javascript:|data:", re.IGNORECASE)  # of other sites
_NEXT = re.compile("[\\s\\[【<《]*(?:下一?页|后一?页)[\\s\\]】>》»›]*")
_REPORT = "工作报告"
_TITLE_LINE = re.compile("[^，。；：]{0,30}工作报告(?:[（(][^）)]{0,16}[）)])?")


def read_web_page(data: bytes, source: SourceFile, *, encoding: str | None = None) -> Document:
    """Return the document in a web page.

    Raises `FormatError` if the page has no text, and as `decode` does.
    """
    decoded = _decode(data, source.name, encoding)
    # lxml and trafilatura cost 0.4 s and are needed for web pages only
    from lxml import etree, html  # noqa: PLC0415

    text = _DECLARATION.sub("", decoded.text).replace("\0", "")
    try:
        root = html.document_fromstring(text)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as err:
        raise FormatError("web_unreadable", name=source.name, reason=err) from err
    blocks, changes = page_blocks(root)
    inside = _main(blocks, _main_text(text))
    kept = [block for block, is_main in zip(blocks, inside, strict=True) if is_main]
    if not any(len(block.text.strip()) >= _LONG for block in kept) or not _has_text(kept):
        if _depth(root) >= _DEEPEST:
            raise FormatError("web_nested", name=source.name, most=_DEEPEST)
        frames = _frames(root)
        code = "web_text_in_frame" if frames else "web_without_text"
        raise FormatError(code, name=source.name, frames=frames)
    title = _title(root)
    head = _head(blocks, inside, title)
    return Document(
        lines=(*(Line(text=text, number=0, whole=True) for text in head), *_lines(kept)),
        source=replace(source, encoding=decoded.encoding, unread=_further(root, source.name)),
        metadata={"title": title} if title else {},
        notices=(decoded.notice,) if decoded.notice else (),
        changes=(
            *changes,
            *(
                Change(rule=NAVIGATION, line=number, before=block.text.strip(), after="")
                for number, (block, is_main) in enumerate(zip(blocks, inside, strict=True), 1)
                if not is_main and block.text.strip()
            ),
        ),
    )


def _has_text(blocks: Sequence[Block]) -> bool:
    """Return whether there is a sentence or a row of figures, not only names and buttons."""
    return any(_SENTENCE.search(block.text) or block.row for block in blocks)


def _depth(root: Any) -> int:
    """Return the nesting depth of a page's elements."""
    from lxml import etree  # noqa: PLC0415

    depth = deepest = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    return deepest


def _frames(root: Any) -> tuple[str, ...]:
    """Return the files of the same site that a page embeds."""
    found = (
        element.get("src") or element.get("data") or ""
        for element in root.iter("iframe", "frame", "embed", "object")
    )
    return tuple(address for address in found if address and not _FRAME.match(address))


def _further(root: Any, name: str) -> tuple[Message, ...]:
    """Return the notice that a page is one of several, if it has a link to the next."""
    links = (each for each in root.iter("a") if each.get("href") not in (None, "", "#"))
    further = any(_NEXT.fullmatch("".join(each.itertext())) for each in links)
    return (Message("unread_further_pages", name=name),) if further else ()


def _head(blocks: Sequence[Block], inside: Sequence[bool], title: str) -> list[str]:
    """Return the title, and the session below it, if they are above the main text."""
    first = inside.index(True)
    main = [_SPACE.sub("", block.text) for block in blocks[first : first + _HEAD_LINES]]
    if not title or any(_TITLE_LINE.fullmatch(text) for text in main):
        return []
    above = [_SPACE.sub("", block.text) for block in blocks[:first]]
    session = [text for text in above if _SESSION.fullmatch(text)]
    return [title, *session[:1]]


def _decode(data: bytes, name: str, encoding: str | None) -> Decoded:
    """Decode by byte-order mark, then by the page's declaration, then by detection."""
    declared = _CHARSET.search(data[:_CHARSET_WITHIN])
    if encoding is not None or declared is None or data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return decode(data, name=name, encoding=encoding)
    charset = declared[1].decode("ascii").lower()
    if charset in _LATIN:  # of a page made by a template: no Chinese page is
        return decode(data, name=name)
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


def _main(blocks: Sequence[Block], main_text: str) -> list[bool]:
    """Return for each block whether it is in the element with the main text."""
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
    alone = [block for block in blocks if block.element is main]
    if len(alone) == 1 and len(alone[0].text) < _LONGEST and main.getparent() is not None:
        return [_is_beside(block.element, main) for block in blocks]
    light = (1 - _MAIN_SHARE) * total
    inside: dict[Any, bool] = {}
    for block in blocks:
        element = block.element
        if element not in inside:
            path = [element, *element.iterancestors()]
            within = path[: path.index(main)] if main in path else None
            inside[element] = within is not None and not any(
                held[each] <= light and _is_furniture(each) for each in within
            )
    return [inside[block.element] for block in blocks]


def _is_beside(element: Any, paragraph: Any) -> bool:
    """Return whether an element belongs to the same text as `paragraph`, its longest one."""
    path = [element, *element.iterancestors()]
    beside = next((each for each in path if each.getparent() is paragraph.getparent()), None)
    return beside is not None and (
        beside.tag == paragraph.tag or _PART.fullmatch(str(beside.tag)) is not None
    )


def _is_furniture(element: Any) -> bool:
    """Return whether an element is page furniture by its name."""
    return any(_FURNITURE.search(element.get(name) or "") for name in ("class", "id"))


def _weight(block: Block, main_text: str) -> int:
    bare = _SPACE.sub("", block.text)
    if len(bare) < _LONG:
        return 0
    if not main_text:
        return len(bare) if "。" in bare else 0
    return len(bare) if bare in main_text else 0


def _lines(blocks: Sequence[Block]) -> Iterable[Line]:
    whole = not breaks_lines(block.text for block in blocks)
    for number, block in enumerate(blocks, 1):
        yield Line(
            text=block.text.replace("\xa0", " ").rstrip(),
            number=number,
            whole=(whole and not block.typed) or block.row,
            body=block.row,
            heading=block.heading if block.heading and block.heading > 1 else None,
        )


def _title(root: Any) -> str:
    """Return the page's title: the article's by its metadata, the first heading, or `<title>`."""
    found: list[str] = [
        meta.get("content", "")
        for meta in root.iter("meta")
        if (meta.get("name") or meta.get("property") or "").lower() in _TITLE_METAS
    ]
    visible = Visibility(root)
    found += [shown_text(each, visible) for tag in ("h1", "title") for each in root.iter(tag)]
    for text in found:
        for part in re.split("[_|｜»>]|\\s[-—–]+\\s|(?<=报告)[-—–]+", text):
            if _REPORT in part:
                return _SPACE.sub("", part)
    return ""
