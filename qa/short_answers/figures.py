"""The figures of a quoted text that answer a question."""

import re
from dataclasses import dataclass

from embeddings.language.figures import Figure, find_figures
from embeddings.lazy_regex import lazy_regex
from embeddings.text.bigrams import bigrams
from embeddings.text.folding import fold
from qa.question.answer_type import AnswerType, ExpectedAnswer
from qa.question.asked_units import direct_units, unit_classes
from qa.short_answers.dates import DURATION
from qa.short_answers.figure_bounds import as_asked, is_size_class
from qa.short_answers.token_scores import TokenScores
from qa.text.asking_words import ASKED_NUMBER

__all__ = ["asked_figures"]

_CUT = lazy_regex(r"[，,；;。：:…]")
_MEMBER_CUT = lazy_regex(r"[，,、；;。：:…]")
_ASKED_CUT = lazy_regex(r"[，,、；;？?。 ]|(?<=[多少几])(?:和|与|以及)")
_RESPECTIVE = lazy_regex(r"分别|各")
_JOINT = lazy_regex(r"、|和|与|以及|及")
# A figure that another has replaced: 由38.3%提高到44.9%.
_FORMER = lazy_regex(r"(?:从|由)[^，,；;。]*$")
_REPLACED = lazy_regex(r"^[^，,；;。]*?(?:到|至|为|成)[^，,；;。]{0,4}$")
# One that a verb of change alone replaces: 28家省属企业重组整合为10家.
_TURNED = lazy_regex(
    r"^[^，,；;。]*?(?:整合|合并|重组|归并|精简|压[缩减]|缩[减短]|减少|下降|降低|增加|增长|提高|提升|扩大|发展)"
    r"(?:到|至|为|成)[^，,；;。]{0,4}$"
)
_FORMER_ASKED = lazy_regex(r"原来|以前|从前|过去|原先|之前|起初|[从由].{0,10}(?:多少|几|多大)")
_FROM_TO = lazy_regex(r"[从由].{0,12}(?:多少|几|多大).{0,10}(?:到|成|至).{0,6}(?:多少|几|多大)")
_CHANGED = lazy_regex(
    r"(?:增加|增长|提高|减少|下降|上升|上涨|降低|增|涨|升|降|多|净增|新增|扩大|缩小|压减|加|减)了?(?:约|近|超过)?$"
)
_CHANGE_ASKED = lazy_regex(
    r"(?:增加|增长|提高|减少|下降|上升|上涨|降低|新增|[增涨升降减添抬砍]|多[了出批收打发]|少了|新添)[^，,？?到成至]{0,6}(?:多少|几|百分)"
)
_CONFIRMING = lazy_regex(r"(?:吗|么|吧|对不对|是不是)[?？。]*$")
_AS_NEAR = 2.0  # score margin within which two figures tie: both are given
_READER_WEIGHT = 0.5  # of a log probability; from 0.5 to 2 as many are right
_SHORT_HEAD = 6  # characters before a figure that are too short for a subject
_PLAIN_LEAST = 1000  # of a number named without its unit: 10万 for 10万元
_NEAR = 14  # characters before a figure that are its context
# Words for two groups, in the order of their figures.
_PAIRS = {"城乡": (("城镇", "城市", "城里", "市民"), ("农村", "乡村", "乡下", "农民"))}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ask:
    """One figure asked for: the units that answer it, and the words around it."""

    text: str
    units: tuple[str, ...]
    classes: frozenset[str]

    @property
    def pairs(self) -> frozenset[str]:
        return bigrams(self.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Candidate:
    """A figure or a length of time that may answer."""

    start: int
    end: int
    text: str
    figure: Figure | None  # None for a length of time


def asked_figures(
    text: str, question: str, kind: ExpectedAnswer, read: TokenScores | None = None
) -> tuple[str, ...]:
    """Return the figures of `text` that `question` asks for, one per figure asked for.

    A figure is chosen by its unit, then by the share of the question's words around it and by what
    a reader says of it. If the question says 各 or 分别, every figure of the unit asked for is
    returned.
    """
    asked = fold(question)
    found = _candidates(text, asked, kind)
    if not found:
        return ()
    asks = _asks(asked, kind)
    if kind.open_ended and len(asks) <= 1:
        chosen = _every(found, asks[0], kind.parts)
    elif kind.parts == 2 and _FROM_TO.search(asked):
        chosen = _from_to(found, asks[0], text)
    elif kind.kind is AnswerType.OPEN:
        chosen = _best(found, asks[0], text, read)[:2]
    else:
        chosen = []
        for ask in asks:
            free = [candidate for candidate in found if candidate not in chosen]
            said = read if len(asks) == 1 else None  # a reader tells not which is which
            chosen += _best(free, ask, text, said)[: 2 if len(asks) == 1 else 1]
    return tuple(dict.fromkeys(as_asked(candidate.text, asked) for candidate in chosen))


def _candidates(text: str, asked: str, kind: ExpectedAnswer) -> list[_Candidate]:
    """Return the figures of `text` that the question does not name, and lengths of time."""
    named = frozenset((figure.low, figure.unit) for figure in find_figures(asked))
    if _CONFIRMING.search(asked) and not ASKED_NUMBER.search(asked):
        named = frozenset()
    plain = frozenset(low for low, unit in named if not unit and low >= _PLAIN_LEAST)
    timed = "time" in kind.unit_classes
    folded = fold(text)
    found = [
        _Candidate(start=figure.start, end=figure.end, text=figure.text, figure=figure)
        for figure in find_figures(text)
        if (figure.low, figure.unit) not in named
        and figure.low not in plain
        and figure.unit_class != "time"
        and not is_size_class(figure, folded)
    ]
    if timed:
        found += [
            _Candidate(start=m.start(), end=m.end(), text=text[m.start() : m.end()], figure=None)
            for m in DURATION.finditer(folded)
            if m.group() not in asked
            and not re.match(r"[12]\d{3}年", m.group())
            and not any(m.start() < other.end and other.start < m.end() for other in found)
        ]
    return sorted(found, key=lambda candidate: candidate.start)


def _asks(question: str, kind: ExpectedAnswer) -> tuple[_Ask, ...]:
    """Return each figure asked for, with the part of the question that asks for it."""
    places = list(ASKED_NUMBER.finditer(question))
    if kind.parts <= 1 or len(places) <= 1:
        classes = kind.unit_classes
        if kind.kind is AnswerType.SHARE:
            classes = classes | {"share"}
        whole = _Ask(text=question, units=kind.units, classes=classes)
        return (whole,) * (1 if kind.open_ended else max(1, kind.parts))
    found = []
    for place in places:
        start = max(
            (cut.end() for cut in _ASKED_CUT.finditer(question, 0, place.start())), default=0
        )
        cut = _ASKED_CUT.search(question, place.end())
        part = question[start : cut.start() if cut else len(question)]
        units = direct_units(part)
        classes = unit_classes(part, units, parts=1)
        found.append(_Ask(text=part, units=units, classes=classes or kind.unit_classes))
    return tuple(found)


def _fit(candidate: _Candidate, ask: _Ask) -> float:
    """Return a score for the unit of a figure."""
    figure = candidate.figure
    if figure is None:
        return 3.0 if "time" in ask.classes else 0.0
    score = 0.0
    if figure.unit and figure.unit in ask.units:
        score += 2
    if figure.unit_class and figure.unit_class in ask.classes:
        score += 1
    elif not figure.unit and figure.low >= 10_000 and ask.classes:
        score += 0.5  # 960多万 of 多少人
    return score


def _best(
    found: list[_Candidate], ask: _Ask, text: str, read: TokenScores | None = None
) -> list[_Candidate]:
    """Return the candidates of the unit that fits best, by the words around them and a reader."""
    folded = fold(text)
    ranked = []
    for place, candidate in enumerate(found):
        near = _nearness(folded, candidate, found, ask)
        if read is not None:
            near += _READER_WEIGHT * read.nearest(candidate.start, candidate.end)
        ranked.append((-_fit(candidate, ask), -near, place, candidate))
    if not ranked:
        return []
    ranked.sort(key=lambda entry: entry[:3])
    first = ranked[0]
    return [entry[3] for entry in ranked if entry[0] == first[0] and entry[1] - first[1] < _AS_NEAR]


def _nearness(text: str, candidate: _Candidate, found: list[_Candidate], ask: _Ask) -> float:
    """Return a score for the words around a figure."""
    before, after = _around(text, candidate, found)
    score = 2.0 * len(bigrams(before) & ask.pairs) + 2.0 * len(bigrams(after) & ask.pairs)
    letters = {letter for letter in before + after if "\u4e00" <= letter <= "\u9fff"}
    score += sum(letter in ask.text for letter in letters)
    if _is_its_turn(text, candidate, ask):
        score += 10
    if _is_former(text, candidate, found):
        score += 10 if _FORMER_ASKED.search(ask.text) else -30
    changed = bool(_CHANGED.search(before))
    if changed != bool(_CHANGE_ASKED.search(ask.text)):
        score -= 3
    return score


def _around(text: str, candidate: _Candidate, found: list[_Candidate]) -> tuple[str, str]:
    """Return the context of a figure: the words before it, back to the figure before, and after it.

    A member of an enumeration has the head's words too: 淘汰炼铁产能1亿吨、水泥产能7亿吨. What an
    attribute is of stands behind it: 总投资69.5亿元的电厂二期工程.
    """
    if text.startswith("的", candidate.end):
        return _around_attribute(text, candidate)
    earlier = max((other.end for other in found if other.end <= candidate.start), default=0)
    start = max(earlier, candidate.start - _NEAR)
    before = text[start : candidate.start]
    head = max((cut.end() for cut in _CUT.finditer(text, 0, candidate.start)), default=0)
    first = min(other.start for other in found if other.start >= head)
    if head <= first < candidate.start:
        before = text[max(head, first - _NEAR) : first] + before
    elif candidate.start - head <= _SHORT_HEAD and head:
        former = max((cut.end() for cut in _CUT.finditer(text, 0, head - 1)), default=0)
        before = text[former : head - 1][:_NEAR] + before  # 总额…，达到11377亿元
    cut = _MEMBER_CUT.search(text, candidate.end)
    following = min(cut.start() if cut else len(text), candidate.end + 6)
    following = min([following, *(o.start for o in found if o.start >= candidate.end)])
    return before, text[candidate.end : following]


def _around_attribute(text: str, candidate: _Candidate) -> tuple[str, str]:
    """Return the words of its clause before and after a figure that is followed by 的."""
    head = max((cut.end() for cut in _CUT.finditer(text, 0, candidate.start)), default=0)
    cut = _MEMBER_CUT.search(text, candidate.end)
    behind = text[candidate.end + 1 : cut.start() if cut else len(text)]
    return text[max(head, candidate.start - _NEAR) : candidate.start], behind


def _is_former(text: str, candidate: _Candidate, found: list[_Candidate]) -> bool:
    """Whether a later figure has replaced this one: 由38.3%提高到44.9%."""
    clause = text[: candidate.start]
    later = [other for other in found if other.start >= candidate.end]
    between = [text[candidate.end : other.start] for other in later[:2]]
    turned = any(_TURNED.match(words) for words in between[:1])
    return turned or bool(
        _FORMER.search(clause) and any(_REPLACED.match(words) for words in between)
    )


def _from_to(found: list[_Candidate], ask: _Ask, text: str) -> list[_Candidate]:
    """Return the former figure and the one that replaced it."""
    folded = fold(text)
    former = [candidate for candidate in found if _is_former(folded, candidate, found)]
    later = [candidate for candidate in found if candidate not in former]
    return _best(former, ask, text)[:1] + _best(later, ask, text)[:1] if former else found[:2]


def _is_its_turn(text: str, candidate: _Candidate, ask: _Ask) -> bool:
    """Whether 分别 assigns this figure to the subject asked about: 甲、乙分别达到1和2."""
    start = max((cut.end() for cut in _CUT.finditer(text, 0, candidate.start)), default=0)
    cut = _CUT.search(text, candidate.end)
    clause = text[start : cut.start() if cut else len(text)]
    respective = _RESPECTIVE.search(clause)
    if respective is None:
        return False
    behind = [f for f in find_figures(clause) if f.start >= respective.end()]
    place = next((n for n, f in enumerate(behind) if f.start == candidate.start - start), None)
    members = _named_groups(clause[: respective.start()], len(behind))
    if place is None or not members:
        return False
    met = [
        max(len(bigrams(name) & ask.pairs) + (name in ask.text) for name in names)
        for names in members
    ]
    return met[place] > 0 and met[place] == max(met)


def _named_groups(head: str, count: int) -> list[tuple[str, ...]]:
    """Return the `count` groups that a clause names before 分别; empty if it names another number.

    Words after the last name belong to all of them: 居民医保和公共卫生服务经费补助标准.
    """
    members = [piece for piece in _JOINT.split(head) if piece]
    if len(members) == count > 1:
        longest = max(len(member) for member in members[:-1])
        return [(member[:longest],) for member in members]
    for word, names in _PAIRS.items():
        if word in head and count == len(names):
            return list(names)
    return []


def _every(found: list[_Candidate], ask: _Ask, parts: int) -> list[_Candidate]:
    """Return the figures of the unit asked for in reading order; all if none has it."""
    fitting = [candidate for candidate in found if _fit(candidate, ask) > 0]
    if len(fitting) < min(parts, len(found)):
        fitting = found
    return fitting[: max(4, parts)]
