"""Short answers (`Answer.spans`) read off the quoted text: figures, enumerations, names."""

import re
from collections.abc import Iterable

from embeddings.folding import fold
from qa.answer_kind import AnswerKind, Kind
from qa.clauses import clauses
from qa.span_figures import asked_dates, asked_figures, asked_rank
from qa.span_members import listed

__all__ = ["short_answers"]

_QUOTED = re.compile(r"《[^》]{2,30}》|“[^”]{2,24}”|「[^」]{2,24}」")
_JOINT = re.compile(r"[、,，;；]|(?<=[^共温总缓平饱])(?:以及|和|及|与|或)(?=[^平谐解睦气])")
# What stands before the first member: a verb or a frame, told from the member by these words.
_LEAD = re.compile(
    r"^.*?(?:是|为|包括|包含|分别为|分别是|即|如|有|对|在|以|把|将|从|向|抓好|打造|构建|建设|发展|推进|推动|培育|"
    r"发展壮大|重点|实施|完善|健全|加强|支持|扩大|引导|开展|新设|设立|建立|提高|批准|开放|争取|解决|做好|坚持|着力|"
    r"加快|大力|强化|深化|优化|取消|改善|减少|促进|保障|落实|鼓励|制定|出台|提供|涵盖|覆盖|突出)(?=[^的了])"
)
_NAME_LONGEST = 10  # characters: a longer piece still holds a verb or a frame
_RANK_ASKED = re.compile(r"第几|老几|几把交椅|名次|排名|排在?(?:什么|哪)")
_TIME_ASKED = re.compile(r"期限|多久|多长时间|几年[内能可就弄干完]")
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
    if kind.kind is Kind.LIST:
        count = 0 if kind.open_ended else kind.parts
        members = listed(text, noun=kind.noun, count=count, asked=fold(question))
        return _unique(members or _clauses(text))
    if kind.kind is Kind.MEASURES:
        return _unique(_clauses(text))
    if kind.wants_figure:
        figures = asked_figures(text, question, kind)
        if figures:
            ranks = asked_rank(text) if _RANK_ASKED.search(question) else ()
            return _unique((*figures, *ranks))
    if kind.kind is Kind.DATE or _TIME_ASKED.search(question):
        dates = asked_dates(text, question)
        if dates:
            return dates[: max(1, kind.parts)]
    if kind.kind is Kind.NAME:
        if _RANK_ASKED.search(question):
            ranks = asked_rank(text)
            if ranks:
                return ranks
        names = [match.group() for match in _QUOTED.finditer(text)]
        asked = fold(question)
        names = [name for name in names if fold(name[1:-1]) not in asked]
        if names:
            return _unique(name[1:-1] for name in names)
        named = _named(text, kind.noun, asked)
        if named:
            return named
    if kind.kind is Kind.OPEN:
        figures = asked_figures(text, question, kind)
        if figures:
            return figures
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


def _clauses(text: str) -> tuple[str, ...]:
    return tuple(text[clause.start : clause.end].strip("…") for clause in clauses(text))


def _unique(pieces: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(piece for piece in pieces if piece))
