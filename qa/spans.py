"""Short answers (`Answer.spans`) read off the quoted text: figures, enumerations, names."""

import re
from collections.abc import Iterable

from embeddings.folding import fold
from qa.answer_kind import AnswerKind, Kind
from qa.clauses import clauses
from qa.figures import Figure, find_figures

__all__ = ["enumeration", "short_answers"]

_QUOTED = re.compile(r"《[^》]{2,30}》|“[^”]{2,24}”|「[^」]{2,24}」")
_JOINT = re.compile(r"[、,，;；]|(?<=[^共温总缓平饱])(?:以及|和|及|与|或)(?=[^平谐解睦气])")
# What stands before the first member: a verb or a frame, told from the member by these words.
_LEAD = re.compile(
    r"^.*?(?:是|为|包括|包含|分别为|分别是|即|如|有|对|在|以|把|将|从|向|抓好|打造|构建|建设|发展|推进|推动|培育|"
    r"发展壮大|重点|实施|完善|健全|加强|支持|扩大|引导|开展|新设|设立|建立|提高|批准|开放|争取|解决|做好|坚持|着力|"
    r"加快|大力|强化|深化|优化|取消|改善|减少|促进|保障|落实|鼓励|制定|出台|提供|涵盖|覆盖|突出)(?=[^的了])"
)
_NAME_LONGEST = 10  # characters: a longer piece still holds a verb or a frame
_VERB = re.compile(
    r"^.*?(?:是|为|叫|至|到|向|在|以|由|即|成立|设立|建立|签署|签订|获得|荣获|获批|举办|办好|实施|启动|建设|开通|开工|推进|推动|推广|"
    r"发展|创建|争取|加入|颁布|制定|出台|完善|实行|采取|开展|打造|形成|扩大到|转变|投入|建成|发布|探索|选择|支持|引进|"
    r"加强|加快|派出|规定|决定|坚持|深化|健全|宣布|试行|取消|改为|包括|保障|提高|降低|落实|严禁|严格|鼓励|着力)(?=[^的了是为])"
)
_TAIL = re.compile(
    r"(?:等(?:[^，。；]*)?|(?:[一二三四五六七八九十两\d]+)(?:个|大|项|种|类|条|方面|家|座|省|市)[^，。；]*|"
    r"的?(?:特色)?(?:产业|行业|领域|工程|企业|地区|城市|国家|制度|问题|项目|工作|试点|建设|体系|市场|资源))$"
)


def short_answers(text: str, question: str, kind: AnswerKind) -> tuple[str, ...]:
    """Return the short answers in `text`, best first; each is a substring of `text`."""
    if kind.kind is Kind.LIST or kind.kind is Kind.MEASURES:
        members = enumeration(text)
        if kind.kind is Kind.MEASURES or len(members) < 2:
            members = members if len(members) > 2 and kind.kind is Kind.LIST else _clauses(text)
        return _unique(members)
    if kind.wants_figure:
        figures = _figures(text, question, kind)
        if figures:
            return _unique(figure.text for figure in figures)
    if kind.kind is Kind.DATE:
        dates = _dates(text)
        if dates:
            return dates
    if kind.kind is Kind.NAME:
        names = [match.group() for match in _QUOTED.finditer(text)]
        asked = fold(question)
        names = [name for name in names if fold(name[1:-1]) not in asked]
        if names:
            return _unique(name[1:-1] for name in names)
        named = _named(text, kind.noun, asked)
        if named:
            return named
    if kind.kind in {Kind.OPEN, Kind.YES_NO}:
        figures = _figures(text, question, kind)
        if figures and kind.kind is Kind.OPEN:
            return _unique(figure.text for figure in figures[:2])
    pieces = _clauses(text)
    asked = fold(question)
    return _unique(sorted(pieces, key=lambda piece: -_new(piece, asked))[:1])


def _named(text: str, noun: str, asked: str) -> tuple[str, ...]:
    """Return the thing that a clause names, without verb and frame, then the clause itself."""
    pieces = _clauses(text)
    if not pieces:
        return ()
    clause = max(pieces, key=lambda piece: (bool(noun) and noun[-1] in piece, _new(piece, asked)))
    thing = clause
    while len(thing) > _NAME_LONGEST:
        lead = _VERB.match(thing)
        if lead is None or len(thing) - lead.end() < 2:
            break
        thing = thing[lead.end() :]
    return _unique((thing, clause))


def _new(piece: str, asked: str) -> float:
    """Return the share of a clause's characters that the question does not hold."""
    letters = [letter for letter in fold(piece) if letter.isalnum()]
    return sum(letter not in asked for letter in letters) / (len(letters) or 1)


def enumeration(text: str) -> tuple[str, ...]:
    """Return the members of the longest enumeration in `text`, without verb and tail.

    立足构建大都市、大产业和大枢纽 → 大都市, 大产业, 大枢纽.
    """
    best: tuple[str, ...] = ()
    for clause in clauses(text):
        piece = text[clause.start : clause.end]
        if "、" not in piece and not _JOINT.search(piece):
            continue
        members = _members(piece)
        if len(members) > len(best):
            best = members
    return best


def _members(clause: str) -> tuple[str, ...]:
    pieces = [piece for piece in _JOINT.split(clause) if piece and piece.strip()]
    if len(pieces) < 2:
        return ()
    typical = sorted(len(piece) for piece in pieces)[len(pieces) // 2]
    first, last = pieces[0], pieces[-1]
    lead = None
    while len(first) > typical:
        lead = _LEAD.match(first)
        if lead is None or lead.end() >= len(first):
            break
        first = first[lead.end() :]
    if len(last) > typical:
        tail = _TAIL.search(last)
        if tail is not None and tail.start() > 0:
            last = last[: tail.start()]
    return tuple(_bare(piece) for piece in (first, *pieces[1:-1], last))


def _bare(piece: str) -> str:
    piece = piece.strip()
    if len(piece) > 2 and piece[0] in "“《" and piece[-1] in "”》":
        piece = piece[1:-1]
    return piece


def _clauses(text: str) -> tuple[str, ...]:
    return tuple(text[clause.start : clause.end].strip("…") for clause in clauses(text))


def _figures(text: str, question: str, kind: AnswerKind) -> list[Figure]:
    """Return the figures that answer, best first: of the asked unit, not in the question."""
    asked = {(figure.low, figure.unit) for figure in find_figures(question)}
    wants_time = "time" in kind.unit_classes
    scored: list[tuple[float, int, Figure]] = []
    for figure in find_figures(text):
        if (figure.low, figure.unit) in asked or (
            figure.unit in {"年", "月", "日"} and not wants_time
        ):
            continue
        score = 0.0
        if figure.unit and figure.unit in kind.units:
            score += 2
        if figure.unit_class and figure.unit_class in kind.unit_classes:
            score += 1
        if kind.kind is Kind.SHARE and figure.unit_class == "share":
            score += 1
        scored.append((-score, figure.start, figure))
    scored.sort(key=lambda entry: entry[:2])
    if not scored:
        return []
    if kind.parts == 1:
        best = scored[0][0]
        return [figure for score, _, figure in scored if score == best][:3]
    return [figure for _, _, figure in scored[: max(4, kind.parts)]]


def _dates(text: str) -> tuple[str, ...]:
    pattern = re.compile(
        r"(?:\d{2,4}年)?(?:\d{1,2}月)(?:\d{1,2}日)?(?:至\d{1,2}[月日](?:\d{1,2}日)?)?|\d{4}年(?:底|初|末)?|"
        r"[一二三四五六七八九十两\d]+年(?:左右|内|时间)?|(?:今|明|去)年[春夏秋冬]季?|年底前?|上半年|下半年"
    )
    folded = fold(text)
    return _unique(text[match.start() : match.end()] for match in pattern.finditer(folded))


def _unique(pieces: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(piece for piece in pieces if piece))
